"""Covering arrays: few configurations, in which any two (or three) variables have every combination of their values.

One row after another, greedily: a row begins with a combination that none has yet, and each further variable gets the
value that brings most new ones along. The first row is the usual configuration. The same rows come out every time.

A row in which nearly everything deviates shows little: a scenario ends at the first thing that is missing, and what
comes behind that is never seen. So only so many variables deviate in a row, and there are more rows.
"""

from __future__ import annotations

from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callbook.verification.everywhere.space import Variable

MOST: Final = 5
"""How many variables of a row deviate at most."""
_TRIES: Final = 4
"""How many rows are made of which the best is taken."""
_Cell = tuple[int, int]
"""The number of a variable, and of one of its values."""


def covering_array(variables: Mapping[str, Variable], strength: int, most: int = MOST) -> list[dict[str, str]]:
    """Return whole configurations in which any *strength* variables have every combination of their values.

    Args:
        variables: what varies; the first value of each is the usual one.
        strength: how many; of fewer variables all combinations are returned.
        most: how many variables of a row deviate from the usual ones at most, but at least *strength*.
    """
    values = [each.values for each in variables.values()]
    strength = min(strength, len(values))
    missing = set(_combinations([len(each) for each in values], strength))
    chance = Random(strength)  # noqa: S311 - a search keeps no secret
    rows = list[list[_Cell]]()
    row = [(variable, 0) for variable in range(len(values))]
    while True:
        rows.append(row)
        missing.difference_update(combinations(row, strength))
        if not missing:
            break
        seed = min(missing, key=lambda each: (-_deviating(each), each))
        tries = [_row(seed, values, missing, chance, most) for _ in range(_TRIES)]
        row = max(tries, key=lambda one: sum(each in missing for each in combinations(one, strength)))
    return [{name: values[at][value] for name, (at, value) in zip(variables, one, strict=True)} for one in rows]


def _combinations(sizes: Sequence[int], strength: int) -> Iterator[tuple[_Cell, ...]]:
    for chosen in combinations(range(len(sizes)), strength):
        for picked in product(*(range(sizes[variable]) for variable in chosen)):
            yield tuple(zip(chosen, picked, strict=True))


def _row(
    seed: tuple[_Cell, ...], values: Sequence[Sequence[str]], missing: set[tuple[_Cell, ...]], chance: Random, most: int
) -> list[_Cell]:
    """Return a row that holds *seed*; the other variables are chosen one by one, in an order by chance."""
    row = list(seed)
    left = sorted(set(range(len(values))) - {variable for variable, _ in seed})
    chance.shuffle(left)
    for variable in left:
        offered = range(len(values[variable]) if _deviating(row) < most else 1)
        cells = chance.sample([(variable, value) for value in offered], len(offered))
        row.append(max(cells, key=lambda cell: sum(_with(cell, row, missing, len(seed)))))
    return sorted(row)


def _deviating(cells: Iterable[_Cell]) -> int:
    return sum(value > 0 for _, value in cells)


def _with(cell: _Cell, row: Iterable[_Cell], missing: set[tuple[_Cell, ...]], strength: int) -> Iterator[bool]:
    """Yield for each combination that *cell* makes with a row whether it is missing."""
    return (tuple(sorted((*others, cell))) in missing for others in combinations(row, strength - 1))
