"""One run: a contact centre whose clients come over the network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from callbook.configuration import Configuration
from callbook.core import BadInput, CallbookError, Clock, MessageSent, Pacer, Unknown
from callbook.lab import (
    INTERACTION_SERVER,
    Act,
    AddContact,
    Connect,
    Cut,
    Disconnect,
    Disturb,
    Forget,
    Lab,
    Mend,
    OpenCapturePoint,
    Send,
)
from callbook.messages import Protocol, from_json, protocol_of
from callbook.network.service.call_me_back import CallMeBack
from callbook.network.service.led_clock import LedClock
from callbook.network.service.mailbox import Mailbox
from callbook.network.service.settings import ClockKind, RunSettings
from callbook_mocks.interaction_server import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from callbook.core import Mishap
    from callbook.messages import Message
    from callbook.network.service.settings import Limits
    from callbook_mocks.capture_point import CapturePoint

_MINUTE: Final = 60_000
_PART: Final = 5_000
"""So many entries of a journal are let go at a time: 3 ms."""
_FEW: Final = 100
"""Up to how many clients nobody looks who of them is gone."""
_LONGEST_NAME: Final = 256
SERVERS: Final = {"interaction-server": Protocol.OPEN_MEDIA, "voice-switch": Protocol.T_LIBRARY}
"""What each server is called in an address, and the protocol that it speaks."""


class NotThere(Unknown):
    """Something that an address names is not there."""


@contextmanager
def named_by_an_address() -> Generator[None]:
    """Let whatever is unknown inside be what an address names and is not there.

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
    """A fault has struck the very connection of a client that wanted to send; a network has no words for that.

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
        settings: what it is to be: configuration, seed, first moment, clock.
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
        settings: RunSettings,
        limits: Limits,
        wall: Callable[[], float],
        *,
        lab: Lab | None = None,
        process: str = "",
    ) -> None:
        self.name = name
        self.settings = settings
        self._limits = limits
        self._process = process
        self._websites: dict[str, CallMeBack] = {}
        self._clients: dict[tuple[str, str], Mailbox] = {}
        self._left: set[tuple[str, str]] = set()
        self._many = _FEW
        self.lab = lab or _new_lab(settings, limits)
        self.lab.clients.end_of = self._new_mailbox
        self.pacer = Pacer(self.lab.clock, settings.speed, wall) if settings.clock is ClockKind.REAL else None

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

    def catch_up(self, at_most: float) -> None:
        """Let a real clock advance to where the wall says that it should be, for *at_most* seconds of the wall."""
        if self.pacer is not None:
            self.pacer.catch_up(at_most)

    @property
    def is_behind(self) -> bool:
        """Whether a real clock is behind the wall: more was due than there was time for."""
        return self.pacer is not None and self.pacer.is_behind

    @property
    def weight(self) -> int:
        """How much there is of it, in entries of a journal; a client is as many objects as a hundred."""
        return self.lab.journal.last + 100 * len(self._clients)

    def let_go(self) -> bool:
        """Let go of a part of what this run holds, which is over; return whether there is more of it.

        Most of it is the journal, and what lies in mailboxes.
        """
        journal = self.lab.journal
        if self._clients:
            self._clients.popitem()[1].end()
        journal.forget_since(max(journal.last - _PART, 0))
        return bool(self._clients or len(journal))

    def do(self, act: Act) -> Any:  # noqa: ANN401 - each act has a result of its own
        """Do an act, and return what comes of it.

        In a led run the servers are told their own part of it: whoever leads the clock has the wires, too, and says
        by itself what becomes of them.

        Raises:
            TooMany: when it would make more of something than is taken.
            CallbookError: when it is refused.
        """
        self._check_room(act)
        if self._led and type(act).do_at is not Act.do_at:
            act.do_at(self.lab.here)
            self.lab.clock.settle()
            return None
        return self.lab.do(act)

    def _check_room(self, act: Act) -> None:
        limits = self._limits
        match act:
            case AddContact():
                _take("contacts", len(self.lab.people.phone_book), limits.contacts)
            case OpenCapturePoint():
                _take("capture points", len(self.lab.media_servers.capture_points), limits.clients)
            case Connect(client=client, server=server) | Send(client=client, server=server):
                self._left.discard((server, client))
                if not self._is_known(client, server):
                    self._make_room()
                    _check_name(client)
                    _take("clients", len(self._clients), limits.clients)
            case (
                Cut(client=client, server=server)
                | Mend(client=client, server=server)
                | Disturb(client=client, server=server)
            ):
                if isinstance(act, Disturb):
                    _take("faults in force", len(self.lab.faults), limits.faults)
                if not self.lab.wires.knows(client, server):
                    _check_name(client)
                    _take("wires", len(self.lab.wires), 2 * limits.clients)
            case _:
                pass

    def _make_room(self) -> None:
        """Forget who is gone, whenever there are many more than after the last time."""
        if len(self._clients) < min(self._many, self._limits.clients):
            return
        patience = self.lab.here.interaction_server.settings.handling_timeout * _MINUTE
        for (server, client), mailbox in tuple(self._clients.items()):
            if not self.lab.clients.is_gone(client, server):
                continue
            for_long = mailbox.is_empty and self.lab.clock.instant - mailbox.touched >= patience
            if for_long or (server, client) in self._left:
                self.lab.do(Forget(client, server))
                del self._clients[server, client]
                self._left.discard((server, client))
        self._many = max(_FEW, 2 * len(self._clients))

    # Clients.

    def connect(self, server: str, client: str) -> None:
        """Connect a client, for the first time or again; what it missed lies in its mailbox.

        Raises:
            Unknown: when there is no such server.
            NotConnected: when the server is down.
            TooMany: when there are too many clients.
        """
        name = self.named(server)
        self.do(Connect(client, name))
        if not self.lab.wires.wire(client, name).up:
            raise NotConnected(f"{name} is down: {client} cannot connect until it is started.")

    def disconnect(self, server: str, client: str) -> None:
        """Let a client's connection be lost: what its agent has goes back to its queues (E7).

        Raises:
            Unknown: when there is no such client.
        """
        name = self.named(server)
        if not self._is_known(client, name):
            raise self._no_client(server, client)
        self.do(Disconnect(client, name))
        self._left.add((name, client))

    def mailbox(self, server: str, client: str) -> Mailbox:
        """Return a client's mailbox.

        Raises:
            Unknown: when there is no such client.
        """
        name = self.named(server)
        known = self._clients.get((name, client))
        if known is None:
            raise self._no_client(server, client)
        return known

    def send(self, server: str, client: str, body: bytes) -> int:
        """Let a client send the message that *body* holds as JSON; return its number in the journal.

        Raises:
            BadInput: when it is no message of the server's protocol.
            NotConnected: when the connection is down.
            ConnectionEnded: when a fault has struck the connection meanwhile.
        """
        name = self.named(server)
        message = _message(body, server)
        if self._is_known(client, name):
            wire = self.lab.wires.wire(client, name)
            if not wire.up and (name, client) in self._clients:
                raise NotConnected(f"The connection of {client} to {name} is down: connect again.")
            wire.ended_by = None
        journal, before = self.lab.journal, self.lab.journal.last
        self.do(Send(client, name, message))
        wire = self.lab.wires.wire(client, name)
        if wire.ended_by is not None:
            raise ConnectionEnded(wire.ended_by)
        return next(entry.number for entry in journal.since(before) if isinstance(entry, MessageSent))

    # The website, and other systems.

    def website(self, queue: str) -> CallMeBack:
        """Return the website whose callbacks go into *queue*.

        Raises:
            Unknown: when there is no such queue.
        """
        if queue not in self._websites:
            self._websites[queue] = CallMeBack(self.lab, queue, self._process, self._limits.submissions)
        return self._websites[queue]

    def check_capture_point(self, name: str) -> None:
        """Make sure that there is a Web Service Capture Point of this name, or that the first request may open it.

        Raises:
            BadInput: when somebody else is called so.
        """
        if name not in self.lab.media_servers.capture_points:
            OpenCapturePoint(name).check(self.lab)

    def capture_point(self, name: str) -> CapturePoint:
        """Return the Web Service Capture Point of this name; the first time opens it.

        Raises:
            BadInput: when somebody else is called so.
            TooMany: when there are too many.
        """
        if name not in self.lab.media_servers.capture_points:
            self.do(OpenCapturePoint(name))
        return self.lab.capture_point(name)

    def is_up(self, server: str) -> bool:
        """Return whether the server that the journal calls so is up."""
        return self.lab.here.named(server).running

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
        addresses = {self.named(server): server for server in SERVERS}
        return tuple((addresses[name], client, self.lab.wires.wire(client, name).up) for name, client in self._clients)

    def _is_known(self, client: str, server: str) -> bool:
        is_capture_point = server == INTERACTION_SERVER and client in self.lab.media_servers.capture_points
        return is_capture_point or (server, client) in self._clients

    def _no_client(self, server: str, client: str) -> NotThere:
        name = self.named(server)
        return NotThere("client", client, (each for to, each in self._clients if to == name), where=server)

    def _new_mailbox(self, client: str, server: str) -> Mailbox:
        made = self._clients[server, client] = Mailbox(self.lab.clock, self._limits.mailbox)
        return made

    def named(self, server: str) -> str:
        """Return the name in the journal of the server that an address names.

        Raises:
            NotThere: when there is no such server.
        """
        if server not in SERVERS:
            raise NotThere("server", server, SERVERS)
        return INTERACTION_SERVER if server == "interaction-server" else self.lab.switch


def _new_lab(settings: RunSettings, limits: Limits) -> Lab:
    clock = LedClock(settings.start) if settings.clock is ClockKind.LED else Clock(settings.start)
    center = settings.contact_center
    lab = Lab(
        Configuration(center) if center is not None else None,
        seed=settings.seed,
        start=settings.start,
        assumptions=settings.assumptions,
        settings=ServerSettings(done_kept=limits.done),
        clock=clock,
        journal_bound=limits.journal,
    )
    if isinstance(clock, LedClock):
        clock.journal = lab.journal
    return lab


def _check_name(client: str) -> None:
    if not 0 < len(client) <= _LONGEST_NAME:
        accepted = f"a name of 1 to {_LONGEST_NAME} characters"
        raise BadInput("client", client[:_LONGEST_NAME], where="run", accepted=accepted)


def _take(what: str, count: int, most: int) -> None:
    if count >= most:
        raise TooMany(f"This run has {count} {what}; more are not taken.")


def _message(body: bytes, server: str) -> Message:
    message = from_json(body)
    if protocol_of(message) is not SERVERS[server]:
        raise BadInput("message", message.name, where=server, accepted=f"a message of {SERVERS[server]}, its protocol")
    return message
