"""The virtual clock paced by the wall: at any speed, with a pause, for live demonstrations."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from callbook.core.clock import LATEST, instant_of
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core.clock import Clock

_SECOND = 1_000
_BEAT = 0.05
_LAST = instant_of(LATEST)


class Pacer:
    """Lets a clock keep pace with the wall.

    Args:
        clock: the clock that is paced.
        speed: virtual seconds in one second of the wall, above 0.
        wall: gives the wall's seconds.
        wait: waits that many seconds of the wall.

    Attributes:
        paused: whether the clock stands still.
        is_behind: whether there was not time enough to get to where the wall says that the clock should be.

    Raises:
        BadInput: for a speed that is not above 0.
    """

    def __init__(
        self,
        clock: Clock,
        speed: float = 1.0,
        wall: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        clock.paced = True
        self._wall = wall
        self._wait = wait
        self.paused = False
        self.is_behind = False
        self.speed = speed
        self._anchor()

    @property
    def speed(self) -> float:
        """Virtual seconds in one second of the wall."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if speed <= 0:
            raise BadInput("speed", speed, accepted="a number above 0; to stand still, pause")
        self._speed = speed
        self._anchor()

    def pause(self, at_most: float | None = None) -> None:
        """Let the clock stand still, where the wall says that it should be, or behind, see ``catch_up``."""
        self.catch_up(at_most)
        self.paused = True
        self.is_behind = False

    def resume(self) -> None:
        """Let the clock run on from where it stood."""
        self.paused = False
        self._anchor()

    def catch_up(self, at_most: float | None = None) -> None:
        """Let the clock advance to where the wall says that it should be.

        Args:
            at_most: seconds of the wall that this may take, as nearly as single timers allow; then the clock stays
                behind, and goes on from there the next time. None for as long as it takes.
        """
        if self.paused:
            return
        began, clock = self._wall(), self._clock
        target = min(self._virtual(began), _LAST)
        while at_most is not None and (deadline := clock.next_deadline) is not None and deadline <= target:
            clock.jump()
            if self._wall() - began > at_most:
                self.is_behind = True
                return
        clock.advance_to(target)
        self.is_behind = False

    @property
    def behind(self) -> int:
        """The virtual milliseconds that the clock is behind the wall; 0 in a pause."""
        return max(0, min(self._virtual(self._wall()), _LAST) - self._clock.instant) if self.is_behind else 0

    def run_until(self, done: Callable[[], bool]) -> None:
        """Run with the wall until *done* says so, waiting between deadlines."""
        while not done():
            self.catch_up()
            if not done():
                self._wait(self.pause_length())

    def advance_to(self, instant: int) -> None:
        """Wait until the wall says that it is *instant*, then let the clock advance to it and not a bit further."""
        while (ahead := self._seconds_to(instant)) > 0:
            self._wait(min(ahead, _BEAT))
        self._clock.advance_to(instant)

    def _seconds_to(self, instant: int) -> float:
        return (instant - self._virtual(self._wall())) / _SECOND / self._speed

    def _anchor(self) -> None:
        self.is_behind = False
        self._wall_start = self._wall()
        self._virtual_start = self._clock.instant

    def _virtual(self, wall: float) -> int:
        return self._virtual_start + int((wall - self._wall_start) * self._speed * _SECOND)

    def pause_length(self) -> float:
        """Return the seconds of the wall that may be waited before anything is due; a moment at most."""
        deadline = self._clock.next_deadline
        if self.is_behind:
            return 0.0
        if deadline is None or self.paused:
            return _BEAT
        return min(max(self._seconds_to(deadline), 0.001), _BEAT)
