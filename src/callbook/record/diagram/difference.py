"""What differs between two ladders: rungs aligned, each the same, removed or added."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from callbook.record.diagram.extraction import Rung, rungs, talking
from callbook.record.diagram.ladder import fitted, names_line, rung_lines
from callbook.record.diagram.times import days_begun
from callbook.record.trace.without_telephones import without_telephones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.core import Entry

_AROUND = 3
NO_DIFFERENCE: Final = "(no difference)"
"""Stands in the place of a drawing of what is the same."""


class Change(StrEnum):
    """What became of a rung."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


_SIGNS = {Change.SAME: "  ", Change.REMOVED: "- ", Change.ADDED: "+ "}


@dataclass(frozen=True, slots=True)
class DiffRung:
    """A rung of one ladder or of both.

    Attributes:
        change: whether both ladders have it.
        rung: the rung; of what is in both, as it stands in the later ladder.
    """

    change: Change
    rung: Rung


def ladder_diff(before: Iterable[Entry], after: Iterable[Entry]) -> tuple[DiffRung, ...]:
    """Return the rungs of two ladders, aligned by who says what to whom; when it is said does not matter.

    Messages of SIP are left out: of a recording that is played again, telephones are no part.
    """
    old, new = rungs(without_telephones(tuple(before))), rungs(without_telephones(tuple(after)))
    matcher = SequenceMatcher(None, [_said(rung) for rung in old], [_said(rung) for rung in new], autojunk=False)
    found = list[DiffRung]()
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found.extend(DiffRung(Change.SAME, rung) for rung in new[new_start:new_end])
        else:
            found.extend(DiffRung(Change.REMOVED, rung) for rung in old[old_start:old_end])
            found.extend(DiffRung(Change.ADDED, rung) for rung in new[new_start:new_end])
    return tuple(found)


def ladder_diff_text(before: Iterable[Entry], after: Iterable[Entry], *, around: int = _AROUND) -> str:
    """Return the difference of two ladders as text: ``-`` was, ``+`` is new; *around* unchanged rungs stay beside each.

    Gives ``(no difference)`` where there is none.
    """
    found = ladder_diff(before, after)
    if all(each.change is Change.SAME for each in found):
        return NO_DIFFERENCE
    return "\n".join(_drawn(list(folded(found, around)), talking(each.rung for each in found)))


def folded(found: Sequence[DiffRung], around: int = _AROUND) -> Iterator[DiffRung | int]:
    """Yield what changed with *around* rungs before and after it; a number says how many are left out there."""
    changed = [index for index, each in enumerate(found) if each.change is not Change.SAME]
    near = {index + step for index in changed for step in range(-around, around + 1)}
    for is_near, group in groupby(range(len(found)), near.__contains__):
        stretch = list(group)
        if is_near or len(stretch) == 1:  # to say that one is left out takes as much room as to show it
            yield from (found[index] for index in stretch)
        else:
            yield len(stretch)


def _drawn(pieces: Sequence[DiffRung | int], order: Sequence[str]) -> Iterator[str]:
    drawn = [piece.rung for piece in pieces if isinstance(piece, DiffRung)]
    speakers = set(talking(drawn))
    columns = fitted(drawn, tuple(actor for actor in order if actor in speakers))
    if columns:
        yield f"  {names_line(columns)}"
    days = _days(pieces)
    for number, piece in enumerate(pieces):
        if number in days:
            yield f"  {days[number]}"
        if isinstance(piece, int):
            yield f"  ... {piece} the same"
        else:
            yield from (_SIGNS[piece.change] + line for line in rung_lines(piece.rung, columns))


def _days(pieces: Sequence[DiffRung | int]) -> dict[int, str]:
    """Return before which pieces another day begins."""
    rung_at = [(number, piece.rung.at) for number, piece in enumerate(pieces) if isinstance(piece, DiffRung)]
    return {rung_at[index][0]: day for index, day in days_begun([at for _, at in rung_at]).items()}


def _said(rung: Rung) -> tuple[str, str, str]:
    return rung.sender, rung.receiver, rung.label
