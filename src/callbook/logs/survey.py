"""Looks at the beginning of each log: its kind, whose it is, from which day, in which zone; which belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, zone_named
from callbook.logs.grammar import KINDS, LogKind, kind_of
from callbook.logs.opening import decoded
from callbook.logs.reading import Run
from callbook.logs.stamps import ANY_STAMP, CHECK_POINT, NAME_DATE, date_in_name, date_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from callbook.configuration import ContactCenter
    from callbook.logs.opening import LogText

_FIRST_STAMPED: Final = re.compile(rb"^\W{0,4}" + ANY_STAMP + rb"[^\n]*", re.MULTILINE)
_APPLICATION: Final = re.compile(rb"^Application name: +([^\r\n]+)", re.MULTILINE)
_WDE_APPLICATION: Final = re.compile(rb"(InteractionWorkspace) - Version:")
_TIME_ZONE: Final = re.compile(rb"^Time zone: +(-?\d{1,5})\b", re.MULTILINE)
_LOCAL: Final = re.compile(rb"^Local time: +(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)", re.MULTILINE)
_START: Final = re.compile(rb"^Start time \(UTC\): +(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)", re.MULTILINE)
_TRUE_TIME: Final = re.compile(rb"AttributeTimeinSecs\t(\d{9,10}) \((\d\d):(\d\d):(\d\d)\)")
_QUARTER: Final = 900
_DAY: Final = 86_400
_FARTHEST: Final = 14 * 3_600
_HOUR: Final = 3_600


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of a log.

    Attributes:
        number: its place among all files, from 0.
        text: what it says.
        kind: what kind of log it is.
        application: what the program calls itself; empty where the log does not say.
        day: of its first stamps, where they say none; None where nothing says.
        offset: the offset of its stamps from UTC in seconds, as it says itself; None where it does not.
    """

    number: int
    text: LogText
    kind: LogKind
    application: str
    day: date | None
    offset: int | None


def surveyed(texts: list[LogText], passed: list[str]) -> list[Segment]:
    """Return the logs among *texts*; what is none is added to *passed*, unless there is no log at all.

    Raises:
        BadInput: none of them is a log of a kind that is known.
    """
    segments: list[Segment] = []
    strange: list[tuple[LogText, bytes]] = []
    for text in texts:
        beginning = text.beginning()
        kind = kind_of(beginning)
        if kind is None:
            strange.append((text, beginning))
        else:
            segments.append(_segment(len(segments), text, kind, beginning))
    if not segments:
        raise _unknown(strange)
    passed.extend(text.name for text, _ in strange)
    return segments


def runs_of(segments: list[Segment], zone: str, center: ContactCenter | None) -> list[Run]:
    """Return the segments put together by the runs that wrote them, each in its order and with its zone.

    Args:
        segments: all files.
        zone: what the user says of their zone; empty for nothing.
        center: whose zone they have where nothing else says.

    Raises:
        BadInput: there is no such zone.
    """
    together: defaultdict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in segments:
        together[segment.kind.name, NAME_DATE.sub(".", segment.text.name)].append(segment)
    runs: list[Run] = []
    for each in together.values():
        each.sort(key=lambda segment: segment.text.name)
        says = next((segment for segment in each if segment.offset is not None), None)
        name, found = zone_of(zone, says, center)
        runs.append(Run(each, found, name))
    return runs


def zone_of(zone: str, says: Segment | None, center: ContactCenter | None) -> tuple[str, tzinfo]:
    """Return the zone of a log's stamps, its name first: what the user says, what the log says, the centre's, UTC.

    What a log says is an offset; where the centre's zone has the same on that day, it is the centre's zone.

    Raises:
        BadInput: there is no such zone.
    """
    if zone:
        return zone, _zone_said(zone)
    here = None if center is None else zone_named(center.time_zone)
    if says is not None and says.offset is not None:
        found = timezone(timedelta(seconds=says.offset))
        noon = datetime.combine(says.day or date(2000, 1, 1), time(12))
        if center is None or here is None or here.utcoffset(noon) != found.utcoffset(None):
            return str(found), found
    return (center.time_zone, here) if center is not None and here is not None else ("UTC", UTC)


_OFFSET: Final = re.compile(r"([+-])(\d\d):?(\d\d)")


def _zone_said(zone: str) -> tzinfo:
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return zone_named(zone, where="--zone")
    seconds = int(offset[2]) * _HOUR + int(offset[3]) * 60
    if seconds > _FARTHEST:
        raise BadInput("--zone", zone, accepted="an offset of at most 14 hours, or a name such as Europe/Berlin")
    return timezone(timedelta(seconds=seconds if offset[1] == "+" else -seconds))


def _segment(number: int, text: LogText, kind: LogKind, beginning: bytes) -> Segment:
    named = _APPLICATION.search(beginning) or _WDE_APPLICATION.search(beginning)
    application = decoded(named[1].strip())[0] if named else ""
    true_time = _TRUE_TIME.search(beginning)
    offset = _offset(beginning, true_time)
    return Segment(number, text, kind, application, _day(text.name, beginning, true_time, offset), offset)


def _offset(beginning: bytes, true_time: re.Match[bytes] | None) -> int | None:
    """Return the offset that the true times of events show, or that the header says."""
    if true_time is not None:
        seconds, *clock = map(int, true_time.groups())
        local = clock[0] * _HOUR + clock[1] * 60 + clock[2]
        away = (local - seconds + _FARTHEST) % _DAY - _FARTHEST
        return round(away / _QUARTER) * _QUARTER
    said = _TIME_ZONE.search(beginning)
    if said is None or abs(int(said[1])) > _FARTHEST:
        return None
    west = int(said[1])
    here, start = _moment(_LOCAL.search(beginning)), _moment(_START.search(beginning))
    is_summer = here and start and abs((here - start).total_seconds() + west - _HOUR) < _HOUR / 2
    return -west + (_HOUR if is_summer else 0)


def _day(name: str, beginning: bytes, true_time: re.Match[bytes] | None, offset: int | None) -> date | None:
    """Return the day of the first stamps: of the name, a header, a check point or the true time of an event."""
    in_name = date_in_name(name)
    if in_name is not None:
        return in_name
    for pattern in (_LOCAL, CHECK_POINT):
        found = pattern.search(beginning)
        day = found and date_of(*map(int, found.groups()[:3]))
        if day:
            return day
    if true_time is not None:
        return datetime.fromtimestamp(int(true_time[1]) + (offset or 0), UTC).date()
    return None


def _moment(match: re.Match[bytes] | None) -> datetime | None:
    try:
        return None if match is None else datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def _unknown(strange: list[tuple[LogText, bytes]]) -> BadInput:
    known = ", ".join(kind.title for kind in KINDS.values())
    if not strange:
        return BadInput("logs", "", accepted=f"at least one log: {known}")
    text, beginning = strange[0]
    stamped = _FIRST_STAMPED.search(beginning)
    shown = decoded(stamped[0][:200])[0].strip() if stamped else ""
    line = beginning.count(b"\n", 0, stamped.start()) + 1 if stamped else 0
    where = f"line {line}: {shown!r}" if stamped else ""
    options = "; ".join(f"{kind.title}: {kind.option}" for kind in KINDS.values())
    why = "of no known kind, or it holds no messages" if stamped else "no line begins with a time"
    return BadInput(
        "log", text.name, where=where, why=why, accepted=f"a log of {known} that holds messages ({options})"
    )
