"""Servers that are down, and come up again by themselves or when they are told to (E2, E3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab.outside.operations import Start, Stop

if TYPE_CHECKING:
    from callbook.core import Clock, Timer
    from callbook.lab.servers import Servers
    from callbook.lab.wires import Wires


class Outages:
    """Which of the servers are up; with a server go its wires."""

    def __init__(self, clock: Clock, servers: Servers, wires: Wires) -> None:
        self._clock = clock
        self._servers = servers
        self._wires = wires
        self._down: set[str] = set()
        self._ending: dict[str, Timer] = {}

    def runs(self, server: str) -> bool:
        """Return whether *server* is up."""
        return server not in self._down

    def stop(self, server: str, milliseconds: int | None) -> None:
        """Take *server* down; after *milliseconds* it comes up again, without them when it is started."""
        self.end(server)
        self._down.add(server)
        self._servers.tell(Stop(server))
        for wire in self._wires.to(server):
            wire.cut()
        self._clock.settle()
        if milliseconds is not None:
            self._ending[server] = self._clock.call_later(milliseconds, self.start, f"{server} starts again", server)

    def start(self, server: str) -> None:
        """Bring *server* up again."""
        self.end(server)
        self._down.discard(server)
        self._servers.tell(Start(server))
        for wire in self._wires.to(server):
            wire.mend()
        self._clock.settle()

    def end(self, server: str) -> None:
        """Let *server* not come up by itself any more."""
        timer = self._ending.pop(server, None)
        if timer is not None:
            self._clock.cancel(timer)

    def end_all(self) -> None:
        """Let no server come up by itself any more."""
        for server in tuple(self._ending):
            self.end(server)
