"""The times at the beginning of a log's lines: every form that was seen, as a table, and how they become instants.

A stamp without a date needs a day from elsewhere: the file's name, its header or a check point; a jump back of more
than ten hours is midnight. Whether a log counts in UTC or in local time no line says, so each file has a zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import EARLIEST, LATEST, instant_of

if TYPE_CHECKING:
    from datetime import tzinfo

_CLOCK: Final = rb"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
_PART: Final = rb"[.,](?P<part>\d{1,6})"
_MONTHS: Final = {name: number for number, name in enumerate(
    (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"), 1
)}  # fmt: skip
_DAY: Final = 24 * 3_600_000
_HOUR: Final = 3_600_000
_MIDNIGHT: Final = 10 * _HOUR
"""So far back a stamp must jump for it to be another day's."""
_EARLIEST: Final = instant_of(EARLIEST)
_LATEST: Final = instant_of(LATEST)

STAMP_FORMS: Final = (
    ("HH:MM:SS.mmm, @HH:MM:SS.ffff", rb"@?" + _CLOCK + _PART),
    ("YYYY-MM-DD HH:MM:SS,mmm, also with / and T",
     rb"@?(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)[T ]" + _CLOCK + _PART),
    ("MM/DD/YYYY HH:MM:SS.mmm, also MM/DD/YY",
     rb"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{4}|\d\d)[T ]" + _CLOCK + _PART),
    ("Sun Jun  5 15:22:21 2016.741",
     rb"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>[ \d]\d) " + _CLOCK + rb" (?P<year>\d{4})" + _PART),
    ("Sun 05 Jun 2016 03:22:21 PM CDT.060, also a.m.",
     rb"[A-Z][a-z]{2} (?P<day>\d\d) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4}) " + _CLOCK
     + rb" (?P<half>[AaPp]\.?[Mm]\.?)(?: [A-Z]{2,5})?" + _PART),
)  # fmt: skip
"""Each form in words, and as a regular expression."""

_FORMS: Final = tuple(re.compile(pattern) for _, pattern in STAMP_FORMS)
ANY_STAMP: Final = rb"(?:%s)" % b"|".join(re.sub(rb"\?P<\w+>", rb"?:", pattern) for _, pattern in STAMP_FORMS)
"""Any of them, to be put into another regular expression."""

NEXT_STAMP: Final = re.compile(rb"\n(?=@?\d[\d/:-]{4}|[A-Z][a-z]{2} )(?=" + ANY_STAMP + rb")")
"""A line's end with a stamp behind it: a record ends there."""
CHECK_POINT: Final = re.compile(rb"Check point (\d{4})-(\d\d)-(\d\d)T")
NAME_DATE: Final = re.compile(r"\.(\d{4})(\d\d)(\d\d)_\d{6}(?:_\d{3})?\.")


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A stamp that was read.

    Attributes:
        instant: in milliseconds since the epoch.
        end: where it ends in the line.
    """

    instant: int
    end: int


class StampReader:
    """Reads the stamps of one file, in their order.

    Args:
        zone: of the stamps.
        day: of those that say none, until they jump back or a check point says another; None where it is not known.
    """

    def __init__(self, zone: tzinfo, day: date | None) -> None:
        self.zone = zone
        self.day = day
        self.has_dates = False
        self._form = _FORMS[0]
        self._hours: dict[tuple[bytes, ...], int | None] = {}
        self._last = 0
        self._shift = 0
        self._second = b""
        self._begin: int | None = None

    def shift(self, milliseconds: int) -> None:
        """Take so much off from every instant from now on: the clocks have changed."""
        self._shift += milliseconds

    def read(self, line: bytes, at: int = 0) -> Reading | None:
        """Return the stamp at the position *at*; None where there is none, or one that no calendar has."""
        match = self._form.match(line, at)
        if match is None:
            for form in _FORMS:
                match = form.match(line, at)
                if match is not None:
                    self._form = form
                    break
            else:
                return None
        second = match.string[at : match.start("part")]
        if second != self._second:  # in a busy log, many stamps are of one second
            self._second, self._begin = second, self._beginning(match)
        if self._begin is None:
            return None
        return Reading(self._begin + int(match["part"].ljust(3, b"0")[:3]) - self._shift, match.end())

    def _beginning(self, match: re.Match[bytes]) -> int | None:
        """Return the instant at which the second of a stamp begins; None where no calendar or clock has it."""
        parts = match.groupdict()
        minute, second = int(parts["minute"]), int(parts["second"])
        if minute > 59 or second > 59:  # noqa: PLR2004 - of a clock
            return None
        within = minute * 60_000 + second * 1_000
        dated = tuple(parts.get(name) or b"" for name in ("year", "month", "day", "hour", "half"))
        self.has_dates = self.has_dates or bool(dated[0])
        if not dated[0]:
            return self._of_day(int(parts["hour"]), within)
        if dated not in self._hours:
            self._hours = {dated: self._hour(*dated)}
        begin = self._hours[dated]
        return None if begin is None else begin + within

    def check_point(self, line: bytes) -> None:
        """Take the day that a check point in *line* gives."""
        found = CHECK_POINT.search(line)
        day = found and date_of(*map(int, found.groups()))
        if day:
            self.day, self._last, self._second = day, 0, b""

    def _of_day(self, hour: int, within: int) -> int | None:
        if self.day is None or hour > 23:  # noqa: PLR2004 - of a clock
            return None
        of_day = hour * _HOUR + within
        if of_day < self._last - _MIDNIGHT:
            self.day += timedelta(days=1)
        self._last = of_day
        key = (str(self.day).encode(), str(hour).encode())
        if key not in self._hours:
            self._hours = {key: self._at(self.day.year, self.day.month, self.day.day, hour)}
        begin = self._hours[key]
        return None if begin is None else begin + within

    def _hour(self, year: bytes, month: bytes, day: bytes, hour: bytes, half: bytes) -> int | None:
        number = _MONTHS.get(month) if month.isalpha() else int(month)
        of_day = int(hour) if not half else int(hour) % 12 + (12 if half[:1] in b"Pp" else 0)
        whole = int(year) + (2000 if len(year) < 4 else 0)  # noqa: PLR2004 - digits of a year
        return self._at(whole, number or 0, int(day), of_day)

    def _at(self, year: int, month: int, day: int, hour: int) -> int | None:
        try:
            moment = datetime(year, month, day, hour, tzinfo=self.zone).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        instant = instant_of(moment)
        return instant if _EARLIEST <= instant <= _LATEST - _DAY else None


def date_of(year: int, month: int, day: int) -> date | None:
    """Return a day; None where no calendar has it, or no clock of ours can stand."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST.date() <= found < LATEST.date() else None


def date_in_name(name: str) -> date | None:
    """Return the day that the name of a file says: ``.YYYYMMDD_HHMMSS_mmm.log``."""
    found = NAME_DATE.search(name)
    return date_of(*map(int, found.groups())) if found else None
