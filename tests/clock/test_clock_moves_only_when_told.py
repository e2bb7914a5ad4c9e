"""The clock moves only when it is told to, and never backwards."""

from datetime import UTC, datetime, timedelta

import pytest

from callbook.core.clock import Clock, instant_of, moment_of
from callbook.core.errors import BadInput

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_it_starts_where_it_is_told() -> None:
    """A clock stands at its start."""
    assert Clock(START).now() == START


def test_advancing_moves_it() -> None:
    """Time passes by as much as was asked for, given as a timedelta or in milliseconds."""
    clock = Clock(START)
    clock.advance(timedelta(minutes=1))
    clock.advance(500)
    assert clock.now() == START + timedelta(minutes=1, milliseconds=500)


def test_it_does_not_run_backwards() -> None:
    """A negative delay is refused, and the clock stays."""
    clock = Clock(START)
    with pytest.raises(BadInput, match="time does not run backwards"):
        clock.advance(-1)
    assert clock.now() == START


def test_advancing_to_the_past_stays() -> None:
    """An instant that has passed is no place to go to."""
    clock = Clock(START)
    clock.advance_to(clock.instant - 1)
    assert clock.now() == START


def test_a_moment_needs_its_zone() -> None:
    """A moment without a time zone is none."""
    with pytest.raises(BadInput, match="a moment with its time zone"):
        instant_of(datetime(2026, 3, 2))  # noqa: DTZ001 - the moment is meant to be naive


def test_instants_and_moments_are_the_same() -> None:
    """An instant turned into a moment and back is the same instant."""
    assert instant_of(moment_of(1_772_438_400_123)) == 1_772_438_400_123
