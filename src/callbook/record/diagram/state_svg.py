"""State diagrams as SVG: a table by itself, the way that one subject took, or how often each transition was taken."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_lowercase
from textwrap import wrap
from typing import TYPE_CHECKING, TypeAlias

from callbook.record.diagram.state_layout import HEIGHT, Layout, Placed, layout_of
from callbook.record.diagram.states import Move, moves_of, orders_of, told_apart
from callbook.record.diagram.svg import element, escaped, picture, text, width_of
from callbook.record.diagram.times import time_of_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callbook.core import StateChanged
    from callbook.record.diagram.states import Moves
    from callbook.workspace import Table

_LINE = 17
_LEAST_WIDTH = 620
_LETTERS = 84
Badges: TypeAlias = "dict[Move, str]"


def state_svg(table: Table, path: Sequence[StateChanged] = (), *, title: str = "") -> str:
    """Draw the states of *table* with the way that *path* took: numbers in order on the moves, and a list of them.

    Without a path every move has a letter, and the list says which events bring it about.
    """
    moves = moves_of(table, path)
    if not path:
        badges = {move: _lettered(index) for index, move in enumerate(moves)}
        lines = [f"{badge}  {_told(move, moves[move])}" for move, badge in badges.items()]
        told = f"States of a {table.machine}. " + ". ".join(_told(move, moves[move]) for move in moves)
        return _drawn(moves, badges, set(moves), lines, title or f"States of a {table.machine}", told)
    badges = {move: ", ".join(map(str, orders)) for move, orders in orders_of(path).items()}
    lines = [
        f"{order}  {time_of_day(step.at)}  {step.before} → {step.after}: {step.event}"
        for order, step in enumerate(path, 1)
    ]
    name = title or f"The way of {table.machine} {path[0].subject}"
    return _drawn(moves, badges, set(badges), lines, name, f"{name}. {'; '.join(lines)}")


def coverage_svg(table: Table, counts: Mapping[str, int], *, title: str = "") -> str:
    """Draw the states of *table* with how often each move was taken: solid with a count, or dashed grey for never.

    Args:
        table: the rows.
        counts: as `transitions_taken` gives them.
        title: the picture's name.
    """
    times: dict[Move, int] = {}
    for (before, _, after), rows in told_apart(table).items():
        times[before, after] = times.get((before, after), 0) + counts[" or ".join(row.name for row in rows)]
    badges = {move: f"{count} \N{MULTIPLICATION SIGN}" for move, count in times.items() if count}
    lines = coverage_text(table, counts).splitlines()
    name = title or f"Transitions of a {table.machine} that were taken"
    return _drawn(moves_of(table), badges, set(badges), lines, name, " ".join(lines))


def coverage_text(table: Table, counts: Mapping[str, int]) -> str:
    """Say how many transitions of *table* were taken, and which never were.

    Args:
        table: the rows.
        counts: as `transitions_taken` gives them.
    """
    never = [name for name, count in counts.items() if not count]
    taken = f"{table.machine}: {len(counts) - len(never)} of {len(counts)} transitions taken"
    return "\n".join([taken, *(f"  never: {name}" for name in never)])


def state_text(table: Table, path: Sequence[StateChanged] = ()) -> str:
    """Tell the way that *path* took in words, one transition per line; without a path the moves of *table*."""
    if not path:
        return "\n".join(f"{table.machine}: {_told(move, events)}" for move, events in moves_of(table).items())
    lines = (f"{time_of_day(step.at)}  {step.before} -> {step.after}  ({step.event})" for step in path)
    return "\n".join((f"{table.machine} {path[0].subject}", *lines))


def _drawn(  # noqa: PLR0913, PLR0917 - what a state diagram consists of
    moves: Moves, badges: Badges, taken: set[Move], lines: Sequence[str], title: str, told: str
) -> str:
    layout = layout_of(moves)
    visited = {state for move in taken for state in move}
    ordered = sorted(moves, key=taken.__contains__)  # what was taken lies on top
    legend = [piece for line in lines for piece in wrap(line, _LETTERS, subsequent_indent="     ")]
    width = max(layout.width, _LEAST_WIDTH, *(width_of(line) + 40 for line in legend))
    left = (width - layout.width) / 2
    parts = [
        *(_edge(move, moves[move], layout, taken=move in taken) for move in ordered),
        *(_box(state, layout, visited=state in visited) for state in layout.states),
        *(_badge(badges[move], *_middle(move, layout)) for move in ordered if move in badges),
    ]
    body = element("g", "".join(parts), transform=f"translate({left:g} 0)")
    body += "".join(text(line, x=20, y=layout.height + 18 + index * _LINE) for index, line in enumerate(legend))
    return picture(body, width, layout.height + 18 + len(legend) * _LINE, title=title, description=told)


def _edge(move: Move, events: Sequence[str], layout: Layout, *, taken: bool) -> str:
    curve, tip = _loop(layout.states[move[0]]) if move[0] == move[1] else _curve(layout.ways[move])
    return (
        f'<g class="{"cb-taken" if taken else "cb-untaken"}"><title>{escaped(_told(move, events))}</title>'
        f'<path class="cb-shaft" d="{curve}"/><path class="cb-tip cb-full" d="{tip}"/></g>'
    )


def _loop(box: Placed) -> tuple[str, str]:
    """Return the way from a box to itself, at its right side, and the head of its arrow."""
    x, y = box.x + box.width / 2, box.y - 8
    return f"M{x:g},{y + 16:g} c34,0 34,-16 4,-16", f"M{x + 9:g},{y - 5:g} L{x + 1:g},{y:g} L{x + 9:g},{y + 5:g}Z"


def _curve(points: Sequence[tuple[float, float]]) -> tuple[str, str]:
    """Return the way through *points*, upright at each of them, and the head of its arrow."""
    pieces = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        half = (y2 - y1) / 2
        pieces.append(f"C{x1:g},{y1 + half:g} {x2:g},{y2 - half:g} {x2:g},{y2:g}")
    x, y = points[-1]
    down = 1 if y > points[0][1] else -1
    tip = f"M{x - 5:g},{y - down * 9:g} L{x:g},{y - down:g} L{x + 5:g},{y - down * 9:g}Z"
    return " ".join(pieces), tip


def _middle(move: Move, layout: Layout) -> tuple[float, float]:
    if move[0] == move[1]:
        box = layout.states[move[0]]
        return box.x + box.width / 2 + 28, box.y
    points = layout.ways[move]
    if len(points) % 2:
        return points[len(points) // 2]
    (x1, y1), (x2, y2) = points[len(points) // 2 - 1 : len(points) // 2 + 1]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _box(state: str, layout: Layout, *, visited: bool) -> str:
    placed = layout.states[state]
    box = element(
        "rect",
        class_="cb-state",
        x=placed.x - placed.width / 2,
        y=placed.y - HEIGHT / 2,
        width=placed.width,
        height=HEIGHT,
        rx=9,
    )
    name = text(state, x=placed.x, y=placed.y + 4, class_="cb-middle cb-name" if visited else "cb-middle")
    return element("g", box + name, class_="cb-visited" if visited else "cb-unvisited")


def _badge(words: str, x: float, y: float) -> str:
    width = max(20.0, width_of(words) + 10)
    box = element("rect", class_="cb-badge", x=x - width / 2, y=y - 9, width=width, height=18, rx=9)
    return element("g", box + text(words, x=x, y=y + 4, class_="cb-middle cb-small"), class_="cb-taken")


def _told(move: Move, events: Sequence[str]) -> str:
    return f"{move[0]} → {move[1]}: {', '.join(events)}"


def _lettered(index: int) -> str:
    return ascii_lowercase[index % 26] * (index // 26 + 1)
