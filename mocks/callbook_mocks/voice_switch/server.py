"""The voice switch as a plain object: clients connect, requests come in, the link to the switch goes down and up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callbook.core import Assumptions, OwnParty, Unknown
from callbook.messages import CallState, t_library_events
from callbook_mocks.voice_switch import invariants
from callbook_mocks.voice_switch.attached_data import AttachedData
from callbook_mocks.voice_switch.delivery import Delivery
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.handling import Handling
from callbook_mocks.voice_switch.protocol import Events, handlers
from callbook_mocks.voice_switch.routing import Routing
from callbook_mocks.voice_switch.sessions import Sessions
from callbook_mocks.voice_switch.settings import settings_of
from callbook_mocks.voice_switch.state import Connection, Equipment, Requester, State
from callbook_mocks.voice_switch.telephone_reports import TelephoneReports
from callbook_mocks.voice_switch.telephony import Telephones
from callbook_mocks.voice_switch.transfer import Transfers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Clock, Identifiers, Sender
    from callbook.messages import Message
    from callbook.messages.t_library import TLibraryRequest
    from callbook_mocks.contacts import PhoneBook
    from callbook_mocks.voice_switch.protocol import Handler
    from callbook_mocks.voice_switch.settings import SwitchKind, SwitchSettings
    from callbook_mocks.voice_switch.state import DN, Call
    from callbook_mocks.voice_switch.telephone_reports import Report


class ServerEnd(OwnParty):
    """The server's end of one client's wire."""

    def __init__(self, server: VoiceSwitch, connection: Connection) -> None:
        self._server = server
        self._connection = connection

    def receive(self, message: Message) -> None:
        """Take a message from the client."""
        self._server.receive(self._connection, message)

    def connected(self) -> None:
        """The client can be reached; it has still to register."""
        self._server.client_connected(self._connection)

    def disconnected(self) -> None:
        """The client can no longer be reached."""
        self._server.client_disconnected(self._connection)


class VoiceSwitch:
    """A T-Server or a SIP Server with its telephones, and the telephone network behind it.

    Args:
        clock: every duration goes by it.
        identifiers: give ConnIDs and CallUUIDs.
        kind: ``T-Server`` or ``SIP Server``.
        name: the server's name, in every event.
        dns: the numbers of its DNs.
        contacts: who can be called outside.
        assumptions: how long the network takes.
        settings: what else is assumed of this switch; those of its kind when none are given.
        agents: ids that may log in on a DN; None lets anybody.

    Attributes:
        telephones: all that it reaches.

    Raises:
        Unknown: there is no such kind of switch.
    """

    def __init__(  # noqa: PLR0913 - the composition of a switch; all but two by name
        self,
        clock: Clock,
        identifiers: Identifiers,
        *,
        kind: SwitchKind,
        name: str,
        dns: Iterable[str],
        contacts: PhoneBook,
        assumptions: Assumptions | None = None,
        settings: SwitchSettings | None = None,
        agents: Iterable[str] | None = None,
    ) -> None:
        self.kind: SwitchKind = kind
        self.name = name
        self.settings = settings or settings_of(kind)
        self._state = State(dns)
        self._events = Events(name)
        assumptions = assumptions or Assumptions()
        self.telephones = Telephones(self._state, clock, assumptions)
        equipment = Equipment(name, self._state, clock, identifiers, self.settings, self._events, self.telephones)
        self._handling = handling = Handling(equipment)
        self._sessions = Sessions(equipment, handling, agents)
        routing = Routing(self._state, contacts, self.settings)
        delivery = Delivery(equipment, routing, handling)
        transfers = Transfers(equipment, delivery, handling)
        self._reports = TelephoneReports(equipment, routing, delivery, handling, transfers)
        attached_data = AttachedData(self._events, handling)
        self._handlers = handlers(self._sessions, delivery, handling, transfers, attached_data)

    def connect(self, client: str, send: Sender) -> ServerEnd:
        """Return the switch's end of a wire to *client*, who is told of events through *send*."""
        return ServerEnd(self, Connection(client, send))

    @property
    def running(self) -> bool:
        """Whether the server process runs; it may still have lost its link to the switch."""
        return self._state.running

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that are up, in the order in which they were made."""
        return tuple(self._state.calls.values())

    def calls_at(self, dn: str) -> frozenset[str]:
        """Return the ConnIDs of the calls that *dn* is in.

        Raises:
            Unknown: there is no such DN.
        """
        return frozenset(self._dn(dn).parties)

    def registered(self, dn: str) -> tuple[int, str]:
        """Return how many clients have registered *dn*, and the id of the agent who is logged in on it, if any.

        Raises:
            Unknown: there is no such DN.
        """
        found = self._dn(dn)
        return len(found.connections), "" if found.agent is None else found.agent.id

    def legs_up(self) -> tuple[str, ...]:
        """Return where each party of each call is; empty when nobody is on the telephone."""
        return self._state.legs_up()

    def check(self) -> None:
        """Make sure that nothing is true that must never be.

        Raises:
            Inconsistent: something is; the text says what.
        """
        invariants.check(self._state)

    def register_telephone(self, number: str, *, there: bool) -> None:
        """Let the number of a DN or of a contact have a telephone of its own, or no longer.

        Raises:
            Unknown: nobody has that number.
        """
        self._reports.register(number, there=there)

    def line(self, number: str) -> str | None:
        """Return *number*, of a DN or a contact, as the switch has it; None where nobody has it."""
        return self._reports.known_line(number)

    def hear(self, number: str, report: Report, to: str = "", call: str = "") -> None:
        """Take what the telephone with this number reports, virtual or not: somebody answers it, hangs up, and so on.

        Raises:
            Unknown: nobody has that number, or there is no such report.
            BadInput: no call is there for it.
        """
        self._reports.hear(number, report, to, call)

    def takes(self, number: str, report: Report) -> bool:
        """Return whether the telephone with this number can report that now."""
        return self._reports.takes(number, report)

    def link_down(self) -> None:
        """Lose the link between server and switch: calls end, then every client is told; requests get 54 (E3)."""
        state = self._state
        if not (state.running and state.link_up):
            state.link_up = False
            return
        self._end_all(state.calls.values())
        state.link_up = False
        for connection in state.connections:
            self._events.of_link(t_library_events.EventLinkDisconnected, connection)
        self._sessions.link_lost()

    def link_up(self) -> None:
        """Have the link back; every client is told."""
        state = self._state
        if state.running and not state.link_up:
            for connection in state.connections:
                self._events.of_link(t_library_events.EventLinkConnected, connection)
        state.link_up = True

    def stop(self) -> None:
        """Let the server process die: calls, registrations and logins are gone, and nobody is told."""
        state = self._state
        for call in tuple(state.calls.values()):
            for party in call.parties:
                self._handling.take_out(party)
            self._handling.forget(call)
        self._sessions.forget()
        state.running = False

    def start(self) -> None:
        """Let the server process run again; clients have to register again."""
        self._state.running = True

    def out_of_service(self, dn: str) -> None:
        """Let the telephone *dn* not work: its calls end, its agent is logged out, requests get 58.

        Raises:
            Unknown: there is no such DN.
        """
        telephone = self._dn(dn)
        self._end_all(party.call for party in telephone.parties.values())
        self._sessions.out_of_service(telephone)
        telephone.in_service = False

    def in_service(self, dn: str) -> None:
        """Let the telephone *dn* work again.

        Raises:
            Unknown: there is no such DN.
        """
        self._dn(dn).in_service = True

    def _dn(self, number: str) -> DN:
        if number not in self._state.dns:
            raise Unknown("DN", number, self._state.dns, where=f"voice switch {self.name!r}")
        return self._state.dns[number]

    def _end_all(self, calls: Iterable[Call]) -> None:
        for call in tuple(calls):
            self._handling.end(call, CallState.GENERAL_ERROR)

    def client_connected(self, connection: Connection) -> None:
        """Note that the client can be reached; without a link it is told so at once."""
        if connection not in self._state.connections:
            self._state.connections.append(connection)
        if self._state.running and not self._state.link_up:
            self._events.of_link(t_library_events.EventLinkDisconnected, connection)

    def client_disconnected(self, connection: Connection) -> None:
        """Note that the client can no longer be reached: it has no DN registered any more."""
        if connection in self._state.connections:
            self._state.connections.remove(connection)
        self._sessions.lose(connection)

    def receive(self, connection: Connection, message: Message) -> None:
        """Carry a request out, or answer it with EventError; a server that is down hears nothing."""
        if not self._state.running:
            return
        handler = self._handlers.get(type(message))
        if handler is None:
            refused = RequestRefused(ErrorCode.UNSUPPORTED, f"{message.name} is no request to a {self.kind}")
            self._events.error(connection, refused)
            return
        request = cast("TLibraryRequest", message)  # the table holds nothing else
        try:
            self._carry_out(connection, request, handler)
        except RequestRefused as refused:
            self._events.error(connection, refused, request)

    def _carry_out(self, connection: Connection, request: TLibraryRequest, handler: Handler) -> None:
        if not self._state.link_up:
            raise RequestRefused(ErrorCode.NO_LINK, f"{self.name} does not reach it")
        dn = self._state.dns.get(request.ThisDN)
        if dn is None:
            raise RequestRefused(ErrorCode.NOT_CONFIGURED, f"{self.name} has no DN {request.ThisDN}")
        _may_ask(connection, dn, handler)
        handler.handle(Requester(connection, dn, request.ReferenceID), request)


def _may_ask(connection: Connection, dn: DN, handler: Handler) -> None:
    if handler.in_service and not dn.in_service:
        raise RequestRefused(ErrorCode.OUT_OF_SERVICE, f"DN {dn.number}")
    if handler.registered and connection not in dn.connections:
        raise RequestRefused(ErrorCode.NOT_REGISTERED, f"{connection.client} has not registered DN {dn.number}")
