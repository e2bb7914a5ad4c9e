"""Where two journals part: what both say as a ladder, then what was expected beside what came."""

from __future__ import annotations

from itertools import islice, takewhile, zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, cast

from callbook.record.diagram.difference import NO_DIFFERENCE
from callbook.record.diagram.extraction import rungs
from callbook.record.diagram.ladder import text_ladder
from callbook.record.diagram.times import time_of_day
from callbook.record.diagram.wording import described
from callbook.record.trace.writing import line_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.core import Entry

_COLUMN = 58
_BEFORE = 8
_AFTER = 6
_NOTHING = "(nothing more)"


def side_by_side(
    expected: Iterable[Entry],
    got: Iterable[Entry],
    *,
    parted: tuple[int, int] | None = None,
    before: int = _BEFORE,
    after: int = _AFTER,
) -> str:
    """Draw where *got* parts from *expected*, at most 120 columns wide.

    First the last *before* rungs of what both have, as a ladder; then two columns with the first *after* entries from
    where they part, and below the first pair each field that differs.

    Args:
        expected: what was recorded.
        got: what came this time.
        parted: the index of the first entry that differs, in each; found by comparing when it is not given.
        before: how many rungs of the common part are drawn.
        after: how many entries are drawn from where they part.
    """
    recorded, fresh = tuple(expected), tuple(got)
    first, second = parted or (_common(recorded, fresh),) * 2
    if first == len(recorded) and second == len(fresh):
        return NO_DIFFERENCE
    common = [text_ladder(recorded[:first], last=before, steps=True), ""] if rungs(recorded[:first]) else []
    rows = zip_longest(recorded[first : first + after], fresh[second : second + after])
    return "\n".join([*common, *_table(list(rows))])


def _common(recorded: Sequence[Entry], fresh: Sequence[Entry]) -> int:
    pairs = zip(recorded, fresh, strict=False)
    return sum(1 for _ in takewhile(lambda pair: line_of(pair[0]) == line_of(pair[1]), pairs))


def _table(rows: list[tuple[Entry | None, Entry | None]]) -> Iterator[str]:
    yield from _beside("expected", "got")
    yield f"{'-' * _COLUMN}-+-{'-' * _COLUMN}"
    for left, right in rows[:1]:
        yield from _beside(_line(left), _line(right))
        yield from _fields(left, right)
    ended = [rows[0][0] is None, rows[0][1] is None]
    for row in islice(rows, 1, None):
        texts = ["" if over and entry is None else _line(entry) for over, entry in zip(ended, row, strict=True)]
        ended = [over or entry is None for over, entry in zip(ended, row, strict=True)]
        yield from _beside(*texts)


def _line(entry: Entry | None) -> str:
    return _NOTHING if entry is None else f"{time_of_day(entry.at)}  {described(entry)}"


def _fields(left: Entry | None, right: Entry | None) -> Iterator[str]:
    """Name each field in which two entries of one kind differ: of different kinds all do, which says nothing."""
    if left is None or right is None or type(left) is not type(right):
        return
    one, other = dict(_leaves(plain(left))), dict(_leaves(plain(right)))
    for path in dict.fromkeys((*one, *other)):
        if one.get(path) != other.get(path):
            yield from _beside(*(f"  {path}: {side.get(path, '(none)')}" for side in (one, other)))


def _leaves(given: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value in *given* with the path that leads to it, both as text."""
    if isinstance(given, dict):
        for name, value in cast("dict[str, object]", given).items():
            yield from _leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(given, list):
        for index, value in enumerate(cast("list[object]", given)):
            yield from _leaves(value, f"{path}[{index}]")
    else:
        yield path, str(given)


def _beside(left: str, right: str) -> Iterator[str]:
    for one, other in zip_longest(_folded(left), _folded(right), fillvalue=""):
        yield f"{one.ljust(_COLUMN)} | {other}".rstrip()


def _folded(text: str) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    return wrap(" ".join(text.split()), _COLUMN, initial_indent=indent, subsequent_indent=f"{indent}    ") or [""]
