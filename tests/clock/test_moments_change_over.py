"""On both change-over nights every local time is placed once, placed twice, or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbook.core.moments import ImpossibleMoment, moment_text, on_the_clock, parse_moment

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)

FORWARD = [
    ("Europe/Stockholm", datetime.fromisoformat("2026-03-29 02:00"), timedelta(hours=1)),
    ("America/New_York", datetime.fromisoformat("2026-03-08 02:00"), timedelta(hours=1)),
    ("Australia/Lord_Howe", datetime.fromisoformat("2026-10-04 02:00"), timedelta(minutes=30)),
    ("Pacific/Apia", datetime.fromisoformat("2011-12-30 00:00"), timedelta(days=1)),
]
"""Zone, first local time that does not exist, how much is skipped. Samoa once skipped a whole day."""

BACK = [
    ("Europe/Stockholm", datetime.fromisoformat("2026-10-25 02:00"), timedelta(hours=1)),
    ("America/New_York", datetime.fromisoformat("2026-11-01 01:00"), timedelta(hours=1)),
    ("Australia/Lord_Howe", datetime.fromisoformat("2026-04-05 01:30"), timedelta(minutes=30)),
]
"""Zone, first local time that comes twice, how much comes twice."""

small = settings(derandomize=True, database=None, deadline=None, max_examples=60)


def test_a_skipped_time_is_refused_with_zone_gap_and_next_time() -> None:
    """The refusal teaches: which zone, from when to when, and what would be accepted."""
    with pytest.raises(ImpossibleMoment) as refusal:
        parse_moment("2026-03-29 02:30", "Europe/Stockholm", NOW, where="the web form")
    assert (
        "moment '2026-03-29 02:30' in the web form cannot be used: the clocks of Europe/Stockholm go from "
        "2026-03-29 02:00 straight to 2026-03-29 03:00. Accepted: 2026-03-29 03:00, the next time that exists."
    ) == str(refusal.value)


def test_tomorrow_may_be_the_night_of_the_gap() -> None:
    """A relative day is refused like a date when the clocks skip the time."""
    with pytest.raises(ImpossibleMoment) as refusal:
        parse_moment("tomorrow at 02:15", "Australia/Lord_Howe", datetime(2026, 10, 3, 2, tzinfo=UTC))
    assert (
        "the clocks of Australia/Lord_Howe go from 2026-10-04 02:00 straight to 2026-10-04 02:30" == refusal.value.why
    )


def test_the_second_of_a_time_that_comes_once_is_refused() -> None:
    """'(second)' is no way to say a time that comes only once."""
    with pytest.raises(ImpossibleMoment) as refusal:
        parse_moment("2026-10-26 02:30 (second)", "Europe/Stockholm", NOW)
    assert (
        "moment '2026-10-26 02:30 (second)' cannot be used: that time comes only once in Europe/Stockholm. "
        "Accepted: the same without '(second)'."
    ) == str(refusal.value)


def test_a_local_time_given_as_a_datetime_is_named_as_its_clock_shows_it() -> None:
    """A caller that has a local time instead of words gets the same refusal."""
    with pytest.raises(ImpossibleMoment) as refusal:
        on_the_clock(datetime.fromisoformat("2026-03-29 02:30:05"), ZoneInfo("Europe/Stockholm"))
    assert "2026-03-29 02:30:05" == refusal.value.given


@pytest.mark.parametrize(("zone", "first", "skipped"), FORWARD)
def test_exactly_the_gap_is_refused(zone: str, first: datetime, skipped: timedelta) -> None:
    """The second before the gap and its end exist; its first and its last second do not."""
    second = timedelta(seconds=1)
    last = first + skipped - second
    for local in (first - second, first + skipped):
        assert local == on_the_clock(local, ZoneInfo(zone)).replace(tzinfo=None)
    for local in (first, last):
        with pytest.raises(ImpossibleMoment) as refusal:
            on_the_clock(local, ZoneInfo(zone))
        next_time = (first + skipped).isoformat(" ", "minutes")
        assert f"{next_time}, the next time that exists" == refusal.value.accepted


@pytest.mark.parametrize("row", FORWARD)
@given(data=st.data())
@small
def test_a_refused_time_names_one_that_is_taken(row: tuple[str, datetime, timedelta], data: st.DataObject) -> None:
    """Any time inside the gap is refused, and the time that the refusal offers is the end of the gap."""
    zone, first, skipped = row
    local = first + timedelta(seconds=data.draw(st.integers(0, int(skipped.total_seconds()) - 1)))
    with pytest.raises(ImpossibleMoment) as refusal:
        parse_moment(local.isoformat(" ", "seconds"), zone, NOW)
    offered = parse_moment(refusal.value.accepted.partition(",")[0], zone, NOW)
    assert first + skipped == offered.replace(tzinfo=None)


@pytest.mark.parametrize("row", BACK)
@given(data=st.data())
@small
def test_a_time_that_comes_twice_means_the_first(row: tuple[str, datetime, timedelta], data: st.DataObject) -> None:
    """Without a word the first occurrence is meant; the second one is later by what the clocks went back."""
    zone, first, repeated = row
    text = (first + timedelta(seconds=data.draw(st.integers(0, int(repeated.total_seconds()) - 1)))).isoformat(" ")
    plain, one, two = (parse_moment(text + said, zone, NOW).astimezone(UTC) for said in ("", " (first)", " (second)"))
    assert one == plain
    assert repeated == two - one


@pytest.mark.parametrize("row", FORWARD[:3] + BACK)
@given(data=st.data())
@small
def test_every_instant_around_a_change_over_round_trips(
    row: tuple[str, datetime, timedelta], data: st.DataObject
) -> None:
    """Written out and read again, an instant of either night is the same instant."""
    zone, change_over, _ = row
    middle = change_over.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    instant = middle + timedelta(seconds=data.draw(st.integers(-10_800, 10_800)))
    text = moment_text(instant.astimezone(ZoneInfo(zone)))
    assert instant == parse_moment(text, zone, NOW).astimezone(UTC)


@pytest.mark.parametrize("row", FORWARD[:3] + BACK)
@given(minutes=st.integers(0, 600))
@small
def test_a_wait_counts_real_time_over_a_change_over(row: tuple[str, datetime, timedelta], minutes: int) -> None:
    """'in n minutes' is n minutes later, whatever the clocks do meanwhile."""
    zone, change_over, _ = row
    now = change_over.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - timedelta(hours=5)
    waited = parse_moment(f"in {minutes} minutes", zone, now).astimezone(UTC) - now
    assert timedelta(minutes=minutes) == waited
