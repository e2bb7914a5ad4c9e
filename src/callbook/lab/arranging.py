"""What whoever plays a lab arranges, under short names: wires that are cut, faults, servers that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab.desks import Desks
from callbook.lab.outside.operations import LoseLink, Restart, RestoreLink, Start, Stop
from callbook.lab.outside.wires import Cut, Disturb, EndFault, Mend
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from callbook.core import Fault, Party, Wire
    from callbook.lab.wires import InForce


class Arranging(Desks):
    """The part of a lab that is at the disposal of whoever plays it."""

    def wire(self, client: str, server: str) -> Wire:
        """Return the wire from *client* (an agent's name, or ``Website``) to *server*."""
        return self.wires.wire(client, server)

    def join(self, client: str, server: str, end: Party) -> Wire:
        """Connect a client from outside the lab; what *server* says goes to *end*. It is no act.

        Raises:
            Unknown: when there is no such server.
        """
        wire = self.wires.wire(client, server)
        self.wires.connect(wire, end, up=self.outages.runs(server))
        self.clock.settle()
        return wire

    def cut(self, client: str, server: str, mend_after: int | None = None) -> None:
        """Break the wire between *client*, an agent's name for example, and *server*.

        It is mended by itself *mend_after* milliseconds later; without it when told to.
        """
        self.do(Cut(client, server, mend_after))

    def mend(self, client: str, server: str) -> None:
        """Make a wire that was cut whole again."""
        self.do(Mend(client, server))

    def disturb(self, client: str, server: str, sender: str, fault: Fault) -> int:
        """Let *fault* strike what *sender*, one of the wire's two ends, sends from now on; return the fault's number.

        With ``*`` as client it strikes on every client's wire, also those to come, and counts what it strikes on all.

        Raises:
            Unknown: when *sender* is neither end.
            BadInput: when the fault cannot befall what *sender* sends.
        """
        number: int = self.do(Disturb.by(fault, client, server, sender))
        return number

    @property
    def faults(self) -> tuple[InForce, ...]:
        """The faults that have still to strike, in the order in which they were asked for."""
        return self.wires.faults

    def end_fault(self, number: int) -> None:
        """Let the fault with this number strike no more; a connection that it has ended stays as it is.

        Raises:
            Unknown: when no such fault is in force.
        """
        self.do(EndFault(number))

    def end_faults(self) -> None:
        """Let no fault strike any more."""
        for each in self.faults:
            self.end_fault(each.number)

    # Servers that fail.

    def stop_interaction_server(self, milliseconds: int | None = None) -> None:
        """Let Interaction Server go down: every wire to it is cut.

        After *milliseconds* it comes up again by itself; without them when it is started.
        """
        self.do(Stop(INTERACTION_SERVER, milliseconds))

    def start_interaction_server(self) -> None:
        """Bring Interaction Server back up."""
        self.do(Start(INTERACTION_SERVER))

    def restart_interaction_server(self, *, with_state: bool = True) -> None:
        """Let Interaction Server go down and come up at once; without its state it knows no callback any more (E2)."""
        self.do(Restart(INTERACTION_SERVER, with_state))

    def stop_voice_switch(self, milliseconds: int | None = None) -> None:
        """Let the T-Server or SIP Server go down: every wire to it is cut.

        After *milliseconds* it comes up again by itself; without them when it is started.
        """
        self.do(Stop(self.switch, milliseconds))

    def start_voice_switch(self) -> None:
        """Bring the T-Server or SIP Server back up."""
        self.do(Start(self.switch))

    def restart_voice_switch(self) -> None:
        """Let the T-Server or SIP Server go down and come up at once: calls and registrations are gone (E3)."""
        self.do(Restart(self.switch))

    def lose_link(self) -> None:
        """Let the voice switch's server run on without the switch behind it."""
        self.do(LoseLink())

    def restore_link(self) -> None:
        """Connect the voice switch's server to its switch again."""
        self.do(RestoreLink())
