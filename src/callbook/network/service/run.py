"""One run: a contact centre whose clients come over the network."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from callbook.configuration import Configuration
from callbook.core import BadInput, CallbookError, Clock, Pacer, Unknown
from callbook.lab import INTERACTION_SERVER, Lab
from callbook.messages import Protocol, from_json, protocol_of
from callbook.network.service.call_me_back import CallMeBack
from callbook.network.service.led_clock import LedClock
from callbook.network.service.mailbox import Mailbox
from callbook.network.service.wanted import ClockKind, RunWanted
from callbook_mocks.interaction_server import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from callbook.core import Mishap, Wire
    from callbook.messages import Message
    from callbook.network.service.limits import Limits
    from callbook_mocks.capture_point import CapturePoint

SERVERS: Final = {"interaction-server": Protocol.OPEN_MEDIA, "voice-switch": Protocol.T_LIBRARY}
"""What each server is called in an address, and the protocol that it speaks."""


class NotThere(Unknown):
    """Something that an address names is not there."""


@contextmanager
def named_by_an_address() -> Generator[None]:
    """Tell whatever is unknown inside as what an address names and is not there.

    Raises:
        NotThere: instead of Unknown.
    """
    try:
        yield
    except Unknown as unknown:
        raise NotThere(unknown.what, unknown.given, unknown.known) from None


class NotConnected(CallbookError):  # noqa: N818 - names what is the case
    """A client wants to send, and its connection is down."""


class ConnectionEnded(Exception):  # noqa: N818 - names what happened
    """A fault has befallen the very connection of a client that wanted to send; a network has no words for that.

    Attributes:
        mishap: what happened to it.
    """

    def __init__(self, mishap: Mishap) -> None:
        self.mishap = mishap
        super().__init__(str(mishap))


class TooMany(CallbookError):  # noqa: N818 - names what is the case
    """One more would be more than the server takes."""


class Run:
    """A contact centre on a server.

    Args:
        name: its name.
        wanted: what it was wanted to be.
        limits: how much it takes and keeps.
        wall: gives the wall's seconds, for a real clock.
        lab: one that was restored; a new one by default.
        process: tells what this process gives out from what one before it did.

    Attributes:
        lab: the contact centre itself.
        pacer: keeps a real clock's pace; None for any other.
    """

    def __init__(  # noqa: PLR0913 - all that a run stands on
        self,
        name: str,
        wanted: RunWanted,
        limits: Limits,
        wall: Callable[[], float],
        *,
        lab: Lab | None = None,
        process: str = "",
    ) -> None:
        self.name = name
        self.wanted = wanted
        self._limits = limits
        self._process = process
        self._websites: dict[str, CallMeBack] = {}
        self._capture_points: dict[str, CapturePoint] = {}
        self._clients: dict[tuple[str, str], tuple[Wire, Mailbox]] = {}
        self.lab = lab or _new_lab(wanted, limits)
        self.pacer = Pacer(self.lab.clock, wanted.speed, wall) if wanted.clock is ClockKind.REAL else None

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
        """Stop, start or restart a server, take the switch's link away or give it back.

        In a led run whoever leads the clock has the wires, too, and says by itself what becomes of them.

        Raises:
            NotThere: when there is no such deed.
        """
        deeds = _led_deeds(self.lab) if self._led else _deeds(self.lab)
        if (server, deed) not in deeds:
            raise NotThere("deed", f"{server}/{deed}", (f"{to}/{what}" for to, what in deeds))
        deeds[server, deed]()
        self.lab.clock.settle()

    # Contacts and clients.

    def check_room_for_a_contact(self) -> None:
        """Make sure that one more contact is taken.

        Raises:
            TooMany: when it is not.
        """
        if len(self.lab.people.phone_book) >= self._limits.contacts:
            raise TooMany(f"This run has {self._limits.contacts} contacts; more are not taken.")

    def connect(self, server: str, client: str) -> None:
        """Connect a client, for the first time or again; what it missed lies in its mailbox.

        Raises:
            Unknown: when there is no such server.
            NotConnected: when the server is down.
            TooMany: when there are too many clients.
        """
        wire = self._known(server, client) or self._join(server, client)[0]
        if self._led:
            wire.mend()  # whoever leads the clock has the wires, too, and knows whether the server is up
            self.lab.clock.settle()
        else:
            self.lab.reconnect(wire)
        if not wire.up:
            raise NotConnected(f"{self.named(server)} is down: {client} cannot connect until it is started.")

    def disconnect(self, server: str, client: str) -> None:
        """Let a client's connection be lost: what its agent has goes back to its queues (E7).

        Raises:
            Unknown: when there is no such client.
        """
        wire = self._known(server, client) or self._client(server, client)[0]
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
            ConnectionEnded: when a fault has befallen the connection meanwhile.
        """
        self.named(server)
        message = _message(body, server)
        wire, _ = self._clients.get((server, client)) or self._join(server, client)
        if not wire.up:
            raise NotConnected(f"The connection of {client} to {self.named(server)} is down: connect again.")
        number = self.lab.journal.last + 1
        wire.ended_by = None
        wire.to_server(message)
        self.lab.clock.settle()
        if wire.ended_by is not None:
            raise ConnectionEnded(wire.ended_by)
        return number

    # The website, and other systems.

    def website(self, queue: str) -> CallMeBack:
        """Give the website whose callbacks go into *queue*.

        Raises:
            Unknown: when there is no such queue.
        """
        if queue not in self._websites:
            self._websites[queue] = CallMeBack(self.lab, queue, self._process, self._limits.submissions)
        return self._websites[queue]

    def capture_point(self, name: str) -> CapturePoint:
        """Give the Web Service Capture Point of this name.

        Raises:
            BadInput: when somebody else is called so.
            TooMany: when there are too many.
        """
        if name not in self._capture_points:
            if len(self._capture_points) >= self._limits.clients:
                raise TooMany(f"This run has {len(self._capture_points)} capture points; more are not taken.")
            self._capture_points[name] = self.lab.capture_point(name)
        return self._capture_points[name]

    def check_not_led(self, what: str) -> None:
        """Make sure that this run's own wires and servers are what its clients meet.

        Raises:
            BadInput: when its clock is led: then whoever leads it has the wires.
        """
        if self._led:
            accepted = "a run that is not led: whoever leads a run's clock has its wires, too"
            raise BadInput("run", self.name, where=what, accepted=accepted)

    @property
    def _led(self) -> bool:
        return isinstance(self.lab.clock, LedClock)

    @property
    def clients(self) -> tuple[tuple[str, str, bool], ...]:
        """The server, the name, and whether its connection is up, of each client."""
        return tuple((server, client, wire.up) for (server, client), (wire, _) in self._clients.items())

    def _known(self, server: str, client: str) -> Wire | None:
        if server == "interaction-server" and client in self._capture_points:
            return self.lab.wire(client, INTERACTION_SERVER)
        known = self._clients.get((server, client))
        return None if known is None else known[0]

    def _client(self, server: str, client: str) -> tuple[Wire, Mailbox]:
        known = self._clients.get((server, client))
        if known is None:
            self.named(server)
            raise NotThere("client", client, (name for to, name in self._clients if to == server), where=server)
        return known

    def _join(self, server: str, client: str) -> tuple[Wire, Mailbox]:
        if len(self._clients) >= self._limits.clients:
            raise TooMany(f"This run has {len(self._clients)} clients; more are not taken.")
        mailbox = Mailbox(self.lab.clock, self._limits.mailbox)
        wire = self.lab.join(client, self.named(server), mailbox)
        self._clients[server, client] = wire, mailbox
        return wire, mailbox

    def named(self, server: str) -> str:
        """Give the name in the journal of the server that an address names.

        Raises:
            NotThere: when there is no such server.
        """
        if server not in SERVERS:
            raise NotThere("server", server, SERVERS)
        return INTERACTION_SERVER if server == "interaction-server" else self.lab.voice_switch.name


