"""Keeps a session in step with the wall clock: how far the lab's clock should be, and the task that moves it on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from callbook.core import BadInput, Clock, Pacer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from callbook.notebook.desk.desks import Desks


FASTEST = 3_600


BEAT = 0.25
"""Seconds of the wall between two looks at the clock."""


class Pace:
    """A metronome beside the lab's clock.

    The pacer moves a clock of its own, on which nothing is due, and the session brings the lab's clock along: so a
    contact who calls in on the way does so at that contact's own moment.

    Args:
        clock: the lab's clock; whoever else moves it is followed.
        speed: virtual seconds in one second of the wall.
        wall: gives the wall's seconds.
        paused: whether time stands still at first.
    """

    def __init__(self, clock: Clock, speed: float, wall: Callable[[], float], *, paused: bool) -> None:
        self._clock = clock
        clock.paced = True
        self._metronome = Clock(clock.now())
        self._pacer = Pacer(self._metronome, _checked(speed), wall)
        self._pacer.paused = paused

    @property
    def paused(self) -> bool:
        """Whether time stands still."""
        return self._pacer.paused

    @property
    def speed(self) -> float:
        """Virtual seconds in one second of the wall."""
        return self._pacer.speed

    def set_speed(self, speed: float) -> None:
        """Go on at another speed.

        Raises:
            BadInput: for a speed that is not above 0, or is beyond all reason.
        """
        self._pacer.speed = _checked(speed)

    def run(self) -> None:
        """Let time run."""
        self._pacer.resume()
        self.follow()

    def pause(self) -> None:
        """Let time stand still."""
        self._pacer.paused = True

    def due(self) -> int:
        """Return the instant at which the lab's clock should be now."""
        if self._clock.instant > self._metronome.instant:
            self.follow()
        self._pacer.catch_up()
        return self._metronome.instant

    def follow(self) -> None:
        """Count from where the lab's clock is now."""
        self._metronome.advance_to(self._clock.instant)
        self._pacer.speed = self._pacer.speed


def _checked(speed: float) -> float:
    if 0 < speed <= FASTEST:
        return speed
    raise BadInput("speed", speed, accepted=f"a number above 0, at most {FASTEST}; to stand still, pause")


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
