"""The rows of a drawn ladder: heads, rungs, pauses where time passes, folds where rungs are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from callbook.record.diagram.difference import Change, DiffRung
from callbook.record.diagram.times import day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.record.diagram.extraction import Rung

PAUSE = 60_000
"""From how many milliseconds on without a rung a pause is shown."""

_RUNGS_PER_HEAD = 40


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing happens from the instant *start* to *end*."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fold:
    """*count* rungs are left out here; *what* says which."""

    count: int
    what: str


@dataclass(frozen=True, slots=True)
class Head:
    """The actors' names."""


@dataclass(frozen=True, slots=True)
class Day:
    """Another day begins, on which the next rung is, at the instant *at*."""

    at: int


Row: TypeAlias = "DiffRung | Pause | Day | Fold | Head"


def rows_of(found: Sequence[Rung], *, most: int | None, marked: int | None) -> list[Row]:
    """Return the rows of a ladder; beyond *most* rungs only its ends and what is near *marked*."""
    shown = list[DiffRung | Fold]()
    missing = 0
    kept = _kept(found, most, marked)
    for index, rung in enumerate(found):
        if index not in kept:
            missing += 1
            continue
        if missing:
            shown.append(Fold(missing, "rungs folded"))
            missing = 0
        shown.append(DiffRung(Change.SAME, rung))
    return list(laid_out(shown))


def laid_out(shown: Iterable[DiffRung | Fold]) -> Iterator[Row]:
    """Add heads, pauses and days; a pause says itself which day it ends on."""
    since_head = 0
    before: Rung | None = None
    day: str | None = None
    yield Head()
    for row in shown:
        if since_head >= _RUNGS_PER_HEAD:
            yield Head()
            since_head = 0
        if isinstance(row, Fold):
            before = None
        else:
            if before is not None and row.rung.at - before.at > PAUSE:
                yield Pause(before.at, row.rung.at)
            elif day not in {None, day_text(row.rung.at)}:
                yield Day(row.rung.at)
            before, day = row.rung, day_text(row.rung.at)
            since_head += 1
        yield row


def _kept(found: Sequence[Rung], most: int | None, marked: int | None) -> range | set[int]:
    everything = range(len(found))
    if most is None or len(found) <= most:
        return everything
    here = [index for index, rung in enumerate(found) if rung.number == marked]
    share = max(1, most // (2 + len(here)))
    near = (range(max(0, index - share // 2), index + share // 2 + 1) for index in here)
    return {*everything[:share], *everything[-share:], *(index for stretch in near for index in stretch)}
