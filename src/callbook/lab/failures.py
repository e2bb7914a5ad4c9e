"""What can fail in a lab: servers, the link behind the switch, wires; all of it is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.lab.servers import INTERACTION_SERVER
from callbook.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.clock import Clock
    from callbook.faults import Fault
    from callbook.journal import Journal
    from callbook.lab.servers import InteractionServerSeen, VoiceSwitchSeen


class Failures:
    """The part of a lab that can fail.

    Attributes:
        clock: the one clock.
        journal: the one journal.
        interaction_server: the mock Interaction Server.
        voice_switch: the mock T-Server or SIP Server.
    """

    clock: Clock
    journal: Journal
    interaction_server: InteractionServerSeen
    voice_switch: VoiceSwitchSeen

    def __init__(self) -> None:
        self._wires: dict[tuple[str, str], Wire] = {}

    def stop_interaction_server(self) -> None:
        """Let Interaction Server go down: every wire to it is cut."""
        self.journal.action("Operations", "stop Interaction Server", {})
        self.interaction_server.stop()
        self._cut(INTERACTION_SERVER)

    def start_interaction_server(self) -> None:
        """Bring Interaction Server back up."""
        self.journal.action("Operations", "start Interaction Server", {})
        self.interaction_server.start()
        self._mend(INTERACTION_SERVER)

    def stop_voice_switch(self) -> None:
        """Let the T-Server or SIP Server go down: every wire to it is cut."""
        self.journal.action("Operations", "stop the voice switch", {})
        self.voice_switch.stop()
        self._cut(self.voice_switch.name)

    def start_voice_switch(self) -> None:
        """Bring the T-Server or SIP Server back up."""
        self.journal.action("Operations", "start the voice switch", {})
        self.voice_switch.start()
        self._mend(self.voice_switch.name)

    def lose_link(self) -> None:
        """Let the voice switch's server run on without the switch behind it."""
        self.journal.action("Operations", "lose the link to the switch", {})
        self.voice_switch.link_down()
        self.clock.settle()

    def restore_link(self) -> None:
        """Give the voice switch's server its switch back."""
        self.journal.action("Operations", "restore the link to the switch", {})
        self.voice_switch.link_up()
        self.clock.settle()

    def cut(self, client: str, server: str) -> None:
        """Break the wire between *client*, an agent's name for example, and *server*."""
        self._arrange("cut", {"client": client, "server": server})
        self.wire(client, server).cut()
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

    def disturb(self, client: str, server: str, sender: str, fault: Fault) -> None:
        """Let *fault* befall what *sender*, one of the wire's two ends, sends from now on.

        Raises:
            Unknown: when *sender* is neither end.
        """
        given = {"client": client, "server": server, "sender": sender, **msgspec.to_builtins(fault)}
        self.wire(client, server).disturb(sender, fault)
        self._arrange("disturb", given)

    def wire(self, client: str, server: str) -> Wire:
        """Give the wire from *client* (an agent's name, or ``Website``) to *server*."""
        key = (client, server)
        if key not in self._wires:
            self._wires[key] = Wire(client, server, self.clock, self.journal)
        return self._wires[key]

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
