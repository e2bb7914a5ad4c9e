"""One run: a contact centre whose clients come over the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.clock import Clock
from callbook.configuration import Configuration
from callbook.errors import BadInput, CallbookError, Unknown
from callbook.lab import Lab
from callbook.lab.servers import INTERACTION_SERVER
from callbook.messages.encoding import Protocol, from_json, protocol_of
from callbook.pacing import Pacer
from callbook.service.led_clock import LedClock
from callbook.service.mailbox import Mailbox
from callbook.service.wanted import ClockKind, RunWanted
from callbook_mocks.interaction_server import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages.message import Message
    from callbook.service.limits import Limits
    from callbook.wire import Wire

SERVERS: Final = {"interaction-server": Protocol.OPEN_MEDIA, "voice-switch": Protocol.T_LIBRARY}
"""What each server is called in an address, and the protocol that it speaks."""


class NotThere(Unknown):
    """Something that an address names is not there."""


class NotConnected(CallbookError):  # noqa: N818 - names what is the case
    """A client wants to send, and its connection is down."""


class TooMany(CallbookError):  # noqa: N818 - names what is the case
    """One more would be more than the server takes."""


class Run:
    """A contact centre on a server.

    Args:
        name: its name.
        wanted: what it was wanted to be.
        limits: how much it takes and keeps.
        wall: gives the wall's seconds, for a real clock.

    Attributes:
        lab: the contact centre itself.
        pacer: keeps a real clock's pace; None for any other.
    """

    def __init__(self, name: str, wanted: RunWanted, limits: Limits, wall: Callable[[], float]) -> None:
        self.name = name
        self.wanted = wanted
        self._limits = limits
        self._clients: dict[tuple[str, str], tuple[Wire, Mailbox]] = {}
        clock = LedClock(wanted.start) if wanted.clock is ClockKind.LED else Clock(wanted.start)
        center = wanted.contact_center
        self.lab = Lab(
            Configuration(center) if center is not None else None,
            seed=wanted.seed,
            start=wanted.start,
            assumptions=wanted.assumptions,
            settings=ServerSettings(done_kept=limits.done),
            clock=clock,
            journal_bound=limits.journal,
        )
        self.pacer = Pacer(clock, wanted.speed, wall) if wanted.clock is ClockKind.REAL else None

    def lead_to(self, instant: int) -> None:
        """Let a led clock stand at *instant*.

        Raises:
            BadInput: when the clock is not led, or the instant is past.
        """
        clock = self.lab.clock
        if not isinstance(clock, LedClock):
            raise BadInput("instant", instant, where=f"run {self.name!r}", accepted="none: its clock is not led")
        clock.lead_to(instant)

    def step(self) -> None:
        """Let the next timer fire, whatever the clock's kind, and nothing beyond it."""
        clock = self.lab.clock
        if isinstance(clock, LedClock):
            clock.fire_next()
        else:
            clock.jump()

    def catch_up(self) -> None:
        """Let a real clock advance to where the wall says that it should be."""
        if self.pacer is not None:
            self.pacer.catch_up()

    def operate(self, server: str, deed: str) -> None:
        """Stop or start a server, take the switch's link away or give it back.

        In a led run whoever leads the clock has the wires, too, and says by itself what becomes of them.

        Raises:
            NotThere: when there is no such deed.
        """
        deeds = _led_deeds(self.lab) if self._led else _deeds(self.lab)
        if (server, deed) not in deeds:
            raise NotThere("deed", f"{server}/{deed}", (f"{to}/{what}" for to, what in deeds))
        deeds[server, deed]()
        self.lab.clock.settle()

    # Clients.

    def connect(self, server: str, client: str) -> Mailbox:
        """Connect a client, for the first time or again; what it missed lies in its mailbox.

        Raises:
            Unknown: when there is no such server.
            NotConnected: when the server is down.
            TooMany: when there are too many clients.
        """
        wire, mailbox = self._clients.get((server, client)) or self._join(server, client)
        if self._led:
            wire.mend()  # whoever leads the clock has the wires, too, and knows whether the server is up
            self.lab.clock.settle()
        else:
            self.lab.reconnect(wire)
        if not wire.up:
            raise NotConnected(f"{self._named(server)} is down: {client} cannot connect until it is started.")
        return mailbox

    def disconnect(self, server: str, client: str) -> None:
        """Let a client's connection be lost: what its agent has goes back to its queues (E7).

        Raises:
            Unknown: when there is no such client.
        """
        wire, _ = self._client(server, client)
        wire.cut()
        self.lab.clock.settle()

    def mailbox(self, server: str, client: str) -> Mailbox:
        """Give a client's mailbox.

        Raises:
            Unknown: when there is no such client.
        """
        return self._client(server, client)[1]

    def send(self, server: str, client: str, body: bytes) -> int:
        """Let a client send the message that *body* holds as JSON; give the number of its entry in the journal.

        Raises:
            BadInput: when it is no message of the server's protocol.
            NotConnected: when the connection is down.
        """
        self._named(server)
        message = _message(body, server)
        wire, _ = self._clients.get((server, client)) or self._join(server, client)
        if not wire.up:
            raise NotConnected(f"The connection of {client} to {self._named(server)} is down: connect again.")
        number = self.lab.journal.last + 1
        wire.to_server(message)
        self.lab.clock.settle()
        return number

    @property
    def _led(self) -> bool:
        return isinstance(self.lab.clock, LedClock)

    @property
    def clients(self) -> tuple[tuple[str, str, bool], ...]:
        """The server, the name, and whether its connection is up, of each client."""
        return tuple((server, client, wire.up) for (server, client), (wire, _) in self._clients.items())

    def _client(self, server: str, client: str) -> tuple[Wire, Mailbox]:
        known = self._clients.get((server, client))
        if known is None:
            self._named(server)
            raise NotThere("client", client, (name for to, name in self._clients if to == server), where=server)
        return known

    def _join(self, server: str, client: str) -> tuple[Wire, Mailbox]:
        if len(self._clients) >= self._limits.clients:
            raise TooMany(f"This run has {len(self._clients)} clients; more are not taken.")
        mailbox = Mailbox(self.lab.clock, self._limits.mailbox)
        wire = self.lab.join(client, self._named(server), mailbox)
        self._clients[server, client] = wire, mailbox
        return wire, mailbox

    def _named(self, server: str) -> str:
        if server not in SERVERS:
            raise NotThere("server", server, SERVERS)
        return INTERACTION_SERVER if server == "interaction-server" else self.lab.voice_switch.name


def _deeds(lab: Lab) -> dict[tuple[str, str], Callable[[], None]]:
    return {
        ("interaction-server", "stop"): lab.stop_interaction_server,
        ("interaction-server", "start"): lab.start_interaction_server,
        ("voice-switch", "stop"): lab.stop_voice_switch,
        ("voice-switch", "start"): lab.start_voice_switch,
        ("voice-switch", "lose-link"): lab.lose_link,
        ("voice-switch", "restore-link"): lab.restore_link,
    }


def _led_deeds(lab: Lab) -> dict[tuple[str, str], Callable[[], None]]:
    server, switch = lab.interaction_server, lab.voice_switch
    return {
        ("interaction-server", "stop"): server.stop,
        ("interaction-server", "start"): server.start,
        ("voice-switch", "stop"): switch.stop,
        ("voice-switch", "start"): switch.start,
        ("voice-switch", "lose-link"): switch.link_down,
        ("voice-switch", "restore-link"): switch.link_up,
    }


def _message(body: bytes, server: str) -> Message:
    message = from_json(body)
    if protocol_of(message) is not SERVERS[server]:
        raise BadInput("message", message.name, where=server, accepted=f"a message of {SERVERS[server]}, its protocol")
    return message
