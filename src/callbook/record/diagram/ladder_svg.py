"""The ladder as SVG: alone, and as the difference of two."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

import msgspec

from callbook.core import Entry, MessageSent
from callbook.messages import Message, to_mapping
from callbook.record.diagram.difference import Change, DiffRung, folded, ladder_diff
from callbook.record.diagram.extraction import Kind, Rung, rungs, talking
from callbook.record.diagram.ladder_drawing import LadderDrawing
from callbook.record.diagram.ladder_rows import Fold, laid_out, rows_of
from callbook.record.diagram.svg import picture, text
from callbook.record.diagram.times import day_text, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callbook.record.diagram.ladder_rows import Row

MOST_RUNGS = 2_000
"""How many rungs a ladder draws unless told otherwise."""

_LONGEST_DETAILS = 600
_LEGEND = (
    "Solid line, full arrowhead: Open Media. Dashed line, open arrowhead: T-Library. Boxes: actions (triangle), "
    "refusals (cross), faults (bolt), timers (clock), things shown (bubble), configuration (diamond)."
)


def ladder_svg(  # noqa: PLR0913 - all keyword-only, all with a default
    entries: Iterable[Entry],
    *,
    title: str = "Ladder",
    marked: int | None = None,
    last: int | None = None,
    upto: int | None = None,
    most: int | None = MOST_RUNGS,
) -> str:
    """Return the ladder of *entries* as SVG, to stand in a page or in a file.

    Each rung is a ``<g data-entry="N">`` with the number of its entry, and a tooltip with the message's attributes.

    Args:
        entries: the journal's, live or read from a recording.
        title: the picture's name.
        marked: the number of the entry to set off; of one without a rung, the rung before it.
        last: draw only so many rungs, the newest.
        upto: the number of the last entry to draw.
        most: of more rungs, draw the beginning, the end and what is near *marked*; None draws all.
    """
    given = [entry for entry in entries if upto is None or entry.number <= upto]
    everything = rungs(given)
    shown = everything if last is None else everything[max(0, len(everything) - max(0, last)) :]
    here = _rung_of(shown, marked)
    rows: list[Row] = rows_of(shown, most=most, marked=here)
    if len(shown) < len(everything):
        rows.insert(1, Fold(len(everything) - len(shown), "earlier"))
    return _framed(rows, talking(everything), here, _details(given, rows), title, _description(shown))


def ladder_diff_svg(before: Iterable[Entry], after: Iterable[Entry], *, title: str = "Ladder difference") -> str:
    """Return what differs between two ladders as SVG: minus was, plus is new; most of what is the same is folded."""
    found = ladder_diff(before, after)
    changes = Counter(each.change for each in found)
    counted = ", ".join(f"{changes[change]} {change}" for change in Change)
    shown = [Fold(piece, "the same") if isinstance(piece, int) else piece for piece in folded(found)]
    order = talking(each.rung for each in found)
    return _framed(list(laid_out(shown)), order, None, {}, title, f"Rungs: {counted}.")


def _framed(  # noqa: PLR0913, PLR0917 - what a picture consists of
    rows: list[Row], order: Sequence[str], marked: int | None, details: dict[int, str], title: str, description: str
) -> str:
    drawing = LadderDrawing(rows, order, marked, details)
    body = drawing.drawn()
    if not any(isinstance(row, DiffRung | Fold) for row in rows):
        body += text("(nothing has happened)", x=130, y=26)
    return picture(body, drawing.width, drawing.height + 10, title=title, description=f"{description} {_LEGEND}")


def _rung_of(shown: Sequence[Rung], marked: int | None) -> int | None:
    if marked is None:
        return None
    return max((rung.number for rung in shown if rung.number <= marked), default=None)


def _description(shown: Sequence[Rung]) -> str:
    """Return in words what is to be seen, for those who cannot see it."""
    if not shown:
        return "Nothing has happened."
    first, last = shown[0].at, shown[-1].at
    kinds = Counter(rung.kind for rung in shown)
    counted = ", ".join(f"{kinds[kind]} \N{MULTIPLICATION SIGN} {kind}" for kind in Kind if kinds[kind])
    actors = ", ".join(talking(shown)) or "nobody"
    return (
        f"Ladder of {len(shown)} rungs ({counted}) from {time_of_day(first)} on {day_text(first)} to "
        f"{time_of_day(last)} on {day_text(last)}, UTC. Lifelines: {actors}."
    )


def _details(entries: Sequence[Entry], rows: Sequence[Row]) -> dict[int, str]:
    """Return the attributes of each message that is drawn, in words, by entry number."""
    drawn = {row.rung.number for row in rows if isinstance(row, DiffRung)}
    return {
        entry.number: f"\n{_attributes(entry.message)}"
        for entry in entries
        if isinstance(entry, MessageSent) and entry.number in drawn
    }


def _attributes(message: object) -> str:
    given = to_mapping(message) if isinstance(message, Message) else cast("dict[str, object]", message)
    words = "\n".join(
        f"{name}: {value if isinstance(value, str) else msgspec.json.encode(value).decode()}"
        for name, value in given.items()
        if name not in {"protocol", "message"}
    )
    return words if len(words) <= _LONGEST_DETAILS else f"{words[:_LONGEST_DETAILS]}…"
