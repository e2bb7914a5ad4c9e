"""Keeps pace with the wall for a session: says how far the lab's clock should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, Clock, Pacer

if TYPE_CHECKING:
    from collections.abc import Callable

FASTEST = 3_600


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
