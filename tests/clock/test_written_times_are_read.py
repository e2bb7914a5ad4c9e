"""Times as sites write them into attached data are read where they are clear, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbook.core import instant_of, moment_of, unreadable_time, written_instant

HALF_PAST_NINE = 1_772_530_200_000


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03T09:30:00Z",
        "2026-03-03T09:30:00.000Z",
        "2026-03-03T10:30:00+01:00",
        "2026-03-03T04:30:00.000000-05:00",
        "1772530200",
        1_772_530_200,
    ],
)
def test_forms_that_are_read(written: object) -> None:
    """ISO 8601 with its zone, and seconds since 1970 as a number or as text."""
    assert HALF_PAST_NINE == written_instant(written)
    assert "" == unreadable_time({"start_time": written}, "start_time")


def test_a_fraction_counts() -> None:
    """To the millisecond, as everything here."""
    assert HALF_PAST_NINE + 250 == written_instant("2026-03-03T09:30:00.250Z")


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03T09:30:00",
        "2026-02-30T09:30:00Z",
        "9999-12-31T23:59:59-01:00",
        "1772530200000",
        "17725302\u0660\u0660",
        "tomorrow",
        True,
        -1,
        {"at": "nine"},
    ],
)
def test_forms_that_are_not_read(written: object) -> None:
    """A time without its zone, a day that is none, one beyond the calendar, milliseconds, and so on."""
    assert None is written_instant(written)
    assert unreadable_time({"start_time": written}, "start_time").startswith(f"start_time {written!r} is no time")


@pytest.mark.parametrize("data", [{}, {"start_time": ""}, {"start_time": " "}])
def test_nothing_is_no_wish(data: dict[str, object]) -> None:
    """It cannot be read, and nobody is warned of it."""
    assert (None, "") == (written_instant(data.get("start_time")), unreadable_time(data, "start_time"))


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    """Nothing is raised, and what is read is an instant of the calendar."""
    found = written_instant(text)
    assert found is None or found == instant_of(moment_of(found))
