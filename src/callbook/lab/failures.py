"""What can fail in a lab besides its wires: servers, and the link behind the switch; all of it is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab.servers import INTERACTION_SERVER
from callbook.lab.wires import Wires

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Timer


class Failures(Wires):
    """The part of a lab that can fail."""

    def __init__(self) -> None:
        super().__init__()
        self._outages: dict[str, Timer] = {}

    def stop_interaction_server(self, milliseconds: int | None = None) -> None:
        """Let Interaction Server go down: every wire to it is cut.

        After *milliseconds* it comes up again by itself; without them when it is started.
        """
        self.journal.action("Operations", "stop Interaction Server", _for(milliseconds))
        self._stop_interaction_server()
        self._start_later(INTERACTION_SERVER, milliseconds, self._start_interaction_server)

    def start_interaction_server(self) -> None:
        """Bring Interaction Server back up."""
        self.journal.action("Operations", "start Interaction Server", {})
        self._start_interaction_server()

    def restart_interaction_server(self, *, with_state: bool = True) -> None:
        """Let Interaction Server go down and come up at once; without its state it knows no callback any more (E2)."""
        self.journal.action("Operations", "restart Interaction Server", {"with_state": with_state})
        self._stop_interaction_server()
        if not with_state:
            self.interaction_server.lose_state()
        self._start_interaction_server()

    def stop_voice_switch(self, milliseconds: int | None = None) -> None:
        """Let the T-Server or SIP Server go down: every wire to it is cut.

        After *milliseconds* it comes up again by itself; without them when it is started.
        """
        self.journal.action("Operations", "stop the voice switch", _for(milliseconds))
        self._stop_voice_switch()
        self._start_later(self.voice_switch.name, milliseconds, self._start_voice_switch)

    def start_voice_switch(self) -> None:
        """Bring the T-Server or SIP Server back up."""
        self.journal.action("Operations", "start the voice switch", {})
        self._start_voice_switch()

    def restart_voice_switch(self) -> None:
        """Let the T-Server or SIP Server go down and come up at once: calls and registrations are gone (E3)."""
        self.journal.action("Operations", "restart the voice switch", {})
        self._stop_voice_switch()
        self._start_voice_switch()

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

    def _stop_interaction_server(self) -> None:
        self._end_outage(INTERACTION_SERVER)
        self.interaction_server.stop()
        self._cut(INTERACTION_SERVER)

    def _start_interaction_server(self) -> None:
        self._end_outage(INTERACTION_SERVER)
        self.interaction_server.start()
        self._mend(INTERACTION_SERVER)

    def _stop_voice_switch(self) -> None:
        self._end_outage(self.voice_switch.name)
        self.voice_switch.stop()
        self._cut(self.voice_switch.name)

    def _start_voice_switch(self) -> None:
        self._end_outage(self.voice_switch.name)
        self.voice_switch.start()
        self._mend(self.voice_switch.name)

    def _start_later(self, server: str, milliseconds: int | None, start: Callable[[], None]) -> None:
        if milliseconds is not None:
            self._outages[server] = self.clock.call_later(milliseconds, start, f"{server} starts again")

    def _end_outage(self, server: str) -> None:
        timer = self._outages.pop(server, None)
        if timer is not None:
            self.clock.cancel(timer)

    def _end_outages(self) -> None:
        for server in tuple(self._outages):
            self._end_outage(server)


def _for(milliseconds: int | None) -> dict[str, object]:
    return {} if milliseconds is None else {"milliseconds": milliseconds}
