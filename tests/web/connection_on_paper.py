"""A connection of the server over a transport that only remembers what is done with it, in a loop of our own time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.server import ServerState

from callbook.core.clock import Clock
from callbook.network.web.connection import Connection
from callbook.network.web.crowd import Crowd
from callbook.network.web.serving import Socket, guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.network.web.service import Service


class PaperTransport:
    """Remembers what was written and done; *one_way* says whether it can be closed one way only."""

    def __init__(self, *, one_way: bool = True) -> None:
        self.written = b""
        self.done: list[str] = []
        self._one_way = one_way

    def get_extra_info(self, name: str) -> None:
        """Know nothing more."""

    def write(self, data: bytes) -> None:
        """Write."""
        self.written += data

    def can_write_eof(self) -> bool:
        """Say whether it can be closed one way."""
        return self._one_way

    def write_eof(self) -> None:
        """Close it one way."""
        self.done.append("closed one way")

    def close(self) -> None:
        """Close it."""
        self.done.append("closed")

    def is_closing(self) -> bool:
        """Say whether it is closed."""
        return "closed" in self.done

    def abort(self) -> None:
        """Drop it."""
        self.done.append("dropped")

    def pause_reading(self) -> None:
        """Read no more."""
        self.done.append("paused")

    def resume_reading(self) -> None:
        """Read on."""
        self.done.append("resumed")


class PaperLoop:
    """An event loop that only has timers, on a clock of ours."""

    def __init__(self) -> None:
        self.clock = Clock()

    def call_later(self, seconds: float, action: Callable[[], None]) -> Any:  # noqa: ANN401 - a handle
        """Set a timer."""
        clock, timer = self.clock, self.clock.call_later(int(seconds * 1_000), action, "loop")

        class Handle:
            def cancel(self) -> None:
                clock.cancel(timer)

        return Handle()


def connection_over(transport: PaperTransport, service: Service, loop: PaperLoop, most: int = 16_384) -> Connection:
    """Give a connection of a server with these runs."""
    guard = guarded(service, Socket())
    config = uvicorn.Config(cast("Any", guard), ws="none", log_config=None)
    crowd = Crowd(service.runs.limits.sockets, service.runs.limits.spare)
    own = {"service": service, "guard": guard, "most": most, "crowd": crowd}
    made: Connection = type("Made", (Connection,), own)(config, ServerState(), {}, cast("Any", loop))
    made.connection_made(cast("Any", transport))
    return made
