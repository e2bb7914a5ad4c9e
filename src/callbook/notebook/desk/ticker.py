"""Lets a session's clock run in the background: one asyncio task, there only while time runs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from callbook.notebook.desk.desks import Desks

BEAT = 0.25
"""Seconds of the wall between two looks at the clock."""


class Ticker:
    """Catches a session up with the wall as long as its clock is to run.

    Args:
        session: whose clock runs.
        show: is called after each beat.
        wait: waits that many seconds of the wall.

    Made outside of an event loop it does nothing: then whoever holds the session moves its clock.
    """

    def __init__(
        self, session: Desks, show: Callable[[], None], wait: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._session = session
        self._show = show
        self._wait = wait
        self._task: asyncio.Task[None] | None = None
        self._closed = False
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    @property
    def running(self) -> bool:
        """Whether the task is there."""
        return self._task is not None

    def wake(self) -> None:
        """See to it that the clock runs if it is to; from whichever thread."""
        if not self._closed:
            self._soon(self._start)

    def close(self) -> None:
        """Stop for good and leave nothing behind; from whichever thread."""
        self._closed = True
        self._soon(self._stop)

    def _soon(self, do: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(do)

    def _start(self) -> None:
        if self._task is None and self._loop is not None and not self._session.pace.paused and not self._closed:
            self._task = self._loop.create_task(self._run())

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        try:
            while not self._session.pace.paused:
                await self._wait(BEAT)
                self._session.catch_up()
                self._show()
        except BaseException:
            self._session.pause()  # cancelled or interrupted: no clock seems to run that does not
            raise
        finally:
            self._task = None
