"""Moments and durations in the field's words: ``tomorrow at 09:30``, ``in 2 hours``, ``1 minute 30 seconds``.

A moment is read in a named IANA time zone, relative to a *now* that the caller hands in; no clock is read here.
On the night when the clocks go forward some local times do not exist, and are refused. On the night when they go
back some come twice: the first one is meant unless ``(second)`` is said.

Moments come back aware, in the zone they were read in. Compare and subtract them in UTC: between two datetimes of
one zone Python compares what the clocks show, so that the second 01:30 of an autumn night equals the first.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from callbook.core.errors import BadInput, Unknown

__all__ = ["ImpossibleMoment", "moment_text", "parse_duration", "parse_moment", "zone_named", "zone_names"]

MOMENTS_ACCEPTED: Final = (
    "'now', 'in 2 hours', 'today at 17:00', 'tomorrow at 09:30', '2026-03-29 14:30' or "
    "'on 2026-11-01 at 01:30 (second)'"
)
DURATIONS_ACCEPTED: Final = "'10 seconds', '1 minute 30 seconds', '24 hours' or '250 milliseconds'"

UNITS: Final[dict[str, timedelta]] = {
    "millisecond": timedelta(milliseconds=1),
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
DAYS: Final[dict[str, timedelta]] = {
    "yesterday": timedelta(days=-1),
    "today": timedelta(0),
    "tomorrow": timedelta(days=1),
}

# At most eight digits: more can not be a wait that anybody means, and would overflow timedelta.
_AMOUNT: Final = re.compile(r"(?P<amount>[0-9]{1,8}) ?(?P<unit>[a-z]+)(?:,? and |,? |$)")
_ON_A_DAY: Final = re.compile(
    r"(?:(?:on )?(?P<day>today|tomorrow|yesterday|[0-9]{4}-[0-9]{2}-[0-9]{2})(?: at |t| ))?"
    r"(?:at )?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: \((?:the )?(?P<occurrence>first|second)\))?"
)


class ImpossibleMoment(BadInput):
    """A moment that can be read, and can not be: a local time that does not exist, or one that is past."""

    def __init__(self, given: str, why: str, *, accepted: str, where: str = "") -> None:
        """Refuse the moment *given* because of *why*."""
        super().__init__("moment", given, where=where, accepted=accepted, why=why)


def parse_duration(text: str, *, where: str = "") -> timedelta:
    """Return the length of time that a text such as ``10 seconds`` or ``1 minute 30 seconds`` means.

    Raises:
        BadInput: the text is no length of time, or says one unit twice.
        Unknown: for an unknown unit; the nearest units are named.
    """
    words = _one_line(text)
    amounts: dict[str, timedelta] = {}
    end = 0
    while found := _AMOUNT.match(words, end):
        unit = _unit(found["unit"], text, where)
        if unit in amounts:
            break
        amounts[unit] = int(found["amount"]) * UNITS[unit]
        end = found.end()
    if not amounts or end < len(words):
        raise BadInput("duration", text, where=where, accepted=DURATIONS_ACCEPTED)
    return sum(amounts.values(), timedelta(0))


def _unit(word: str, text: str, where: str) -> str:
    unit = word.removesuffix("s")
    if unit not in UNITS:
        raise Unknown("unit of time", word, [f"{name}s" for name in UNITS], where=where or f"duration {text!r}")
    return unit


def parse_moment(text: str, time_zone: str, now: datetime, *, where: str = "") -> datetime:
    """Return the moment that ``tomorrow at 09:30`` or the like means in the IANA zone *time_zone*: aware, in that zone.

    ``today`` and a time without a day mean the day it is at *now* in that zone. Whether the moment is past is not
    looked at: see :func:`future`.

    Raises:
        BadInput: the text is no moment, *now* has no zone.
        Unknown: no such time zone; near names are given.
        ImpossibleMoment: the local time does not exist in that zone, or ``(second)`` was said of a time that comes
            once, or the moment lies beyond the years that a calendar can hold.
    """
    zone = zone_named(time_zone, where=where)
    if now.tzinfo is None:
        raise BadInput("now", now.isoformat(), where=where, accepted="a datetime with a time zone")
    try:
        return _read(text, zone, now.astimezone(zone), where)
    except OverflowError:
        why = "in UTC it lies outside the years 1 to 9999"
        raise ImpossibleMoment(text, why, accepted="a year within that span", where=where) from None


def _read(text: str, zone: ZoneInfo, now: datetime, where: str) -> datetime:
    words = _one_line(text)
    if words == "now":
        return now
    if words.startswith("in "):
        return (now.astimezone(UTC) + parse_duration(words[3:], where=where or f"moment {text!r}")).astimezone(zone)
    parts = _ON_A_DAY.fullmatch(words)
    if parts is None:
        raise BadInput("moment", text, where=where, accepted=MOMENTS_ACCEPTED)
    local = _local(parts["day"], parts["clock"], now, text, where)
    return on_the_clock(local.replace(fold=int(parts["occurrence"] == "second")), zone, given=text, where=where)


def _local(day: str | None, clock: str, now: datetime, text: str, where: str) -> datetime:
    try:
        on = now.date() + DAYS[day or "today"] if (day or "today") in DAYS else date.fromisoformat(str(day))
        return datetime.combine(on, time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8)))
    except ValueError as error:
        accepted = "a day of the calendar and a time from 00:00 to 23:59"
        raise BadInput("moment", text, where=where, accepted=accepted, why=str(error)) from None


def on_the_clock(local: datetime, zone: ZoneInfo, *, given: str = "", where: str = "") -> datetime:
    """Return the local time *local* (naive) as a moment in *zone*; of a time that occurs twice ``fold`` says which.

    Raises:
        ImpossibleMoment: the clocks of the zone skip that time, or ``fold`` is 1 and the time comes only once.
    """
    given = given or _shown(local)
    moment = local.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(fold=0):
        raise _skipped(local, zone, given, where)
    if local.fold and not _comes_twice(moment):
        why = f"that time comes only once in {zone.key}"
        raise ImpossibleMoment(given, why, accepted="the same without '(second)'", where=where)
    return moment


def _comes_twice(moment: datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _skipped(local: datetime, zone: ZoneInfo, given: str, where: str) -> ImpossibleMoment:
    begin, end = _gap(local, zone)
    why = f"the clocks of {zone.key} go from {_shown(begin)} straight to {_shown(end)}"
    return ImpossibleMoment(given, why, accepted=f"{_shown(end)}, the next time that exists", where=where)


def _gap(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return what the clocks showed before and after the change that skips *local*."""
    # Of a skipped time, fold 1 reads it with the offset after the change-over: that instant lies before it.
    before = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while (half := (after - before) // timedelta(seconds=2)) > 0:
        middle = before + timedelta(seconds=half)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    shift = timedelta(seconds=1)
    return before.astimezone(zone).replace(tzinfo=None) + shift, after.astimezone(zone).replace(tzinfo=None)


def moment_text(moment: datetime) -> str:
    """Return *moment* (aware) in whole seconds, as a text that :func:`parse_moment` reads again in its zone."""
    second = " (second)" if moment.fold and _comes_twice(moment) else ""
    return _shown(moment) + second


def _shown(local: datetime) -> str:
    return local.replace(tzinfo=None).isoformat(" ", timespec="seconds").removesuffix(":00")


def future(moment: datetime, now: datetime, *, where: str = "") -> datetime:
    """Return *moment* when it lies after *now* (both aware).

    Raises:
        ImpossibleMoment: it does not; both times are told in the zone of *moment*.
    """
    if moment.astimezone(UTC) > now.astimezone(UTC):
        return moment
    present = moment_text(now.astimezone(moment.tzinfo))
    why = f"it is not in the future, it is {present} in {moment.tzinfo} now"
    raise ImpossibleMoment(moment_text(moment), why, accepted=f"a time after {present}", where=where)


def zone_named(name: str, *, where: str = "") -> ZoneInfo:
    """Return the IANA time zone *name*, for example ``Europe/Stockholm``.

    Raises:
        Unknown: there is none of that name; near names are given.
    """
    names = zone_names()
    if name in names:
        return ZoneInfo(name)
    wanted = name.strip().replace(" ", "_").casefold()
    raise Unknown("time zone", name, [known for known in names if wanted in known.casefold()] or names, where=where)


@cache
def zone_names() -> frozenset[str]:
    """Return the IANA names, from the tzdata package: the same ones on every machine."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def _one_line(text: str) -> str:
    return " ".join(text.split()).casefold()
