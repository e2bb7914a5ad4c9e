"""Instants, spans and entries of the journal in words, as pictures write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from callbook.core import (
    ActionTaken,
    Entry,
    MessageSent,
    Noted,
    ScreenShown,
    SipSent,
    StateChanged,
    StepEnded,
    moment_of,
)
from callbook.record.diagram.extraction import rungs
from callbook.record.diagram.sip_words import sip_words
from callbook.record.place_words import place_in_words

_DAY = 86_400_000


@lru_cache(maxsize=4_096)
def time_of_day(instant: int) -> str:
    """Return the time of day in UTC, to the millisecond: ``08:00:01.250``."""
    seconds, milliseconds = divmod(instant % _DAY, 1_000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}.{milliseconds:03d}"


def day_text(instant: int) -> str:
    """Return the day in UTC: ``2 March 2026``."""
    moment = moment_of(instant)
    return f"{moment.day} {moment:%B %Y}"


def days_begun(instants: Sequence[int]) -> dict[int, str]:
    """Return at which of these *instants*, by their numbers, another day (UTC) begins; nothing if all are of one day.

    The first of them counts, too: a time of day alone would not say on which of several days it is.
    """
    days = [instant // _DAY for instant in instants]
    if len({*days}) <= 1:
        return {}
    return {
        number: day_text(instants[number]) for number, day in enumerate(days) if number == 0 or day != days[number - 1]
    }


def duration_text(milliseconds: int) -> str:
    """Return a span in words, in its two largest units: ``24 h 0 min``, ``1 min 30 s``, ``1.25 s``."""
    seconds = milliseconds // 1_000
    if seconds < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{milliseconds / 1_000:.3f}".rstrip("0").rstrip(".") + " s"
    if seconds < 3_600:  # noqa: PLR2004 - seconds in an hour
        return f"{seconds // 60} min {seconds % 60} s"
    return f"{seconds // 3_600} h {seconds % 3_600 // 60} min"


def entry_in_words(entry: Entry, names: Mapping[str, str] | None = None) -> str:  # noqa: PLR0911 - one line per kind
    """Return in one line what the entry says, without its time; *names* of agents by their ids, if they are known."""
    match entry:
        case MessageSent(sender=sender, receiver=receiver):
            return f"{sender} -> {receiver}: {entry.name}"
        case SipSent(sender=sender, receiver=receiver):
            return f"{sender} -> {receiver}: {sip_words(entry)}"
        case StateChanged(machine="place", subject=subject, before=before, event=event, after=after):
            places = [place_in_words(str(each), names or {}) for each in (before, after) if each]
            return f"callback {subject}: {' -> '.join(places)} ({event})"
        case StateChanged(subject=subject, before=before, event=event, after=after, machine=machine):
            return f"{machine} {subject}: {before} -> {after} ({event})"
        case ScreenShown(agent=agent):
            return f"{agent}'s screen changes"
        case ActionTaken(actor="", action=action):
            return f"arranged: {action}"
        case StepEnded(outcome="passed"):
            return "the step has passed"
        case Noted(actor=actor, topic=topic, text=text):
            return f"{actor}, {topic}: {text}"
        case _:
            return " / ".join(rung.label for rung in rungs([entry]))
