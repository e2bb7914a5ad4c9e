"""A switch with four telephones, contacts outside, and desks that write down what they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.clock import Clock
from callbook.core.ids import Identifiers
from callbook.core.messages.message import Message
from callbook.core.messages.t_library import RequestMakeCall, RequestRegisterAddress, TLibraryRequest
from callbook.core.messages.t_library_events import CallEvent, EventError
from callbook.core.messages.t_library_numbers import CallState
from callbook_mocks.contacts import Behaviour, Contact, Person, PhoneBook
from callbook_mocks.voice_switch import VoiceSwitch
from callbook_mocks.voice_switch.settings import SwitchKind, SwitchSettings

ANNA = "+46846500412"
BO = "+46846500413"
NOBODY = "+46846500499"

_Event = TypeVar("_Event", bound=Message)


class Desk:
    """A client on one DN; *events* is everything it was told."""

    def __init__(self, switch: VoiceSwitch, dn: str, name: str) -> None:
        self.dn = dn
        self.events: list[Message] = []
        self.end = switch.connect(name, self._told)
        self.end.connected()
        self.reference = 0
        self._switch = switch
        self._shown = 0

    def ask(self, kind: type[TLibraryRequest], **attributes: object) -> int:
        """Send a request, and let the switch check itself; give the request's number."""
        self.reference += 1
        self.end.receive(msgspec.convert({"ReferenceID": self.reference, "ThisDN": self.dn, **attributes}, kind))
        self._switch.check()
        return self.reference

    def _told(self, message: Message) -> None:
        self.events.append(message)

    def dial(self, number: str, **attributes: object) -> str:
        """Call *number*; give the ConnID."""
        self.ask(RequestMakeCall, OtherDN=number, **attributes)
        return next(event.ConnID for event in reversed(self.events) if isinstance(event, CallEvent))

    def ask_to_call(self, number: str) -> None:
        """Ask for a call to *number*, of which nothing may be told yet."""
        self.ask(RequestMakeCall, OtherDN=number)

    def last(self, kind: type[_Event]) -> _Event:
        """Give the last event of this kind."""
        return [event for event in self.events if isinstance(event, kind)][-1]

    def seen(self) -> list[str]:
        """Give what came since this was last asked, in short: the event, and its CallState or ErrorCode."""
        new, self._shown = self.events[self._shown :], len(self.events)
        return [_in_short(event) for event in new]


class Floor:
    """The whole small contact centre."""

    def __init__(
        self,
        kind: SwitchKind = "SIP Server",
        settings: SwitchSettings | None = None,
        assumptions: Assumptions | None = None,
        agents: tuple[str, ...] | None = ("anna", "ben"),
    ) -> None:
        self.clock = Clock()
        self.book = PhoneBook("SE")
        for name, number in (("Anna Berg", ANNA), ("Bo Ek", BO)):
            self.book.add(Contact(Person(name, number, "sv_SE", "Europe/Stockholm", "Question", "now")))
        self.switch = VoiceSwitch(
            self.clock,
            Identifiers(),
            kind=kind,
            name="switch",
            dns=("7001", "7002", "7003", "7004"),
            contacts=self.book,
            assumptions=assumptions,
            settings=settings,
            agents=agents,
        )

    def client(self, dn: str, name: str = "") -> Desk:
        """Connect a client that will use *dn*, not registered yet."""
        return Desk(self.switch, dn, name or f"desk {dn}")

    def desk(self, dn: str, name: str = "") -> Desk:
        """Connect a client and register *dn*; what it was told until then counts as seen."""
        desk = self.client(dn, name)
        desk.ask(RequestRegisterAddress)
        desk.seen()
        return desk

    def plays(self, number: str, behaviour: Behaviour) -> None:
        """Let a contact behave so from the next call on."""
        self.book.plays(number, behaviour)

    def wait(self, milliseconds: int) -> None:
        """Let time pass, and let the switch check itself."""
        self.clock.advance(milliseconds)
        self.switch.check()

    def talk(self, desk: Desk, number: str = ANNA, **attributes: object) -> str:
        """Bring *desk* into a call with a contact who answers; what it was told until then counts as seen."""
        conn_id = desk.dial(number, **attributes)
        self.wait(5_000)
        assert f"{number} in call {conn_id}: talking" in self.switch.legs_up()
        desk.seen()
        return conn_id

    def nothing_left(self) -> bool:
        """Say whether no call and no timer is left."""
        self.switch.check()
        return not self.switch.calls and not self.switch.legs_up() and not self.clock.pending


def _in_short(event: Message) -> str:
    if isinstance(event, EventError):
        return f"EventError {event.ErrorCode}"
    if isinstance(event, CallEvent) and event.CallState is not CallState.OK:
        return f"{event.name} {event.CallState.name}"
    return event.name


@pytest.fixture(scope="session")
def make_floor() -> Callable[..., Floor]:
    """The way to a floor with a switch of another kind, or with other settings."""
    return Floor


@pytest.fixture
def floor() -> Floor:
    """A floor with a SIP Server."""
    return Floor()


@pytest.fixture
def anna() -> str:
    """The number of Anna Berg, who answers after 4 s of ringing."""
    return ANNA


@pytest.fixture
def bo() -> str:
    """The number of Bo Ek, who answers after 4 s of ringing."""
    return BO


@pytest.fixture
def nobody() -> str:
    """A number that nobody has."""
    return NOBODY
