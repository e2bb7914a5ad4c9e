"""A wire between two ends that only keep what they get."""

from __future__ import annotations

import pytest

from callbook.core.clock import Clock
from callbook.core.faults import Fault
from callbook.core.journal import Journal
from callbook.core.journal_entries import FaultInjected
from callbook.core.messages import Message
from callbook.core.messages.open_media import RequestAccept, RequestReject
from callbook.core.wire import Party, Sender, Wire
from callbook.lab.servers import DirectDoor

CLIENT = "Anna"
SERVER = "Server"


class End:
    """Keeps what it received, and what it learnt of the wire; answers when told to."""

    def __init__(self, name: str, journal: Journal, done: list[str]) -> None:
        self.name = name
        self.received: list[Message] = []
        self.learnt: list[str] = []
        self.causes: list[int] = []
        self.answer: tuple[Sender, Message] | None = None
        self._journal = journal
        self._done = done

    def receive(self, message: Message) -> None:
        """Keep the message; answer it before saying that it was received."""
        self.causes.append(self._journal.cause)
        if self.answer is not None:
            send, answer = self.answer
            send(answer)
        self.received.append(message)
        self._done.append(self.name)

    def connected(self) -> None:
        """Keep the news."""
        self._learn("connected")

    def disconnected(self) -> None:
        """Keep the news."""
        self._learn("disconnected")

    def _learn(self, news: str) -> None:
        self.causes.append(self._journal.cause)
        self.learnt.append(news)


class Server:
    """Gives the same end to every client, and keeps who connected and how to answer."""

    def __init__(self, end: End) -> None:
        self.clients: list[tuple[str, Sender]] = []
        self._end = end

    def connect(self, client: str, send: Sender) -> Party:
        """Give the end."""
        self.clients.append((client, send))
        return self._end


class Line:
    """A wire with both ends, its clock and its journal; *done* names who finished dealing with a message, in order."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.journal = Journal(self.clock)
        self.wire = Wire(CLIENT, SERVER, self.clock, self.journal)
        self.done: list[str] = []
        self.client = End(CLIENT, self.journal, self.done)
        self.server = End(SERVER, self.journal, self.done)
        self.server_side = Server(self.server)
        self.door = DirectDoor({SERVER: self.server_side})

    def join(self) -> Line:
        """Connect both ends and let them learn of it."""
        self.wire.join(self.client, self.door)
        self.clock.settle()
        return self

    def send(self, *messages: Message) -> None:
        """Send from the client, then let everything arrive that is not held back."""
        for message in messages:
            self.wire.to_server(message)
        self.clock.settle()

    def disturb(self, fault: Fault) -> None:
        """Disturb what the client sends."""
        self.wire.disturb(CLIENT, fault)

    @property
    def tickets(self) -> list[int]:
        """The tickets of what the server received, in order."""
        return [getattr(message, "TicketId", 0) for message in self.server.received]

    @property
    def faults(self) -> list[tuple[str, int]]:
        """What was done to the wire since it was first connected: the fault, and the entry of the message."""
        found = [(entry.fault, entry.message) for entry in self.journal if isinstance(entry, FaultInjected)]
        return found[1:]

    @staticmethod
    def accept(ticket: int) -> Message:
        """Make a message that its ticket tells from others."""
        return RequestAccept(ReferenceId=ticket, TicketId=ticket, InteractionId="0000TaCALLBACK01")

    @staticmethod
    def reject(ticket: int) -> Message:
        """Make one of another name."""
        return RequestReject(ReferenceId=ticket, TicketId=ticket, InteractionId="0000TaCALLBACK01")


@pytest.fixture
def line() -> Line:
    """Give a wire that is connected."""
    return Line().join()


@pytest.fixture
def bare_line() -> Line:
    """Give a wire that nobody has joined."""
    return Line()


@pytest.fixture(scope="session")
def lines() -> type[Line]:
    """Give the class, for those who need many."""
    return Line
