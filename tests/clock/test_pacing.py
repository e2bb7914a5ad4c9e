"""The clock keeps pace with a wall, at any speed, and stands still when paused."""

import pytest

from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.pacing import Pacer


class Wall:
    """A wall whose seconds pass only by waiting."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Let seconds pass."""
        self.seconds += seconds


def _paced(speed: float) -> tuple[Clock, Wall, Pacer]:
    clock, wall = Clock(), Wall()
    return clock, wall, Pacer(clock, speed, wall, wall.wait)


def test_virtual_time_is_the_walls_times_speed() -> None:
    """At speed 60 a second of the wall is a minute."""
    clock, wall, pacer = _paced(60)
    start = clock.instant
    wall.wait(2)
    pacer.catch_up()
    assert clock.instant - start == 120_000


def test_a_pause_stands_still() -> None:
    """While paused the wall may run on; afterwards time goes on from where it stood."""
    clock, wall, pacer = _paced(1)
    start = clock.instant
    wall.wait(1)
    pacer.pause()
    wall.wait(100)
    pacer.catch_up()
    pacer.resume()
    wall.wait(1)
    pacer.catch_up()
    assert clock.instant - start == 2_000


def test_running_until_something_is_so() -> None:
    """The pacer waits in small beats, at most until the next deadline."""
    clock, wall, pacer = _paced(10)
    rung = list[int]()
    clock.call_later(5_000, lambda: rung.append(1), "bell")
    pacer.run_until(lambda: bool(rung))
    assert wall.seconds == pytest.approx(0.5, abs=0.06)


def test_running_without_a_deadline_waits_beat_by_beat() -> None:
    """Nothing is due, but somebody may still come."""
    _, wall, pacer = _paced(1)
    pacer.run_until(lambda: wall.seconds > 0.2)
    assert wall.seconds == pytest.approx(0.25, abs=0.06)


def test_an_instant_is_reached_and_not_passed() -> None:
    """However fast the clock is, it stops there; the wall has waited for as long as that takes, in small beats."""
    clock, wall, pacer = _paced(10)
    start = clock.instant
    pacer.advance_to(start + 1_234)
    assert 1_234 == clock.instant - start
    assert pytest.approx(0.1234) == wall.seconds
    pacer.advance_to(start + 1_234)
    assert pytest.approx(0.1234) == wall.seconds


def test_a_changed_speed_holds_from_now_on() -> None:
    """Changing the speed does not change the past."""
    clock, wall, pacer = _paced(1)
    start = clock.instant
    wall.wait(1)
    pacer.catch_up()
    pacer.speed = 600
    wall.wait(1)
    pacer.catch_up()
    assert (pacer.speed, clock.instant - start) == (600, 601_000)


@pytest.mark.parametrize("speed", [0, -1])
def test_a_speed_is_above_zero(speed: float) -> None:
    """A clock that shall stand still is paused."""
    with pytest.raises(BadInput, match="to stand still, pause"):
        Pacer(Clock(), speed)
