"""Whatever is asked of the switch, in any order: it never breaks its own rules, never raises, and comes to rest (F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from callbook.errors import BadInput
from callbook.messages.t_library import REQUESTS, RequestMakeCall, TLibraryRequest
from callbook.messages.t_library_events import CallEvent, EventError
from callbook_mocks.contacts import KINDS, NETWORK_REPORTS, behaves
from callbook_mocks.voice_switch import KINDS as SWITCHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Desk, Floor

DNS = ("7001", "7002", "7003")
CONTACTS = ("+46846500412", "+46846500413")
GONE = "0150028acff24001"

numbers = st.sampled_from([*DNS, *CONTACTS, *CONTACTS, "+46846500499", "gurk"])
places = st.integers(0, 2)
requests = st.tuples(
    st.just("ask"), places, st.sampled_from([*REQUESTS.values(), *[RequestMakeCall] * 6]), numbers, st.integers(0, 3)
)
behaviours = st.builds(
    lambda kind, after, hangs_up: behaves(
        kind, after=after, hangs_up_after=hangs_up if NETWORK_REPORTS[kind].connects else None
    ),
    st.sampled_from(KINDS),
    st.sampled_from([None, 0, 2_000]),
    st.sampled_from([None, 0, 9_000]),
)
happenings = st.one_of(
    requests,
    requests,
    requests,
    st.tuples(st.just("wait"), st.sampled_from([0, 500, 1_000, 5_000, 60_000])),
    st.tuples(st.just("plays"), st.sampled_from(CONTACTS), behaviours),
    st.tuples(st.sampled_from(["contact_answers", "contact_hangs_up"]), st.sampled_from(CONTACTS)),
    st.tuples(st.sampled_from(["link_down", "link_up", "stop", "start"])),
    st.tuples(st.sampled_from(["out_of_service", "in_service"]), st.sampled_from(DNS)),
    st.tuples(st.sampled_from(["disconnected", "connected"]), places),
)


class Day:
    """A day on the floor on which anything may happen."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.desks = [floor.desk(dn) for dn in DNS]

    def happens(self, what: str, *details: Any) -> None:
        """Let one thing happen, and let the switch check itself."""
        getattr(self, what, lambda *given: self.plays_switch(what, *given))(*details)
        self.floor.switch.check()

    def ask(self, place: int, kind: type[TLibraryRequest], number: str, back: int) -> None:
        """Let a desk ask for something about one of the calls that it has heard of, or one that never was."""
        desk = self.desks[place]
        known = [GONE, *(event.ConnID for event in desk.events if isinstance(event, CallEvent))]
        given: dict[str, Any] = {
            "ConnID": known[-1 - back % len(known)], "TransferConnID": known[-1], "OtherDN": number,
            "AgentID": "anna", "UserData": {"a": back}, "Key": "a",
        }  # fmt: skip
        fields = kind.__struct_fields__
        before = len(desk.events)
        desk.ask(kind, **{name: value for name, value in given.items() if name in fields})
        if any(isinstance(event, EventError) for event in desk.events[before:]):
            assert before + 1 == len(desk.events)

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.floor.wait(milliseconds)

    def plays(self, number: str, behaviour: Any) -> None:
        """Let a contact behave otherwise."""
        self.floor.plays(number, behaviour)

    def disconnected(self, place: int) -> None:
        """Cut a desk off."""
        self.desks[place].end.disconnected()

    def connected(self, place: int) -> None:
        """Connect a desk again."""
        self.desks[place].end.connected()

    def plays_switch(self, what: str, *details: Any) -> None:
        """Do something to the switch, or play a contact; whom nobody calls can't be played."""
        try:
            getattr(self.floor.switch, what)(*details)
        except BadInput:
            assert what in {"contact_answers", "contact_hangs_up"}

    def ends(self) -> None:
        """Let everybody go home."""
        for desk in self.desks:
            desk.end.disconnected()
        self.floor.clock.run_until_idle()


@settings(max_examples=15000, deadline=None)
@given(kind=st.sampled_from(SWITCHES), story=st.lists(happenings, min_size=30, max_size=80))
def test_any_story_comes_to_rest(make_floor: Callable[..., Floor], kind: str, story: list[tuple[Any, ...]]) -> None:
    """When everybody has gone home, no call and no timer is left."""
    day = Day(make_floor(kind))
    for happening in story:
        day.happens(*happening)
    day.ends()
    assert day.floor.nothing_left()
