"""Golden recordings, whole and damaged in the ways in which logs are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from callbook.core import ActionTaken, FaultInjected, MessageSent
from callbook.messages import Message, to_mapping
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from callbook.core import Entry
    from callbook.record import Trace

FEATURES = Path(__file__).parents[2] / "features"


@cache
def goldens() -> tuple[Trace, ...]:
    """Return every golden recording, in the order of their names."""
    return tuple(read_trace(path) for path in sorted(FEATURES.rglob("*.trace.ndjson")))


def messages_of(trace: Trace) -> list[MessageSent]:
    """Return what crossed the wires."""
    return [entry for entry in trace.entries if isinstance(entry, MessageSent)]


def without(trace: Trace, numbers: Iterable[int]) -> Trace:
    """Return a recording that lacks entries: lines of a log are lost."""
    gone = set(numbers)
    return replace(trace, entries=tuple(entry for entry in trace.entries if entry.number not in gone))


def from_entry(trace: Trace, number: int) -> Trace:
    """Return a recording without its beginning, under the configuration that was made there."""
    kept = (entry for entry in trace.entries if entry.number >= number or configures(entry))
    return replace(trace, entries=tuple(kept))


def jittered(trace: Trace, chance: Random, milliseconds: int) -> Trace:
    """Return a recording whose instants are a little wrong."""
    moved = (_moved(entry, chance.randint(-milliseconds, milliseconds)) for entry in trace.entries)
    return replace(trace, entries=tuple(moved))


def _moved(entry: Entry, by: int) -> Entry:
    return msgspec.structs.replace(entry, at=entry.at + by)


def wires_only(trace: Trace) -> Trace | None:
    """Return what alone crossed the wires, under the configuration of then; None where that has changed since."""
    first = next(iter(messages_of(trace)), None)
    changes = [entry for entry in trace.entries if configures(entry)]
    if first is None or any(entry.number > first.number for entry in changes):
        return None
    kept = (entry for entry in trace.entries if isinstance(entry, MessageSent | FaultInjected) or entry in changes)
    return replace(trace, entries=tuple(kept))


def configures(entry: Entry) -> bool:
    """Return whether an entry is a change of the configuration."""
    return isinstance(entry, ActionTaken) and msgspec.to_builtins(entry.act).get("act") == "configure"


def doubled(trace: Trace) -> Trace:
    """Return a recording with all its messages once more, a day later: a second session."""
    day, more = 86_400_000, len(trace.entries)
    second = (
        msgspec.structs.replace(entry, number=entry.number + more, at=entry.at + day) for entry in messages_of(trace)
    )
    return replace(trace, entries=(*trace.entries, *second), end=trace.end + day)


def with_messages(trace: Trace, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Trace:
    """Return a recording in which every message is what *change* makes of it."""
    return replace(trace, entries=tuple(_changed(entry, change) for entry in trace.entries))


def _changed(entry: Entry, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Entry:
    if not isinstance(entry, MessageSent):
        return entry
    message = entry.message
    plain = to_mapping(message) if isinstance(message, Message) else cast("dict[str, Any]", message)
    return msgspec.structs.replace(entry, message=change(plain))
