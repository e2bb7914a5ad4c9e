"""In the rows of a covering array any two or three variables have every combination of their values."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from callbook.configuration import PRIVILEGES
from callbook.lab import small_center
from callbook.verification.everywhere.space import Space, space_of
from callbook.verification.sweep.covering import covering_array

if TYPE_CHECKING:
    from collections.abc import Collection

FEW = ("Can Decline", "webcallback.auto-dial", "webcallback.auto-answer.timer", "webcallback.auto-answer")


def check_covers(space: Space, rows: list[dict[str, str]], strength: int) -> None:
    """Raise AssertionError for a combination that no row has."""
    for names in combinations(space.variables, strength):
        wanted = set(product(*(space.variables[name].values for name in names)))
        assert wanted == {tuple(row[name] for name in names) for row in rows}


@pytest.mark.parametrize(
    ("strength", "only", "most", "fewer_than"), [(2, (), 5, 110), (2, (), 33, 16), (3, PRIVILEGES, 33, 30)]
)
def test_of_many_variables(strength: int, only: Collection[str], most: int, fewer_than: int) -> None:
    """Few rows, the usual configuration first, and no more deviations in one than are wanted; the same every time."""
    space = space_of(small_center(), only=only)
    rows = covering_array(space.variables, strength, most)
    check_covers(space, rows, strength)
    assert {} == space.deviations(rows[0])
    assert most >= max(len(space.deviations(row)) for row in rows)
    assert fewer_than > len(rows)
    assert rows == covering_array(space.variables, strength, most)


@pytest.mark.parametrize(("only", "rows"), [(FEW[:1], 2), (FEW[:2], 4)])
def test_of_fewer_variables_all_combinations(only: tuple[str, ...], rows: int) -> None:
    """Where there are no three."""
    space = space_of(small_center(), only=only)
    assert rows == len(covering_array(space.variables, 3))


def test_three_values() -> None:
    """An option may have more than two that are tried."""
    space = space_of(small_center(), clauses=("C5", "O5"), only=FEW)
    rows = covering_array(space.variables, 2)
    assert 3 == len(space.variables["webcallback.auto-answer.timer"].values)
    check_covers(space, rows, 2)
