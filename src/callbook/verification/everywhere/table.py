"""The decision table of a scenario: rows of conditions for each outcome, of which nothing can be left out.

A row is right if every configuration that meets its conditions has its outcome; the rows of an outcome together meet
every configuration that has it. No condition of a row can be dropped, and no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.verification.everywhere.diagram import Cube, is_only, outcomes_of, paths, share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from callbook.verification.everywhere.diagram import Node
    from callbook.verification.everywhere.outcome import Outcome
    from callbook.verification.everywhere.space import Space


@dataclass(frozen=True, slots=True)
class OutcomeRows:
    """All that leads to one outcome.

    Attributes:
        outcome: None for what was not played.
        share: of the configurations, 0 to 1.
        rows: the conditions; one of these rows is met.
    """

    outcome: Outcome | None
    share: Fraction
    rows: tuple[Cube, ...]


def table_of(node: Node, space: Space) -> tuple[OutcomeRows, ...]:
    """Return the table of a diagram: what holds first, then the outcomes of the largest share."""
    found = [OutcomeRows(each, share(node, each), rows_of(node, each, space)) for each in outcomes_of(node)]
    return tuple(sorted(found, key=_order))


def _order(each: OutcomeRows) -> tuple[bool, bool, Fraction, str]:
    return each.outcome is None, not (each.outcome and each.outcome.holds), -each.share, str(each.outcome)


def rows_of(node: Node, outcome: Outcome | None, space: Space) -> tuple[Cube, ...]:
    """Return the rows of one outcome, those of fewest conditions first."""
    order = {name: place for place, name in enumerate(space.variables)}
    wide = list[Cube]()
    for path in paths(node, outcome):
        if not any(_is_within(path, cube) for cube in wide):
            wide.append(_widened(path, node, outcome, space))
    wide = [cube for number, cube in enumerate(wide) if not _is_in_another(number, wide)]
    wide.sort(key=lambda cube: (len(cube), [order[name] for name in cube]))
    kept = list(wide)
    for cube in reversed(wide):
        others = [each for each in kept if each is not cube]
        if is_covered(cube, others, space):
            kept = others
    return tuple({name: cube[name] for name in sorted(cube, key=order.__getitem__)} for cube in kept)


def _widened(path: Cube, node: Node, outcome: Outcome | None, space: Space) -> Cube:
    """Return the path without the conditions that are not needed, the last first, and with every value that may be."""
    cube = dict(path)
    for name in reversed(path):
        rest = {other: values for other, values in cube.items() if other != name}
        if is_only(node, outcome, rest):
            cube = rest
            continue
        for value in space.variables[name].values:
            wider = {**cube, name: cube[name] | {value}}
            if is_only(node, outcome, wider):
                cube = wider
    return cube


def _is_within(inner: Cube, outer: Cube) -> bool:
    return all(name in inner and inner[name] <= values for name, values in outer.items())


def _is_in_another(number: int, cubes: Sequence[Cube]) -> bool:
    """Return whether a cube lies in another one; of equal ones the first does not."""
    cube = cubes[number]
    return any(
        _is_within(cube, other) and (place < number or not _is_within(other, cube))
        for place, other in enumerate(cubes)
        if place != number
    )


def is_covered(cube: Cube, others: Sequence[Cube], space: Space) -> bool:
    """Return whether each configuration of *cube* lies in one of *others*."""
    near = [each for each in others if all(cube.get(name, values) & values for name, values in each.items())]
    if any(_is_within(cube, each) for each in near):
        return True
    open_names = [
        name for each in near for name, values in each.items() if name not in cube or not cube[name] <= values
    ]
    if not open_names:
        return False
    name = open_names[0]
    values = cube.get(name, frozenset(space.variables[name].values))
    return all(is_covered({**cube, name: frozenset({value})}, near, space) for value in values)
