"""A moment that is not in the future is refused, with both times in the contact's zone (F7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from callbook.core.moments import ImpossibleMoment, future, moment_text, parse_moment

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 3, 27, 22, 15, tzinfo=UTC)


def test_a_later_moment_is_given_back() -> None:
    """One second later is future enough."""
    moment = (NOW + timedelta(seconds=1)).astimezone(STOCKHOLM)
    assert moment is future(moment, NOW)


@pytest.mark.parametrize("earlier", [timedelta(0), timedelta(hours=3)])
def test_now_and_before_are_refused(earlier: timedelta) -> None:
    """The refusal says both times as the contact's clock shows them."""
    moment = (NOW - earlier).astimezone(STOCKHOLM)
    with pytest.raises(ImpossibleMoment) as refusal:
        future(moment, NOW, where="reschedule")
    assert (
        f"moment '{moment_text(moment)}' in reschedule cannot be used: it is not in the future, it is "
        "2026-03-27 23:15 in Europe/Stockholm now. Accepted: a time after 2026-03-27 23:15."
    ) == str(refusal.value)


def test_the_first_and_the_second_of_one_clock_time_are_told_apart() -> None:
    """In an autumn night the second 02:30 lies after the first, and the first is past by then."""
    first = parse_moment("2026-10-25 02:30", "Europe/Stockholm", NOW)
    second = parse_moment("2026-10-25 02:30 (second)", "Europe/Stockholm", NOW)
    assert second is future(second, first)
    with pytest.raises(ImpossibleMoment) as refusal:
        future(first, second)
    assert "a time after 2026-10-25 02:30 (second)" == refusal.value.accepted
