"""Whatever is asked of the switch, in any order: it breaks no rule, never raises, and comes to rest (F10)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from callbook.core.errors import BadInput
from callbook.core.messages.t_library import (
    REQUESTS,
    RequestAnswerCall,
    RequestCompleteTransfer,
    RequestHoldCall,
    RequestInitiateTransfer,
    RequestMakeCall,
    RequestRegisterAddress,
    RequestReleaseCall,
    RequestRetrieveCall,
    RequestSingleStepTransfer,
    TLibraryRequest,
)
from callbook.core.messages.t_library_events import EventError
from callbook_mocks.contacts import Behaviour, BehaviourKind, behaves
from callbook_mocks.contacts.contact import BEHAVIOUR_KINDS, NETWORK_REPORTS
from callbook_mocks.voice_switch.settings import SWITCH_KINDS as SWITCHES
from callbook_mocks.voice_switch.telephone_reports import TelephoneReports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor

    from callbook_mocks.voice_switch.telephone_reports import Report

DNS = ("7001", "7002", "7003")
CONTACTS = ("+46846500412", "+46846500413")
REPORTS = TelephoneReports.TABLE
GONE = "0150028acff24001"

numbers = st.sampled_from([*DNS, *DNS, *CONTACTS, "+46846500499", "gurk"])
places = st.integers(0, 2)
TRANSFERS = (RequestSingleStepTransfer, RequestInitiateTransfer, RequestCompleteTransfer)
HANDLING = (RequestAnswerCall, RequestHoldCall, RequestRetrieveCall, RequestReleaseCall, *TRANSFERS, *TRANSFERS)
KINDS_OF_REQUESTS = [*REQUESTS.values(), *HANDLING, *[RequestMakeCall] * 4, *[RequestRegisterAddress] * 3]
requests = st.tuples(st.just("ask"), places, st.sampled_from(KINDS_OF_REQUESTS), numbers, st.integers(0, 2))


def _behaviour(kind: BehaviourKind, after: int | None, hangs_up_after: int | None) -> Behaviour:
    return behaves(kind, after=after, hangs_up_after=hangs_up_after if NETWORK_REPORTS[kind].connects else None)


behaviours = st.builds(
    _behaviour, st.sampled_from(BEHAVIOUR_KINDS), st.sampled_from([None, 0, 2_000]), st.sampled_from([None, 0, 9_000])
)
WEIGHTS: list[tuple[int, st.SearchStrategy[tuple[object, ...]]]] = [
    (12, requests),
    (3, st.tuples(st.just("talk"), places, st.sampled_from(CONTACTS))),
    (3, st.tuples(st.just("answer_what_rings"))),
    (2, st.tuples(st.just("wait"), st.sampled_from([0, 500, 1_000, 5_000, 60_000]))),
    (1, st.tuples(st.just("plays"), st.sampled_from(CONTACTS), behaviours)),
    (2, st.tuples(st.just("reports"), st.sampled_from([*CONTACTS, *DNS]), st.sampled_from([*REPORTS]), numbers)),
    (1, st.tuples(st.just("registers"), st.sampled_from([*CONTACTS, *DNS]), st.booleans())),
    (1, st.tuples(st.sampled_from(["link_down", "link_up", "link_up", "stop", "start", "start"]))),
    (1, st.tuples(st.sampled_from(["out_of_service", "in_service", "in_service"]), st.sampled_from(DNS))),
    (1, st.tuples(st.sampled_from(["disconnected", "connected"]), places)),
]
happenings = st.sampled_from([kind for weight, kind in WEIGHTS for _ in range(weight)]).flatmap(lambda kind: kind)


class Day:
    """A day on the floor on which anything may happen."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.desks = [floor.desk(dn) for dn in DNS]

    def happens(self, what: str, *details: object) -> None:
        """Let one thing happen, and let the switch check itself."""
        if hasattr(self, what):
            getattr(self, what)(*details)
        else:
            self.plays_switch(what, *details)
        self.floor.switch.check()

    def ask(self, place: int, kind: type[TLibraryRequest], number: str, which: int) -> None:
        """Let a desk ask for something about one of its calls, or one that never was."""
        desk = self.desks[place]
        calls = [call for call in self.floor.switch.calls if any(party.number == desk.dn for party in call.parties)]
        known = [*(call.conn_id for call in calls), GONE]
        given: dict[str, object] = {
            "ConnID": known[which % len(known)],
            "TransferConnID": known[-2:][0],
            "OtherDN": number,
            "AgentID": "anna",
            "UserData": {"a": which},
            "Key": "a",
        }
        before = len(desk.events)
        desk.ask(kind, **{name: value for name, value in given.items() if name in kind.__struct_fields__})
        if any(isinstance(event, EventError) for event in desk.events[before:]):
            assert before + 1 == len(desk.events)

    def talk(self, place: int, number: str) -> None:
        """Let a desk call a contact who answers at once, if it can."""
        self.floor.plays(number, behaves("answers", after=0))
        self.desks[place].ask(RequestRegisterAddress)
        self.desks[place].ask(RequestMakeCall, OtherDN=number)
        self.floor.wait(1_000)

    def answer_what_rings(self) -> None:
        """Let every desk answer what rings there."""
        for call in self.floor.switch.calls:
            for desk in self.desks:
                desk.ask(RequestAnswerCall, ConnID=call.conn_id)

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.floor.wait(milliseconds)

    def plays(self, number: str, behaviour: Behaviour) -> None:
        """Let a contact behave otherwise."""
        self.floor.plays(number, behaviour)

    def disconnected(self, place: int) -> None:
        """Cut a desk off."""
        self.desks[place].end.disconnected()

    def connected(self, place: int) -> None:
        """Connect a desk again."""
        self.desks[place].end.connected()

    def plays_switch(self, what: str, *details: object) -> None:
        """Do something to the switch."""
        getattr(self.floor.switch, what)(*details)

    def reports(self, number: str, report: Report, to: str) -> None:
        """Let a telephone report something; where there is no call for it, it is refused."""
        with suppress(BadInput):
            self.floor.switch.hear(number, report, to)

    def registers(self, number: str, there: bool) -> None:  # noqa: FBT001 - a thing that happens
        """Let a telephone of somebody's own be there, or no longer."""
        self.floor.switch.register_telephone(number, there=there)

    def ends(self) -> None:
        """Let everybody go home."""
        for desk in self.desks:
            desk.end.disconnected()
        self.floor.clock.run_until_idle()


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(SWITCHES), story=st.lists(happenings, max_size=40))
def test_any_story_comes_to_rest(make_floor: Callable[..., Floor], kind: str, story: list[tuple[object, ...]]) -> None:
    """When everybody has gone home, no call and no timer is left."""
    day = Day(make_floor(kind))
    for happening in story:
        what, *details = happening
        day.happens(str(what), *details)
    day.ends()
    assert day.floor.nothing_left()
