"""The wire between a client and a server: the one place where messages are recorded, disturbed or lost.

A message is written into the journal when it is sent and handed over through the clock, never inside the sender's
own call: so no party meets its own half-done work. What a wire that is cut still carried is lost, and said so.
Whatever chance decides about faults comes from a seed: the same seed, the same messages, the same mishaps.
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Protocol

from callbook.core.errors import BadInput, Unknown
from callbook.core.faults import ENDS_CONNECTION, Fault, Mishap, delayed_by
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.encoding import reference_of, refusal_of
from callbook.core.messages.message import MAKER

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core.clock import Clock, Timer
    from callbook.core.journal import Journal
    from callbook.core.messages.message import Message


class Party(Protocol):
    """Either end of a wire."""

    def receive(self, message: Message) -> None:
        """Take a message."""
        ...

    def connected(self) -> None:
        """Learn that the other end can be reached (again)."""
        ...

    def disconnected(self) -> None:
        """Learn that the other end can no longer be reached."""
        ...


class OwnParty:
    """An end that Callbook's own server or desktop has: what it says while it handles a message is not checked."""

    __slots__ = ()


class Sender(Protocol):
    """The way to the other end of a wire."""

    def __call__(self, message: Message) -> None:
        """Send *message*."""
        ...


class Door(Protocol):
    """How messages reach a server: by a call, through HTTP ... The harness picks it, never the model."""

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name, and return the server's end."""
        ...


