"""Moments and phone numbers as a page writes them for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import phonenumbers

if TYPE_CHECKING:
    from datetime import datetime

# Python's own names of days and months change with the locale of the process; the page is English.
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class SpokenMoment:
    """A moment in somebody's zone.

    Attributes:
        stamp: for a program, in UTC.
        words: ``Thursday 5 March 2026, 14:30``.
        zone: ``Europe/Stockholm (CET, UTC+1)``.
        doubled: which of the two it is, when the clocks go back and its time comes twice; otherwise empty.
    """

    stamp: str
    words: str
    zone: str
    doubled: str


def spoken(moment: datetime, time_zone: str) -> SpokenMoment:
    """Return *moment* (aware) as it is written in the IANA zone *time_zone*."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return SpokenMoment(
        stamp=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        words=f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}, {_clock(local)}",
        zone=f"{time_zone} ({_offset(local)})",
        doubled=_doubled(local),
    )


def phone_text(e164: str) -> str:
    """Return the number *e164* in groups, as it is written internationally."""
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def _offset(local: datetime) -> str:
    minutes = (local.utcoffset() or timedelta(0)) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    name = local.tzname() or ""
    # Many zones have no abbreviation of their own but their offset, which is told anyway.
    return f"{name}, {offset}" if name.isalpha() and name != "UTC" else offset


def _doubled(local: datetime) -> str:
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return ""
    which = "second" if local.fold else "first"
    return f"The clocks go back that night, so that {_clock(local)} comes twice. We call at the {which} one."
