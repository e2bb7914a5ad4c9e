"""Timers fire when they are due, in an order that never varies."""
# pyright: reportPrivateUsage=false

from datetime import timedelta

import pytest

from callbook.core.clock import Clock, Spinning
from callbook.core.errors import BadInput


def test_timers_fire_by_deadline_then_by_age() -> None:
    """Of two timers of one instant the older fires first."""
    clock, fired = Clock(), list[str]()
    clock.call_later(20, lambda: fired.append("late"), "late")
    clock.call_later(10, lambda: fired.append("first"), "first")
    clock.call_later(10, lambda: fired.append("second"), "second")
    clock.advance(30)
    assert fired == ["first", "second", "late"]


def test_what_is_asked_for_at_once_comes_before_timers_of_the_instant() -> None:
    """A message that is on its way arrives before a timer of the same instant fires."""
    clock, order = Clock(), list[str]()
    clock.call_later(0, lambda: order.append("timer"), "timer")
    clock.call_soon(order.append, "at once")
    clock.settle()
    assert order == ["at once", "timer"]


def test_what_a_timer_asks_for_comes_before_the_next_timer() -> None:
    """Each timer is followed by what it asked to run at once."""
    clock, order = Clock(), list[str]()
    clock.call_later(5, lambda: clock.call_soon(order.append, "because of the first"), "first")
    clock.call_later(5, lambda: order.append("second"), "second")
    clock.advance(5)
    assert order == ["because of the first", "second"]


def test_a_timer_sees_the_time_it_is_due() -> None:
    """While a timer fires, the clock shows its deadline."""
    clock = Clock()
    start, seen = clock.instant, list[int]()
    clock.call_later(1_000, lambda: seen.append(clock.instant - start), "timer")
    clock.advance(5_000)
    assert (seen, clock.instant - start) == ([1_000], 5_000)


def test_a_cancelled_timer_never_fires() -> None:
    """Cancelling is final, and may be done twice."""
    clock, fired = Clock(), list[str]()
    timer = clock.call_later(10, lambda: fired.append("x"), "x")
    clock.cancel(timer)
    clock.cancel(timer)
    clock.advance(20)
    assert (fired, clock.pending) == ([], ())


def test_many_cancelled_timers_are_forgotten() -> None:
    """What was cancelled does not pile up."""
    clock = Clock()
    kept = clock.call_later(500, lambda: None, "kept")
    for _ in range(1_000):
        clock.cancel(clock.call_later(1_000, lambda: None, "dropped"))
    assert len(clock._timers) < 200
    assert clock.pending == (kept,)


def test_jumping_goes_to_the_next_deadline() -> None:
    """A jump runs the next timer; without one there is nowhere to go."""
    clock, fired = Clock(), list[str]()
    clock.call_later(3_600_000, lambda: fired.append("x"), "in an hour")
    assert (clock.jump(), clock.jump(), fired) == (True, False, ["x"])


def test_running_until_idle_stops_at_the_horizon() -> None:
    """What renews itself for ever is run no longer than allowed."""
    clock, ticks = Clock(), list[int]()

    def tick() -> None:
        ticks.append(clock.instant)
        clock.call_later(1_000, tick, "tick")

    tick()
    clock.run_until_idle(at_most=timedelta(seconds=10))
    assert len(ticks) == 11


def test_running_until_idle_ends_when_nothing_is_left() -> None:
    """Once no timer is set it is over."""
    clock, fired = Clock(), list[str]()
    clock.call_later(10, lambda: fired.append("x"), "x")
    clock.run_until_idle()
    assert (fired, clock.next_deadline) == (["x"], None)


def test_settling_inside_a_settling_does_nothing() -> None:
    """Whoever settles while something runs does not overtake it."""
    clock, order = Clock(), list[str]()

    def first() -> None:
        clock.call_soon(order.append, "second")
        clock.settle()
        order.append("first")

    clock.call_soon(first)
    clock.settle()
    assert order == ["first", "second"]


def test_spinning_is_an_error() -> None:
    """Work that asks for more work at one instant without end is stopped, and named."""
    clock = Clock()

    def again() -> None:
        clock.call_soon(again)

    again()
    with pytest.raises(Spinning, match="something is spinning"):
        clock.settle()


def test_a_negative_delay_is_refused() -> None:
    """A timer cannot be due in the past."""
    with pytest.raises(BadInput, match="timer 'x'"):
        Clock().call_later(-1, lambda: None, "x")


def test_a_timer_says_what_for_and_when() -> None:
    """A timer can be read in a list."""
    assert "'bell' due 2026-03-02T08:00:01" in repr(Clock().call_later(1_000, lambda: None, "bell"))
