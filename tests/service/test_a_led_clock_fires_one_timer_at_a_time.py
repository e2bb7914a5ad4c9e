from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.network.service.led_clock import LedClock

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_settling_fires_no_timer() -> None:
    """What is due waits until it is led to."""
    clock, fired = LedClock(), list[str]()
    clock.call_later(0, lambda: fired.append("due"), "due")
    clock.call_soon(lambda: fired.append("soon"))
    clock.settle()
    assert ["soon"] == fired


def test_one_step_fires_one_timer_and_what_follows_at_once() -> None:
    """Of two timers of one instant the older one fires, alone."""
    clock, fired = LedClock(), list[str]()
    clock.call_later(5, lambda: clock.call_soon(lambda: fired.append("first")), "first")
    clock.call_later(5, lambda: fired.append("second"), "second")
    begin = clock.instant
    clock.fire_next()
    assert (["first"], begin + 5) == (fired, clock.instant)
    clock.fire_next()
    assert ["first", "second"] == fired


def test_leading_moves_the_clock_and_fires_nothing() -> None:
    """The instant is the leader's; a timer that is late by then fires when it is its turn, now."""
    clock, fired = LedClock(), list[int]()
    begin = clock.instant
    clock.call_later(5, lambda: fired.append(clock.instant), "late")
    clock.lead_to(begin + 9)
    assert ([], begin + 9) == (fired, clock.instant)
    clock.fire_next()
    assert [begin + 9] == fired


def test_the_past_cannot_be_led_to(snapshot: SnapshotAssertion) -> None:
    """Time does not run backwards."""
    clock = LedClock()
    with pytest.raises(BadInput) as refused:
        clock.lead_to(clock.instant - 1)
    assert snapshot == str(refused.value)


def test_without_a_timer_there_is_no_step(snapshot: SnapshotAssertion) -> None:
    """Who leads is told that the server knows of no timer."""
    with pytest.raises(BadInput) as refused:
        LedClock().fire_next()
    assert snapshot == str(refused.value)
