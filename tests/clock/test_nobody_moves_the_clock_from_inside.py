"""Time passes between the things that the clock runs, never within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import DEFAULT_START, Clock, MovedFromInside
from callbook.network.service.led_clock import LedClock

if TYPE_CHECKING:
    from collections.abc import Callable


def _jump(clock: Clock) -> None:
    clock.jump()


MOVES: dict[str, tuple[str, Callable[[Clock], None]]] = {
    "advance": ("advance", lambda clock: clock.advance(100)),
    "advance_to": ("advance", lambda clock: clock.advance_to(clock.instant + 100)),
    "jump": ("jump", _jump),
    "run_until_idle": ("run until idle", lambda clock: clock.run_until_idle()),
}


@pytest.mark.parametrize("move", MOVES)
def test_a_timer_that_moves_the_clock_is_told_so(move: str) -> None:
    """It ran for ever once; now it is a clear error, and the clock stands where the timer was due."""
    clock = Clock()
    start = clock.instant
    words, act = MOVES[move]
    clock.call_later(10, act, "moves", clock)
    clock.call_later(20, lambda: None, "next")
    with pytest.raises(MovedFromInside) as refused:
        clock.advance(15)
    text = f"The clock was asked to {words} from inside a timer; ask with call_later instead."
    assert (text, start + 10) == (str(refused.value), clock.instant)


def test_what_runs_at_once_is_told_so_as_well() -> None:
    """A message that is handed over, for example."""
    clock = Clock()
    clock.call_soon(clock.run_until_idle)
    with pytest.raises(MovedFromInside):
        clock.settle()


def test_whoever_looks_on_is_told_so_as_well() -> None:
    """A look belongs to the step at which it looks."""
    clock = Clock()
    clock.after_each_step(clock.advance, 1)
    clock.call_soon(lambda: None)
    with pytest.raises(MovedFromInside):
        clock.settle()


def test_to_settle_is_always_allowed() -> None:
    """Inside it does nothing: what is due runs in its turn."""
    clock = Clock()
    order: list[str] = []
    clock.call_later(10, clock.settle, "settles")
    clock.call_later(10, order.append, "second", "second")
    clock.advance(10)
    assert ["second"] == order


def test_the_clock_goes_on_after_the_error() -> None:
    """From outside it can be moved as before."""
    clock = Clock()
    fired: list[str] = []
    clock.call_later(10, clock.advance, "moves", 100)
    clock.call_later(10, fired.append, "next", "next")
    with pytest.raises(MovedFromInside):
        clock.advance(10)
    clock.advance(0)
    assert ["next"] == fired


def test_a_led_clock_lets_no_timer_fire_from_inside_one() -> None:
    """Its leader is outside."""
    clock = LedClock(DEFAULT_START)
    clock.call_later(5, clock.fire_next, "leads")
    with pytest.raises(MovedFromInside) as refused:
        clock.fire_next()
    words = "let the next timer fire"
    assert f"The clock was asked to {words} from inside a timer; ask with call_later instead." == str(refused.value)


def test_a_timer_is_called_with_its_arguments() -> None:
    """In the order in which they were given."""
    clock = Clock()
    called: list[tuple[object, ...]] = []

    def note(*arguments: object) -> None:
        called.append(arguments)

    clock.call_later(5, note, "x", 1, "two", None)
    clock.advance(5)
    assert [(1, "two", None)] == called
