"""A ranking gives the first of what is in, however often things come and go."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callbook_mocks.interaction_server.ranking import Ranking


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 99)), max_size=200))
def test_first_of_what_is_in(steps: list[tuple[bool, int, int]]) -> None:
    """After any additions, re-rankings and removals the first is the one with the lowest rank."""
    ranking: Ranking[int] = Ranking()
    expected: dict[int, tuple[int, int]] = {}
    for add, thing, rank in steps:
        if add:
            ranking.add(thing, (rank, thing))
            expected[thing] = (rank, thing)
        else:
            ranking.discard(thing)
            expected.pop(thing, None)
        assert ranking.first() == min(expected, key=expected.__getitem__, default=None)
        assert set(ranking) == set(expected)


def test_passing_over() -> None:
    """The first of which a condition does not hold is found, and the others stay in."""
    ranking: Ranking[int] = Ranking()
    for thing in range(5):
        ranking.add(thing, (thing, 0))
    assert ranking.first(lambda thing: thing < 3) == 3
    assert ranking.first(lambda _: True) is None
    assert (ranking.first(), len(ranking), ranking.rank(2), 2 in ranking) == (0, 5, (2, 0), True)
    assert [0, 1, 2, 3, 4] == sorted(ranking)


def test_it_stays_small() -> None:
    """What has left does not pile up."""
    ranking: Ranking[int] = Ranking()
    for rank in range(10_000):
        ranking.add(1, (rank, 0))
        ranking.add(2, (rank, 1))
        ranking.discard(2)
    assert len(ranking._heap) < 100
