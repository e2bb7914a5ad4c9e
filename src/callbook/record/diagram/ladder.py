"""The ladder as plain text: a lifeline per actor, a line per rung, for terminals and failure texts.

Only who sends or receives messages has a lifeline. `*` marks what an actor did or was shown, on the actor's lifeline;
`~` marks what belongs to no lifeline: a wire, a timer, somebody who sends no messages; `=` marks a scenario's steps.
"""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from callbook.record.diagram.extraction import Rung, rungs, talking
from callbook.record.diagram.times import day_text, days_begun, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callbook.core import Entry

_WIDTH = 120
_TIME = 14
_LEAST = 12
_MOST = 33
_ROOM_FOR_WORDS = 40
_LONGEST_NAME = 26
_SHAFT = 6  # "|- " and " ->" around a label


def text_ladder(entries: Iterable[Entry], *, last: int | None = None, steps: bool = False) -> str:
    """Return the rungs of *entries*, or the last *last* of them, as text, the lifelines as close as the labels allow.

    Each line gives the time of day (UTC), then the actors' lifelines with an arrow for a message, or with the words
    for anything else. Where there are several days, a line of its own says which
    begins. Words are folded at 120 columns. The scenario's *steps* are drawn if asked for.
    """
    found = tuple(rung for rung in rungs(entries) if steps or not rung.of_a_step)
    if not found:
        return "(nothing has happened)"
    left_out = 0 if last is None else max(0, len(found) - max(0, last))
    return "\n".join(_drawn(found, left_out))


def ladder_lines(found: Sequence[Rung], actors: Sequence[str] | None = None) -> Iterator[str]:
    """Yield the lines of each rung, without the head; *actors* fixes the lifelines, evenly spaced.

    Lines that are drawn at different times stand in line with each other if each time the longest label is as long.
    """
    columns = _even(found, tuple(actors or talking(found)))
    for rung in found:
        yield from rung_lines(rung, columns)


def head_line(actors: Sequence[str], found: Sequence[Rung]) -> str:
    """Return the line with the actors' names, each above its lifeline as `ladder_lines` draws it."""
    return names_line(_even(found, actors))


def _drawn(found: tuple[Rung, ...], left_out: int) -> Iterator[str]:
    shown = found[left_out:]
    speakers = set(talking(shown))
    columns = fitted(shown, tuple(actor for actor in talking(found) if actor in speakers))
    if left_out:
        yield f"... {left_out} earlier"
    if columns:
        yield names_line(columns)
    days = days_begun([rung.at for rung in found])
    if days and shown:
        days[left_out] = day_text(shown[0].at)
    for number, rung in enumerate(shown, left_out):
        if number in days:
            yield days[number]
        yield from rung_lines(rung, columns)


def _even(found: Sequence[Rung], actors: Sequence[str]) -> dict[str, int]:
    """Return the column of each lifeline: the same distance between all of them."""
    labels = (len(rung.label) + _SHAFT for rung in found if rung.receiver)
    names = (len(short_name(actor)) + 2 for actor in actors)
    width = min(max(_LEAST, *labels, *names, 0), _MOST)
    return {actor: index * width for index, actor in enumerate(actors)}


def fitted(found: Sequence[Rung], actors: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each lifeline, as close as names and labels allow; arrows between neighbours count first."""
    names = [len(short_name(actor)) for actor in actors]
    gaps = [max(_LEAST, (left + right + 1) // 2 + 2) for left, right in pairwise(names)]
    spans = sorted((*_ends(rung, actors), len(rung.label) + _SHAFT) for rung in found if rung.receiver)
    for left, right, wanted in sorted(spans, key=lambda span: span[1] - span[0]):
        lacking = wanted - sum(gaps[left:right])
        for gap in range(left, right):
            gaps[gap] += max(0, -(-lacking // (right - left)))
    return {actor: sum(gaps[:index]) for index, actor in enumerate(actors)}


def _ends(rung: Rung, actors: tuple[str, ...]) -> tuple[int, int]:
    one, other = actors.index(rung.sender), actors.index(rung.receiver)
    return min(one, other), max(one, other)


def short_name(actor: str) -> str:
    """Return the actor's name as a head shows it."""
    return _short(actor, _LONGEST_NAME)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def names_line(columns: Mapping[str, int]) -> str:
    """Return the line with the actors' names, each above its lifeline."""
    line = ""
    for actor, column in columns.items():
        name = short_name(actor)
        line = line.ljust(_TIME + column - len(name) // 2) + name
    return line


def rung_lines(rung: Rung, columns: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of one rung on lifelines at these *columns*."""
    time = time_of_day(rung.at).ljust(_TIME)
    if rung.of_a_step:
        yield from _words(time, "", rung.label, {}, "=")
    elif not rung.receiver:
        yield from _words(time, rung.sender, rung.label, columns)
    elif {rung.sender, rung.receiver} <= columns.keys():
        yield time + _arrow(rung, columns)
    else:
        yield from _words(time, "", f"{rung.sender} -> {rung.receiver}: {rung.label}", columns)


def _words(time: str, actor: str, words: str, columns: Mapping[str, int], mark: str = "~") -> Iterator[str]:
    before = _lifelines(columns)[: columns.get(actor, 0)]
    room = max(_WIDTH - _TIME - len(before) - 2, _ROOM_FOR_WORDS)
    first, *rest = wrap(" ".join(words.split()), room, break_on_hyphens=False) or [""]
    yield f"{time}{before}{'*' if actor in columns else mark} {first}".rstrip()
    for more in rest:
        yield f"{'':{_TIME}}{before}  {more}"


def _arrow(rung: Rung, columns: Mapping[str, int]) -> str:
    start, end = columns[rung.sender], columns[rung.receiver]
    left, right = min(start, end), max(start, end)
    room = right - left - 2  # without the lifelines' own place and the arrow's head
    shaft = f" {_short(rung.label, room - 2)} ".center(room, "-")
    drawn = f"{shaft}>" if start < end else f"<{shaft}"
    lifelines = _lifelines(columns)
    return lifelines[: left + 1] + drawn + lifelines[right:]


def _lifelines(columns: Mapping[str, int]) -> str:
    line = ""
    for column in columns.values():
        line = line.ljust(column) + "|"
    return line
