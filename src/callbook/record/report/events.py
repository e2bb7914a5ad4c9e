"""What a report shows of a recording: the rungs of its ladder, states, timers, refusals. Read for speed.

Reports read hundreds of recordings at once: messages are not read field by field, screens not at all.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypedDict, cast

import msgspec

from callbook.core import BadInput, Entry, Refused, StateChanged, TimerFired, collector_paused
from callbook.record.diagram.extraction import Rung, rungs
from callbook.record.trace.form import ENTRY_KINDS, UNREADABLE, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class _MessageName(TypedDict):
    protocol: str
    message: str


class _Log(msgspec.Struct):
    personal_data: bool = True


class _Head(msgspec.Struct, tag_field="kind", tag="trace"):
    start: str
    log: _Log | None = None


class _End(msgspec.Struct, tag_field="kind", tag="end"):
    at: str


_READ_AS: dict[str, Any] = {"at": str, "since": str, "message": Any, "screen": msgspec.Raw}


def _light(kind: type[Entry]) -> type[Entry]:
    """Return a kind of entry as a report reads it: instants as they stand there, what nobody draws unread."""
    tag = kind.__struct_config__.tag
    fields = [
        (each.name, _MessageName if tag == "message" and each.name == "message" else _READ_AS[each.name])
        for each in msgspec.structs.fields(kind)
        if each.name in _READ_AS and not (tag == "fault" and each.name == "message")
    ]
    light = msgspec.defstruct(kind.__name__, fields, bases=(kind,), tag_field="kind", tag=tag, frozen=True, gc=False)
    return cast("type[Entry]", light)


def _decoder() -> msgspec.json.Decoder[Any]:
    known: Any = _Head
    for kind in (*map(_light, ENTRY_KINDS), _End):
        known |= kind
    return msgspec.json.Decoder(known)


_DECODER = _decoder()


@dataclass(slots=True)
class RanOut:
    """A timer that ran out: when it was set, and when it ran out, in milliseconds since the epoch."""

    name: str
    set_at: int
    at: int


@dataclass(slots=True)
class RecordedEvents:
    """What a recording shows.

    Attributes:
        start: the instant at which it begins.
        rungs: of its ladder, each with its instant.
        states: by machine and subject, the first state and the last one.
        timers: those that ran out, in that order; a recording holds no others.
        refusals: (instant, who, what, why).
        personal_data: whether it was read in a log of real people, and is not anonymous.
    """

    start: int
    rungs: list[tuple[int, Rung]]
    states: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])
    timers: list[RanOut] = field(default_factory=list[RanOut])
    refusals: list[tuple[int, str, str, str]] = field(default_factory=list[tuple[int, str, str, str]])
    personal_data: bool = False


def recorded_events(path: Path) -> RecordedEvents | None:
    """Return what the recording at *path* shows, as far as it goes; None if it is not one of Callbook's."""
    try:
        text = path.read_bytes()
    except OSError:
        return None
    with collector_paused():
        lines = _lines(text)
        try:
            return _found(lines)
        except BadInput:  # which line it was is looked for only then
            return _found(list(takewhile(_has_instants, lines)))


def _found(lines: list[Any]) -> RecordedEvents | None:
    head = lines[0] if lines else None
    if not isinstance(head, _Head):
        return None
    entries = [line for line in lines[1:] if isinstance(line, Entry)]
    found = RecordedEvents(instant(head.start), [(_instant(rung.at), rung) for rung in rungs(entries)])
    found.personal_data = head.log is not None and head.log.personal_data
    _note(found, entries)
    return found


def _has_instants(line: Any) -> bool:  # noqa: ANN401 - any line
    """Whether its moments are such."""
    try:
        for stamp in (getattr(line, name) for name in ("start", "at", "since") if hasattr(line, name)):
            instant(stamp)
    except BadInput:
        return False
    return True


def _lines(text: bytes) -> list[Any]:
    try:
        return _DECODER.decode_lines(text)
    except UNREADABLE:
        return _as_far_as_it_goes(text)


def _as_far_as_it_goes(text: bytes) -> list[Any]:
    lines: list[Any] = []
    with suppress(*UNREADABLE):
        lines.extend(map(_DECODER.decode, text.splitlines()))  # what came before the break stays
    return lines


def _note(found: RecordedEvents, entries: Iterable[Entry]) -> None:
    for entry in entries:
        note = _NOTES.get(entry.__struct_config__.tag)
        if note is not None:
            note(found, entry)


def _note_state(found: RecordedEvents, entry: StateChanged) -> None:
    found.states.setdefault((entry.machine, entry.subject), [entry.before, entry.after])[1] = entry.after


def _note_fired(found: RecordedEvents, entry: TimerFired) -> None:
    found.timers.append(RanOut(entry.timer, _instant(entry.since), _instant(entry.at)))


def _note_refusal(found: RecordedEvents, entry: Refused) -> None:
    found.refusals.append((_instant(entry.at), entry.actor, entry.action, entry.text))


_NOTES: dict[object, Callable[[RecordedEvents, Any], None]] = {
    kind.__struct_config__.tag: note
    for kind, note in (
        (StateChanged, _note_state),
        (TimerFired, _note_fired),
        (Refused, _note_refusal),
    )
}
"""By the kinds of entries: most are none of these, and are skipped after one look-up."""


def _instant(stamp: int) -> int:
    """Return the instant of what this module reads as it stands there: a text."""
    return instant(cast("Any", stamp))