def _new_lab(wanted: RunWanted, limits: Limits) -> Lab:
    clock = LedClock(wanted.start) if wanted.clock is ClockKind.LED else Clock(wanted.start)
    center = wanted.contact_center
    return Lab(
        Configuration(center) if center is not None else None,
        seed=wanted.seed,
        start=wanted.start,
        assumptions=wanted.assumptions,
        settings=ServerSettings(done_kept=limits.done),
        clock=clock,
        journal_bound=limits.journal,
    )


def _deeds(lab: Lab) -> dict[tuple[str, str], Callable[[], None]]:
    return {
        ("interaction-server", "stop"): lab.stop_interaction_server,
        ("interaction-server", "start"): lab.start_interaction_server,
        ("interaction-server", "restart"): lab.restart_interaction_server,
        ("interaction-server", "restart-without-state"): partial(lab.restart_interaction_server, with_state=False),
        ("voice-switch", "stop"): lab.stop_voice_switch,
        ("voice-switch", "start"): lab.start_voice_switch,
        ("voice-switch", "restart"): lab.restart_voice_switch,
        ("voice-switch", "lose-link"): lab.lose_link,
        ("voice-switch", "restore-link"): lab.restore_link,
    }


def _led_deeds(lab: Lab) -> dict[tuple[str, str], Callable[[], None]]:
    server, switch = lab.interaction_server, lab.voice_switch
    return {
        ("interaction-server", "stop"): server.stop,
        ("interaction-server", "start"): server.start,
        ("interaction-server", "lose-state"): server.lose_state,
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