class Wire:
    """One client's connection to one server.

    Args:
        client: the client's name in the journal, for example an agent.
        server: the server's name in the journal.
        clock: hands messages over.
        journal: writes them down.
        seed: decides, with the wire's name, what chance decides.

    Attributes:
        up: whether messages can be sent, as far as the ends know.
        ended_by: what has last befallen the connection itself; whoever reads it sets it back to None.
    """

    def __init__(self, client: str, server: str, clock: Clock, journal: Journal, seed: int = 1) -> None:
        self.client = client
        self.server = server
        self.name = f"{client} - {server}"
        self.up = False
        self._clock = clock
        self._journal = journal
        self._client_end: Party | None = None
        self._server_end: Party | None = None
        self._cuts = 0
        self._faults: dict[str, list[Fault]] = {client: [], server: []}
        self._overtaken: dict[str, list[tuple[Party, Message, int]]] = {client: [], server: []}
        self._delayed: dict[int, Timer] = {}
        self.ended_by: Mishap | None = None
        self._dead: set[str] = set()
        self._mending: Timer | None = None
        self._seed = seed
        self._chances: Random | None = None

    def join(self, client_end: Party, door: Door) -> None:
        """Connect *client_end* through *door*; both ends learn of it."""
        self._server_end = door.open(self, self.server)
        self._client_end = client_end
        self.mend()

    def to_server(self, message: Message) -> None:
        """Send *message* from the client to the server."""
        self._send(self.client, self.server, self._server_end, message)

    def to_client(self, message: Message) -> None:
        """Send *message* from the server to the client."""
        self._send(self.server, self.client, self._client_end, message)

    def cut(self, mend_after: int | None = None) -> None:
        """Break the wire: what is on it is lost, and both ends learn of it.

        It stays cut until it is mended; or is mended by itself after *mend_after* milliseconds.
        """
        self._stay()
        if self.up:
            self.up = False
            self._cuts += 1
            self._dead.clear()
            number = self._journal.fault(self.name, "cut")
            self._lose_held_back()
            for end in self._ends():
                self._clock.call_soon(self._tell, end.disconnected, number)
        if mend_after is not None:
            self._mend_later(mend_after)

    def mend(self) -> None:
        """Make the wire whole again, and both ends learn of it; before both have joined there is nothing to mend.

        One that is half-closed does not come back to life: both ends learn that it was cut, and get another.
        """
        if self._client_end is None or (self.up and not self._dead):
            return
        self.cut()
        self.up = True
        number = self._journal.fault(self.name, "connected")
        for end in self._ends():
            self._clock.call_soon(self._tell, end.connected, number)

    def disturb(self, sender: str, fault: Fault) -> None:
        """Let *fault* befall what *sender* (the client's or the server's name) sends from now on.

        Raises:
            Unknown: when *sender* is neither.
            BadInput: when the server's messages are to be refused.
        """
        if sender not in self._faults:
            raise Unknown("sender", sender, self._faults, where=f"wire {self.name!r}")
        if fault.mishap is Mishap.REFUSED and sender == self.server:
            accepted = f"{self.client}: a server refuses what its client sends"
            raise BadInput("sender", sender, where=f"wire {self.name!r}", accepted=accepted)
        self._faults[sender].append(fault)

    def relieve(self, fault: Fault) -> None:
        """Let *fault* befall nothing more; what it has done stays done."""
        for sender, faults in self._faults.items():
            self._faults[sender] = [kept for kept in faults if kept is not fault]

    def _ends(self) -> tuple[Party, ...]:
        # The server's end first: it has put things in order before the client comes back with requests.
        return tuple(end for end in (self._server_end, self._client_end) if end is not None)

    def _tell(self, notice: Callable[[], None], number: int) -> None:
        self._journal.cause = number
        notice()

    def _send(self, sender: str, receiver: str, end: Party | None, message: Message) -> None:
        number = self._journal.message(self.name, sender, receiver, message)
        if end is None or not self.up:
            self._journal.fault(self.name, "lost: the wire is cut", number)
        elif sender in self._dead:
            self._lose_into_silence(number)
        elif self._faults[sender] and (fault := self._fault_for(sender, message)) is not None:
            self._befall(fault, sender, end, message, number)
        else:
            self._clock.call_soon(self._deliver, end, message, number, self._cuts)
            if self._overtaken[sender]:
                self._release_overtaken(sender)

    def _deliver(self, end: Party, message: Message, number: int, cuts: int) -> None:
        journal = self._journal
        journal.cause = number
        if cuts != self._cuts:
            journal.fault(self.name, "lost: the wire was cut", number)
        elif isinstance(end, OwnParty):
            MAKER.is_own = True
            try:
                end.receive(message)
            finally:
                MAKER.is_own = False
        else:
            end.receive(message)

    @property
    def _chance(self) -> Random:
        # Made when the first fault strikes: few wires need it, and it is large to make and to copy.
        if self._chances is None:
            self._chances = Random(f"{self._seed} {self.name}")  # noqa: S311 - a simulation keeps no secret
        return self._chances

    def _fault_for(self, sender: str, message: Message) -> Fault | None:
        faults = self._faults[sender]
        concerned = (each for each in faults if not each.answers or self._is_answer(sender, message, each.answers))
        struck = next((fault for fault in concerned if fault.strikes(message.name, self._chance)), None)
        self._faults[sender] = [fault for fault in faults if not fault.spent]
        return struck

    def _is_answer(self, sender: str, message: Message, request: str) -> bool:
        """Return whether a message answers a *request* of this name, which the other end has sent on this wire."""
        reference = reference_of(message)
        entries = reversed(self._journal.entries) if reference else ()
        sent = (each for each in entries if isinstance(each, MessageSent) and each.wire == self.name)
        asked = (each for each in sent if each.sender != sender and reference_of(each.message) == reference)
        return any(each.name == request for each in islice(asked, 1))

    def _befall(self, fault: Fault, sender: str, end: Party, message: Message, number: int) -> None:
        if fault.mishap is Mishap.DELAYED:
            self._delay(fault.delay(self._chance), end, message, number)
            return
        self._journal.fault(self.name, str(fault), number)
        if fault.mishap is Mishap.REPEATED:
            self._clock.call_soon(self._deliver, end, message, number, self._cuts)
            self._clock.call_soon(self._deliver, end, message, number, self._cuts)
        elif fault.mishap is Mishap.OVERTAKEN:
            self._overtaken[sender].append((end, message, number))
        elif fault.mishap is Mishap.REFUSED:
            self._clock.call_soon(self._refuse, message, fault.code, number)
        elif fault.mishap in ENDS_CONNECTION:
            self._end_connection(fault, sender, number)

    def _refuse(self, request: Message, code: int, number: int) -> None:
        self._journal.cause = number
        self.to_client(refusal_of(request, code, self.server))

    def _end_connection(self, fault: Fault, sender: str, number: int) -> None:
        self.ended_by = fault.mishap
        if fault.mishap is not Mishap.HALF_CLOSED:
            self._clock.call_soon(self._break, fault.mend_after, number, self._cuts)
            return
        self._dead.add(sender)
        if fault.mend_after is not None:
            self._mend_later(fault.mend_after)

    def _break(self, mend_after: int | None, number: int, cuts: int) -> None:
        if cuts == self._cuts:
            self._journal.cause = number
            self.cut(mend_after)

    def _lose_into_silence(self, number: int) -> None:
        self.ended_by = Mishap.HALF_CLOSED
        self._journal.fault(self.name, ENDS_CONNECTION[Mishap.HALF_CLOSED], number)

    def _mend_later(self, milliseconds: int) -> None:
        self._stay()
        self._mending = self._clock.call_later(milliseconds, self.mend, f"{self.name} is mended")

    def _stay(self) -> None:
        if self._mending is not None:
            self._clock.cancel(self._mending)
            self._mending = None

    def _delay(self, milliseconds: int, end: Party, message: Message, number: int) -> None:
        self._journal.fault(self.name, delayed_by(milliseconds), number)
        label = f"{message.name} delayed on {self.name}"
        self._delayed[number] = self._clock.call_later(milliseconds, self._deliver_late, label, end, message, number)

    def _deliver_late(self, end: Party, message: Message, number: int) -> None:
        del self._delayed[number]
        self._deliver(end, message, number, self._cuts)  # a cut would have cancelled the timer

    def _release_overtaken(self, sender: str) -> None:
        held, self._overtaken[sender] = self._overtaken[sender], []
        for end, message, number in held:
            self._clock.call_soon(self._deliver, end, message, number, self._cuts)

    def _lose_held_back(self) -> None:
        overtaken = [number for held in self._overtaken.values() for _, _, number in held]
        for timer in self._delayed.values():
            self._clock.cancel(timer)
        for number in sorted((*overtaken, *self._delayed)):
            self._journal.fault(self.name, "lost: the wire was cut", number)
        self._delayed.clear()
        self._overtaken = {sender: [] for sender in self._overtaken}
