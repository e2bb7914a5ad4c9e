"""A moment in the field's words is read in a named time zone, relative to a given now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.moments import ImpossibleMoment, parse_moment

NOW = datetime(2026, 3, 27, 22, 15, 30, tzinfo=UTC)
"""In Stockholm it is 23:15:30 on the 27th, in Tokyo 07:15:30 on the 28th."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-03-27T23:15:30+01:00"),
        ("in 2 hours", "2026-03-28T01:15:30+01:00"),
        ("in 30 minutes", "2026-03-27T23:45:30+01:00"),
        ("in 1 day and 4 hours", "2026-03-29T04:15:30+02:00"),
        ("today at 17:00", "2026-03-27T17:00:00+01:00"),
        ("at 23:30", "2026-03-27T23:30:00+01:00"),
        ("9:30", "2026-03-27T09:30:00+01:00"),
        ("tomorrow at 09:30", "2026-03-28T09:30:00+01:00"),
        ("yesterday at 09:30:15", "2026-03-26T09:30:15+01:00"),
        ("2026-03-28 02:30", "2026-03-28T02:30:00+01:00"),
        ("2026-06-28T02:30:05", "2026-06-28T02:30:05+02:00"),
        ("on 2026-11-01 at 01:30", "2026-11-01T01:30:00+01:00"),
        ("  Tomorrow   AT 9:05 ", "2026-03-28T09:05:00+01:00"),
        ("2026-10-25 02:30 (first)", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30 (the second)", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_words_are_read_in_the_contacts_zone(text: str, expected: str) -> None:
    """Each wording gives the local time it says, with the offset of that night."""
    assert expected == parse_moment(text, "Europe/Stockholm", NOW).isoformat()


def test_today_is_the_day_it_is_in_that_zone() -> None:
    """At one instant it is already tomorrow in Tokyo."""
    assert "2026-03-28T17:00:00+09:00" == parse_moment("today at 17:00", "Asia/Tokyo", NOW).isoformat()


def test_now_may_be_given_in_any_zone() -> None:
    """The instant counts, not the zone in which the caller keeps the time."""
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-9)))
    expected = parse_moment("tomorrow at 09:30", "Europe/Stockholm", NOW)
    assert expected == parse_moment("tomorrow at 09:30", "Europe/Stockholm", elsewhere)


@pytest.mark.parametrize("text", ["", "soon", "at noon", "tomorrow", "2026-03-28", "2026-3-28 02:30", "12:3", "1:2:3"])
def test_no_moment_is_refused_with_examples(text: str) -> None:
    """What is no moment is refused, and the refusal shows how one is written."""
    with pytest.raises(BadInput) as refusal:
        parse_moment(text, "Europe/Stockholm", NOW)
    assert (
        f"moment {text!r} cannot be used. Accepted: 'now', 'in 2 hours', 'today at 17:00', 'tomorrow at 09:30', "
        "'2026-03-29 14:30' or 'on 2026-11-01 at 01:30 (second)'."
    ) == str(refusal.value)


@pytest.mark.parametrize("text", ["2026-02-30 10:00", "2026-13-01 10:00", "24:00", "today at 10:60", "0000-01-01 1:00"])
def test_no_day_and_no_time_of_day_are_refused(text: str) -> None:
    """A day that no calendar has, or a time that no clock shows, is told apart from what is no moment at all."""
    with pytest.raises(BadInput) as refusal:
        parse_moment(text, "Europe/Stockholm", NOW, where="step 3")
    told = str(refusal.value)
    assert told.startswith(f"moment {text!r} in step 3 cannot be used: ")
    assert told.endswith(". Accepted: a day of the calendar and a time from 00:00 to 23:59.")


@pytest.mark.parametrize("text", ["in 99999999 days", "0001-01-01 00:00", "9999-12-31 23:59"])
def test_beyond_the_calendar_is_refused(text: str) -> None:
    """A moment that Python's calendar can not hold in UTC is refused, and not with an OverflowError."""
    zone = "America/New_York" if text.startswith("9") else "Asia/Tokyo"
    with pytest.raises(ImpossibleMoment) as refusal:
        parse_moment(text, zone, NOW)
    assert "in UTC it lies outside the years 1 to 9999" == refusal.value.why


def test_a_wait_that_is_none_names_the_moment() -> None:
    """The refusal of a bad unit says in which moment it stood."""
    with pytest.raises(Unknown) as refusal:
        parse_moment("in 10 secnds", "Europe/Stockholm", NOW)
    assert "moment 'in 10 secnds'" == refusal.value.where
    assert "secnds" == refusal.value.given


def test_a_now_without_a_zone_is_refused() -> None:
    """A naive now would be read in the zone of the machine, so it is refused."""
    with pytest.raises(BadInput) as refusal:
        parse_moment("now", "Europe/Stockholm", NOW.replace(tzinfo=None))
    assert "now '2026-03-27T22:15:30' cannot be used. Accepted: a datetime with a time zone." == str(refusal.value)
