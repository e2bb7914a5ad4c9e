"""The wires of a lab, and the faults that befall what goes over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.core import Clock, Fault, Journal, Party
    from callbook.lab.servers import Servers

ANY_CLIENT: Final = "*"


@dataclass(frozen=True, slots=True)
class InForce:
    """A fault that has still to strike.

    Attributes:
        number: names it; no other fault of the lab has it.
        client: whose wire, or ``*`` for every client's, also those to come.
        server: to which server.
        sender: whose messages: the client's (``*`` for every client's) or the server's.
        fault: what it is, with how often it has struck.
    """

    number: int
    client: str
    server: str
    sender: str
    fault: Fault

    def concerns(self, wire: Wire) -> bool:
        """Return whether it concerns messages on *wire*."""
        return wire.server == self.server and self.client in {ANY_CLIENT, wire.client}

    def disturb(self, wire: Wire) -> None:
        """Let it strike messages on *wire*."""
        wire.disturb(wire.client if self.sender == ANY_CLIENT else self.sender, self.fault)


class Wires:
    """Every wire between a client and a server; one comes into being when it is first asked for.

    Args:
        clock: the one clock.
        journal: the one journal.
        servers: where a wire leads to once it is connected.
        seed: decides what chance decides.
    """

    def __init__(self, clock: Clock, journal: Journal, servers: Servers, seed: int) -> None:
        self._clock = clock
        self._journal = journal
        self._servers = servers
        self._seed = seed
        self._wires: dict[tuple[str, str], Wire] = {}
        self._faults: dict[int, InForce] = {}
        self.next_fault = 1

    def __iter__(self) -> Iterator[Wire]:
        return iter(self._wires.values())

    def __len__(self) -> int:
        return len(self._wires)

    def wire(self, client: str, server: str) -> Wire:
        """Return the wire from *client* (an agent's name, or ``Website``) to *server*."""
        key = (client, server)
        if key not in self._wires:
            made = self._wires[key] = Wire(client, server, self._clock, self._journal, self._seed)
            for in_force in self._faults.values():
                if in_force.concerns(made):
                    in_force.disturb(made)
        return self._wires[key]

    def knows(self, client: str, server: str) -> bool:
        """Return whether there is a wire from *client* to *server* already."""
        return (client, server) in self._wires

    def forget(self, client: str, server: str) -> None:
        """Forget a wire that is cut; it will not mend by itself."""
        self._wires.pop((client, server)).cut()

    def connect(self, wire: Wire, end: Party, *, up: bool) -> None:
        """Connect *wire*: what the server says goes to *end*; it is cut at once where the server is not *up*.

        Raises:
            Unknown: when there is no such server.
        """
        wire.join(end, self._servers)
        if not up:
            wire.cut()

    def to(self, server: str) -> tuple[Wire, ...]:
        """Return every wire to *server*."""
        return tuple(wire for wire in self._wires.values() if wire.server == server)

    # Faults.

    @property
    def faults(self) -> tuple[InForce, ...]:
        """The faults that have still to strike, in the order in which they were asked for."""
        return tuple(each for each in self._faults.values() if not each.fault.spent)

    def check(self, in_force: InForce) -> None:
        """Make sure that a fault can befall anything.

        Raises:
            Unknown: when its sender is neither end of the wire.
            BadInput: when it cannot befall what the sender sends.
        """
        in_force.disturb(Wire(in_force.client, in_force.server, self._clock, self._journal))

    def disturb(self, in_force: InForce) -> None:
        """Let a fault befall messages from now on, also on wires to come."""
        for wire in self._befallen(in_force):
            in_force.disturb(wire)
        self.next_fault = in_force.number + 1
        self._faults = {each.number: each for each in (*self.faults, in_force)}

    def end_fault(self, number: int) -> None:
        """Let the fault with this number strike no more."""
        ended = self._faults.pop(number)
        for wire in self._wires.values():
            wire.relieve(ended.fault)

    def _befallen(self, in_force: InForce) -> tuple[Wire, ...]:
        if in_force.client != ANY_CLIENT:
            return (self.wire(in_force.client, in_force.server),)
        return tuple(wire for wire in self._wires.values() if in_force.concerns(wire))
