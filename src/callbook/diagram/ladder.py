"""The ladder as plain text: a column per actor, a line per rung, for terminals and failure texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.clock import moment_of
from callbook.diagram.extraction import Rung, actors_of, rungs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.journal_entries import Entry

_TIME = 14
_LEAST = 18
_MOST = 34


def text_ladder(entries: Iterable[Entry], *, last: int | None = None) -> str:
    """Draw the rungs of *entries*, or the last *last* of them.

    Each line gives the time of day (UTC), then the actors' lifelines with an arrow for a message, or with the words
    for anything else.
    """
    found = rungs(entries)
    left_out = 0 if last is None else max(0, len(found) - last)
    found = found[left_out:]
    if not found:
        return "(nothing has happened)"
    return "\n".join(_drawn(found, left_out))


def ladder_lines(found: Sequence[Rung], actors: Sequence[str] | None = None) -> Iterator[str]:
    """Give the line of each rung, without the head; *actors* fixes the columns."""
    actors = tuple(actors or actors_of(found))
    width = _width(found)
    for rung in found:
        yield _line(rung, actors, width)


def head_line(actors: Sequence[str], found: Sequence[Rung]) -> str:
    """Give the line with the actors' names."""
    width = _width(found)
    return " " * _TIME + "".join(actor[: width - 1].ljust(width) for actor in actors).rstrip()


def _drawn(found: tuple[Rung, ...], left_out: int) -> Iterator[str]:
    actors = actors_of(found)
    if left_out:
        yield f"... {left_out} earlier"
    yield head_line(actors, found)
    yield from ladder_lines(found, actors)


def _width(found: Sequence[Rung]) -> int:
    longest = max((len(rung.label) for rung in found if rung.receiver), default=0)
    return min(max(longest + 5, _LEAST), _MOST)


def _line(rung: Rung, actors: tuple[str, ...], width: int) -> str:
    time = f"{moment_of(rung.at):%H:%M:%S}.{rung.at % 1000:03d}".ljust(_TIME)
    if rung.receiver:
        return time + _arrow(rung, actors, width)
    if rung.sender not in actors:
        return f"{time}~ {rung.label}"
    column = actors.index(rung.sender) * width
    return time + _lifelines(actors[: actors.index(rung.sender)], width).ljust(column) + f"* {rung.label}"


def _arrow(rung: Rung, actors: tuple[str, ...], width: int) -> str:
    start, end = actors.index(rung.sender), actors.index(rung.receiver)
    left, right = min(start, end), max(start, end)
    room = (right - left) * width - 1
    shaft = f" {rung.label} ".center(room - 2, "-")
    drawn = f"{shaft}->" if start < end else f"<-{shaft}"
    before = _lifelines(actors[:left], width)
    after = _lifelines(actors[right:], width)
    return f"{before}|{drawn}{after}".rstrip()


def _lifelines(actors: Sequence[str], width: int) -> str:
    return "".join("|".ljust(width) for _ in actors)
