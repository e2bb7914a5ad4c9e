"""The wires of a lab: joined, cut, mended, and what befalls the messages on them; all of it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import Unknown, Wire
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.core import Clock, Fault, Journal, Party
    from callbook.lab.servers import InteractionServerSeen, Servers, VoiceSwitchSeen

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

    def befalls(self, wire: Wire) -> bool:
        """Say whether it befalls messages on *wire*."""
        return wire.server == self.server and self.client in {ANY_CLIENT, wire.client}

    def disturb(self, wire: Wire) -> None:
        """Let it befall messages on *wire*."""
        wire.disturb(wire.client if self.sender == ANY_CLIENT else self.sender, self.fault)


class Wires:
    """The part of a lab that connects its clients with its servers.

    Attributes:
        seed: decides what chance decides.
        clock: the one clock.
        journal: the one journal.
        interaction_server: the mock Interaction Server.
        voice_switch: the mock T-Server or SIP Server.
    """

    seed: int
    clock: Clock
    journal: Journal
    interaction_server: InteractionServerSeen
    voice_switch: VoiceSwitchSeen
    _servers: Servers

    def __init__(self) -> None:
        self._wires: dict[tuple[str, str], Wire] = {}
        self._faults: dict[int, InForce] = {}
        self._last_fault = 0

    def wire(self, client: str, server: str) -> Wire:
        """Give the wire from *client* (an agent's name, or ``Website``) to *server*."""
        key = (client, server)
        if key not in self._wires:
            made = self._wires[key] = Wire(client, server, self.clock, self.journal, self.seed)
            for in_force in self._faults.values():
                if in_force.befalls(made):
                    in_force.disturb(made)
        return self._wires[key]

    def join(self, client: str, server: str, end: Party) -> Wire:
        """Connect a client that is none of the lab's own desktops; what *server* says goes to *end*.

        Raises:
            Unknown: when there is no such server.
        """
        wire = self.wire(client, server)
        self._connect(wire, end)
        self.clock.settle()
        return wire

    def cut(self, client: str, server: str, mend_after: int | None = None) -> None:
        """Break the wire between *client*, an agent's name for example, and *server*.

        It is mended by itself *mend_after* milliseconds later; without it when told to.
        """
        given = {"client": client, "server": server}
        self._arrange("cut", given if mend_after is None else {**given, "mend_after": mend_after})
        self.wire(client, server).cut(mend_after if self._runs(server) else None)
        self.clock.settle()

    def mend(self, client: str, server: str) -> None:
        """Make a wire that was cut whole again."""
        self._arrange("mend", {"client": client, "server": server})
        self.wire(client, server).mend()
        self.clock.settle()

    def reconnect(self, wire: Wire) -> None:
        """Let a client connect again over *wire*, if the server is up."""
        if self._runs(wire.server):
            wire.mend()
            self.clock.settle()

    # Faults.

    def disturb(self, client: str, server: str, sender: str, fault: Fault) -> int:
        """Let *fault* befall what *sender*, one of the wire's two ends, sends from now on; give the fault's number.

        With ``*`` as client it befalls every client's wire, also those to come, and counts what it strikes on all.

        Raises:
            Unknown: when *sender* is neither end.
            BadInput: when the fault cannot befall what *sender* sends.
        """
        given = {"client": client, "server": server, "sender": sender, **fault.settings()}
        in_force = InForce(self._last_fault + 1, client, server, sender, fault)
        in_force.disturb(Wire(client, server, self.clock, self.journal))  # what cannot be is refused before it is done
        for wire in self._wires_of(in_force):
            in_force.disturb(wire)
        self._last_fault = in_force.number
        self._faults = {each.number: each for each in (*self.faults, in_force)}
        self._arrange("disturb", given)
        return in_force.number

    @property
    def faults(self) -> tuple[InForce, ...]:
        """The faults that have still to strike, in the order in which they were asked for."""
        return tuple(each for each in self._faults.values() if not each.fault.spent)

    def end_fault(self, number: int) -> None:
        """Let the fault with this number strike no more; a connection that it has ended stays as it is.

        Raises:
            Unknown: when no such fault is in force.
        """
        if number not in self._faults or self._faults[number].fault.spent:
            raise Unknown("fault", number, (str(each.number) for each in self.faults))
        self._arrange("end fault", {"number": number})
        ended = self._faults.pop(number)
        for wire in self._wires.values():
            wire.relieve(ended.fault)

    def end_faults(self) -> None:
        """Let no fault strike any more."""
        for each in self.faults:
            self.end_fault(each.number)

    def _wires_of(self, in_force: InForce) -> tuple[Wire, ...]:
        if in_force.client != ANY_CLIENT:
            return (self.wire(in_force.client, in_force.server),)
        return tuple(wire for wire in self._wires.values() if in_force.befalls(wire))

    def _connect(self, wire: Wire, end: Party) -> None:
        wire.join(end, self._servers)
        if not self._runs(wire.server):
            wire.cut()

    def _runs(self, server: str) -> bool:
        return (self.interaction_server if server == INTERACTION_SERVER else self.voice_switch).running

    def _arrange(self, what: str, details: Mapping[str, object]) -> None:
        self.clock.settle()
        self.journal.arranged(what, details)

    def _cut(self, server: str) -> None:
        for (_, to), wire in self._wires.items():
            if to == server:
                wire.cut()
        self.clock.settle()

    def _mend(self, server: str) -> None:
        for (_, to), wire in self._wires.items():
            if to == server:
                wire.mend()
        self.clock.settle()
