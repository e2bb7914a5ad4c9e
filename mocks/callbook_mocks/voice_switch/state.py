"""What the voice switch holds: its DNs, the clients that use them, and the calls that are up."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Clock, Identifiers, Sender, Timer
    from callbook.messages import AgentWorkMode, CallType, DNRole, KVList
    from callbook_mocks.contacts import Behaviour, Contact
    from callbook_mocks.voice_switch.protocol import Events
    from callbook_mocks.voice_switch.routing import Outside
    from callbook_mocks.voice_switch.settings import SwitchSettings
    from callbook_mocks.voice_switch.telephony import Telephones


class PartyState(StrEnum):
    """Where one party of a call is."""

    DIALING = "dialling"
    CALLED = "called, not reached yet"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "on hold"


CONNECTED = frozenset({PartyState.TALKING, PartyState.HELD})
"""States of a party that has answered, or was answered."""


class AgentState(StrEnum):
    """Whether the agent on a DN takes calls."""

    LOGGED_IN = "logged in"
    READY = "ready"
    NOT_READY = "not ready"


@dataclass(slots=True, eq=False)
class Connection:
    """One client: its name, and the way to it."""

    client: str
    send: Sender


@dataclass(slots=True)
class Agent:
    """The agent who is logged in on a DN."""

    id: str
    state: AgentState
    work_mode: AgentWorkMode


@dataclass(slots=True, eq=False)
class DN:
    """A telephone of the switch.

    Attributes:
        connections: of the clients that have registered it, in order.
        parties: its part in each call that it is in, by ConnID.
        agent: who is logged in on it.
        in_service: whether it works.
    """

    number: str
    connections: list[Connection] = field(default_factory=list[Connection])
    parties: dict[str, CallParty] = field(default_factory=dict[str, "CallParty"])
    agent: Agent | None = None
    in_service: bool = True

    @property
    def active(self) -> CallParty | None:
        """Its part in the call that is not on hold, if there is one."""
        for party in self.parties.values():
            if party.state is not PartyState.HELD:
                return party
        return None


@dataclass(slots=True, eq=False)
class CallParty:
    """One end of a call: a DN, a contact, or a number that nobody has.

    Attributes:
        number: as it was dialled, or the DN's.
        behaviour: what an outside party does when its telephone rings.
        timer: what it does next.
        has_telephone: whether a telephone of its own rings for this call.
        destination: where its call is brought once its own telephone has answered.
        asked: who has asked for the telephone to answer.
    """

    number: str
    role: DNRole
    state: PartyState
    call: Call
    dn: DN | None = None
    contact: Contact | None = None
    behaviour: Behaviour | None = None
    timer: Timer | None = None
    has_telephone: bool = False
    destination: DN | Outside | None = None
    asked: Requester | None = None

    @property
    def line(self) -> str:
        """The number at which a telephone would be registered: the DN's, or the contact's."""
        return self.number if self.contact is None else self.contact.person.phone_number

    @property
    def other(self) -> CallParty:
        """The party at the other end."""
        first, second = self.call.parties
        return second if self is first else first

    @property
    def connected(self) -> bool:
        """Whether both ends have answered."""
        return self.state in CONNECTED and self.other.state in CONNECTED

    def __str__(self) -> str:
        return f"{self.number} in call {self.call.conn_id}: {self.state}"


@dataclass(slots=True, eq=False)
class Call:
    """A call: always two parties, from the first digit to the end.

    Attributes:
        user_data: its attached data; replaced when it changes, never changed, for events share it.
        dialled: the number that was called (DNIS).
        caller: who called (ANI).
        consulted_for: the held call that this one is to decide about.
        unattended: runs while no client is left that could end it.
    """

    conn_id: str
    call_id: int
    call_uuid: str
    call_type: CallType
    user_data: KVList
    dialled: str
    caller: str
    consulted_for: Call | None = None
    parties: list[CallParty] = field(default_factory=list[CallParty])
    unattended: Timer | None = None

    @property
    def attended(self) -> bool:
        """Whether some client could end it."""
        return any(party.dn is not None and party.dn.connections for party in self.parties)


@dataclass(slots=True)
class Requester:
    """Who asked for what is being done: the connection, the DN, and the number of its request."""

    connection: Connection
    dn: DN
    reference: int

    def party(self, conn_id: str) -> CallParty:
        """Return the part of the DN in the call of this ConnID.

        Raises:
            RequestRefused: 56, the DN is in no such call.
        """
        party = self.dn.parties.get(conn_id)
        if party is None:
            raise RequestRefused(ErrorCode.INVALID_CONN_ID, f"DN {self.dn.number} is in no call {conn_id}")
        return party


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every part of the switch works with."""

    name: str
    state: State
    clock: Clock
    identifiers: Identifiers
    settings: SwitchSettings
    events: Events
    telephones: Telephones


class State:
    """All of it.

    Attributes:
        engaged: by telephone number, what each contact who is on the telephone is doing there.
        registered: the numbers that have a telephone of their own, a DN's or a contact's.
    """

    def __init__(self, dns: Iterable[str]) -> None:
        self.running = True
        self.link_up = True
        self.dns = {number: DN(number) for number in dns}
        self.connections: list[Connection] = []
        self.calls: dict[str, Call] = {}
        self.engaged: dict[str, CallParty] = {}
        self.registered: set[str] = set()

    def legs_up(self) -> tuple[str, ...]:
        """Return in words where each party of each call is."""
        return tuple(str(party) for call in self.calls.values() for party in call.parties)
