"""Of all that could be the reason a smallest part that suffices is found, in few tries."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from callbook.lab.cast_differences import CastDifference
from callbook.pytest_plugin.own.rehearsal import smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

SETS = st.lists(st.frozensets(st.integers(0, 29), min_size=1, max_size=5), min_size=1, max_size=4)


def _differences(count: int) -> tuple[CastDifference, ...]:
    return tuple(CastDifference(str(number), "", lambda center: center) for number in range(count))


class Passes:
    """Passes where all of one of *sets* is put back; counts how often it is asked."""

    def __init__(self, sets: list[frozenset[int]]) -> None:
        self._sets = sets
        self.asked = 0

    def __call__(self, put_back: Sequence[CastDifference]) -> bool:
        """Say whether the scenario passes."""
        self.asked += 1
        return any(each <= {int(one.subject) for one in put_back} for each in self._sets)


@given(st.integers(30, 60), SETS)
def test_it_suffices_and_nothing_of_it_can_be_left_out(count: int, sets: list[frozenset[int]]) -> None:
    """Whichever parts suffice; and it is one of those."""
    passes, differences = Passes(sets), _differences(count)
    found = smallest(differences, passes)
    assert passes(found)
    assert not any(passes([one for one in found if one is not left_out]) for left_out in found)
    assert frozenset(int(one.subject) for one in found) in sets


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.just(n), st.frozensets(st.integers(0, n - 1), min_size=1))))
def test_few_are_tried(of_needed: tuple[int, frozenset[int]]) -> None:
    """Of k among n that are needed, at most 2k (1 + log2 (n / k)): what QuickXplain promises."""
    count, needed = of_needed
    passes = Passes([needed])
    assert needed == {int(one.subject) for one in smallest(_differences(count), passes)}
    assert passes.asked <= 2 * len(needed) * (1 + log2(count / len(needed)))


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1), min_size=1))))
def test_the_first_are_preferred(of_enough: tuple[int, set[int]]) -> None:
    """Where several alone suffice it is the first: options stand before whatever they stand in."""
    count, enough = of_enough
    found = smallest(_differences(count), Passes([frozenset({one}) for one in enough]))
    assert [str(min(enough))] == [one.subject for one in found]


def test_of_nothing_nothing_is_needed() -> None:
    """Nobody is asked then."""
    passes = Passes([])
    assert ((), 0) == (smallest((), passes), passes.asked)
