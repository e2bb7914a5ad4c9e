"""Compares two recordings structurally: what was added, is missing, has moved, or says something else.

Numbers and causes are those of the second recording where an entry is in both: a difference near the start does not
make everything behind it different. Nothing else is left out but the fields that the format declares volatile, and
messages of SIP: what telephones do is compared, and how the network said so differs each time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, cast

import msgspec

from callbook.core import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    ScreenShown,
    StateChanged,
    StepBegan,
    StepEnded,
)
from callbook.record.trace.form import VOLATILE
from callbook.record.trace.without_telephones import without_telephones
from callbook.record.trace.writing import plain_entry, recording_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callbook.record.trace.reading import Trace

    Block = tuple[int, int, int]


_SUBJECT: dict[type[Entry], tuple[str, ...]] = {
    StepBegan: ("text",),
    StepEnded: (),
    ActionTaken: ("actor", "action"),
    MessageSent: ("wire", "sender", "name"),
    StateChanged: ("machine", "subject", "event"),
    ScreenShown: ("agent",),
    Refused: ("actor", "action"),
    FaultInjected: ("wire", "fault"),
    Noted: ("actor", "topic"),
}
"""By kind: the attributes that say what an entry is about; of timers it is their name."""


class How(StrEnum):
    """How an entry differs."""

    ADDED = "added"
    MISSING = "missing"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        how: added, missing, moved or changed.
        before: the entry of the first recording; None for what was added, and for the first line.
        after: the entry of the second; None for what is missing, and for the first line.
        fields: of what changed, each field's path with its value before and after.
    """

    how: How
    before: Entry | None
    after: Entry | None
    fields: tuple[tuple[str, object, object], ...] = ()


def difference(one: Trace, other: Trace) -> tuple[Difference, ...]:
    """Return every difference between two recordings, in the order of the second."""
    first, second = without_telephones(one.entries), without_telephones(other.entries)
    blocks = _alike(first, second)
    partner = {b + i + 1: a + i + 1 for a, b, size in blocks for i in range(size)}
    moved = _moved(first, second, partner)
    partner |= {after: before for before, after in moved.items()}
    found = [*_head(one, other)]
    found += [Difference(How.MISSING, entry, None) for entry in first if entry.number not in set(partner.values())]
    for entry in second:
        if entry.number not in partner:
            found.append(Difference(How.ADDED, None, entry))
            continue
        before = first[partner[entry.number] - 1]
        fields = tuple(_fields(before, entry, partner))
        if before.number in moved:
            found.append(Difference(How.MOVED, before, entry, fields))
        elif fields:
            found.append(Difference(How.CHANGED, before, entry, fields))
    return tuple(found)


def difference_in_words(found: Difference) -> Iterator[str]:
    """Yield a line for the entry that differs, and one for each field that changed."""
    sign = {How.ADDED: "+", How.MISSING: "-", How.MOVED: ">", How.CHANGED: "*"}[found.how]
    entry = found.after or found.before
    about = "the first line" if entry is None else f"entry {entry.number}: {' '.join(map(str, _named(entry)))}"
    yield f"{sign} {found.how} {about}"
    for path, before, after in found.fields:
        yield f"    {path}: {before!r} -> {after!r}"


def _named(entry: Entry) -> Iterator[object]:
    yield entry.__struct_config__.tag
    yield from _about(entry)[1:]


def _head(one: Trace, other: Trace) -> Iterator[Difference]:
    before, after = (msgspec.to_builtins(trace.head) for trace in (one, other))
    fields = [
        change for change in _changes("", before, after) if change[0].split(".", 1)[0] not in VOLATILE
    ]  # fmt: skip
    if one.end != other.end:
        fields.append(("end", one.end, other.end))
    if fields:
        yield Difference(How.CHANGED, None, None, tuple(fields))


def _alike(first: Sequence[Entry], second: Sequence[Entry]) -> list[Block]:
    """Return the blocks that two sequences share; a common start and end need no search, for speed."""
    one, other = [_about(entry) for entry in first], [_about(entry) for entry in second]
    shortest = min(len(one), len(other))
    head = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    tail = next((i for i in range(shortest - head) if one[-1 - i] != other[-1 - i]), shortest - head)
    middle = SequenceMatcher(None, one[head : len(one) - tail], other[head : len(other) - tail], autojunk=False)
    blocks = [(head + a, head + b, size) for a, b, size in middle.get_matching_blocks()]
    return [(0, 0, head), *blocks, (len(one) - tail, len(other) - tail, tail)]


def _about(entry: Entry) -> tuple[object, ...]:
    """Return what an entry is about: two entries that are about the same are one that has changed."""
    return (type(entry), *(getattr(entry, name) for name in _SUBJECT.get(type(entry), ("timer",))))


def _moved(first: Sequence[Entry], second: Sequence[Entry], partner: dict[int, int]) -> dict[int, int]:
    """Return pairs of what is missing here and what was added there, where both are about the same."""
    taken = set(partner.values())
    missing: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for entry in first:
        if entry.number not in taken:
            missing[_about(entry)].append(entry.number)
    pairs: dict[int, int] = {}
    for entry in second:
        if entry.number not in partner and missing[_about(entry)]:
            pairs[missing[_about(entry)].pop(0)] = entry.number
    return pairs


def _fields(before: Entry, after: Entry, partner: dict[int, int]) -> Iterator[tuple[str, object, object]]:
    if recording_line(before) == recording_line(after):
        return
    old, new = plain_entry(before), plain_entry(after)
    for name in ("cause", "set_by", "step"):
        if isinstance(new.get(name), int):
            new[name] = partner.get(new[name], new[name])
    yield from (change for change in _changes("", old, new) if change[0] != "number")


def _changes(path: str, old: object, new: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(old, dict) and isinstance(new, dict):
        one, other = cast("dict[str, object]", old), cast("dict[str, object]", new)
        for name in dict.fromkeys((*one, *other)):
            yield from _changes(f"{path}.{name}" if path else str(name), one.get(name), other.get(name))
    elif (
        isinstance(old, list)
        and isinstance(new, list)
        and len(cast("list[object]", old)) == len(cast("list[object]", new))
    ):
        pairs = zip(cast("list[object]", old), cast("list[object]", new), strict=True)
        for index, (left, right) in enumerate(pairs):
            yield from _changes(f"{path}[{index}]", left, right)
    elif old != new:
        yield path, old, new
