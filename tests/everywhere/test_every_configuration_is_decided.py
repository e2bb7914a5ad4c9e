"""A scenario is decided on every configuration by a run for each way of answering what it reads."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.everywhere.toys import DECLINE, DIAL, FAILS, TIMER, USE, declining, everything, played_by, small_space

from callbook.verification.everywhere.deciding import Decided, NotDecided, decide
from callbook.verification.everywhere.diagram import diagram_of, outcomes_of, share
from callbook.verification.everywhere.outcome import HOLDS, Outcome, Played

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.everywhere.toys import Asked

SPACE = small_space()
ANSWERS = st.lists(st.tuples(st.sampled_from(list(SPACE.variables)), st.integers(0, 2)), max_size=6)


def made_up(rules: list[tuple[str, int]]) -> Callable[[Asked], Outcome]:
    """Return a scenario that reads one variable after another, and ends where one has a certain value."""

    def scenario(asked: Asked) -> Outcome:
        for number, (name, which) in enumerate(rules):
            values = SPACE.variables[name].values
            if asked[name] == values[which % len(values)]:
                return Outcome("difference", f"step {number % 3}")
        return HOLDS

    return scenario


def test_each_class_is_played_once() -> None:
    """Of 24 configurations 8 are played, and each of the 24 has the outcome of its class."""
    play = played_by(declining, SPACE)
    decided = decide(play, SPACE)
    assert (24, 8, ()) == (SPACE.size, len(decided.classes), decided.left)
    for configuration in everything(SPACE):
        (found,) = [each for each in decided.classes if dict(each.answers).items() <= configuration.items()]
        assert play(configuration).outcome == found.outcome


@given(ANSWERS)
def test_so_it_is_with_any_scenario(rules: list[tuple[str, int]]) -> None:
    """The classes are as many as are told apart, and their shares are what counting every configuration gives."""
    play = played_by(made_up(rules), SPACE)
    node = diagram_of(decide(play, SPACE).classes, SPACE)
    counted = Counter(play(each).outcome for each in everything(SPACE))
    assert {each: Fraction(number, SPACE.size) for each, number in counted.items()} == {
        each: share(node, each) for each in outcomes_of(node)
    }


def test_the_work_can_be_divided_anywhere() -> None:
    """Whoever plays the branches, one after another or in other processes, finds the same classes."""
    play = played_by(declining, SPACE)
    first = decide(play, SPACE, enough=lambda runs: runs >= 2)
    assert 2 == len(first.classes)
    node = diagram_of(first.classes, SPACE)
    assert None in outcomes_of(node)
    rest = [decide(play, SPACE, (branch,)) for branch in first.left]
    together = [*first.classes, *(each for part in rest for each in part.classes)]
    assert set(decide(play, SPACE).classes) == set(together)
    assert len(together) == len(set(together))


def test_what_a_run_sets_before_it_reads_it_is_pinned() -> None:
    """It is told apart from what is read first."""
    played = Played(HOLDS, (USE,), (DIAL, USE))
    assert Decided(
        classes=decide(lambda _: played, SPACE, (((USE, "granted"),),)).classes, left=(), set_by_run=(DIAL,)
    ) == (decide(lambda _: played, SPACE, (((USE, "granted"),),)))


def test_what_does_not_vary_is_no_question() -> None:
    """A variable of the catalogue that is not in the space has one value."""
    decided = decide(lambda _: Played(HOLDS, ("webcallback.auto-answer", "no such thing")), SPACE)
    assert [()] == [each.answers for each in decided.classes]


def test_a_run_that_depends_on_more_is_noticed() -> None:
    """It is given an answer to a question that it does not ask any more."""
    asked = iter([(USE, DECLINE), (DIAL,), ()])
    with pytest.raises(NotDecided, match=r"was given .* has read webcallback\.auto-dial"):
        decide(lambda _: Played(FAILS, next(asked)), SPACE)
    with pytest.raises(NotDecided, match="has read nothing"):
        decide(lambda _: Played(FAILS, ()), SPACE, (((TIMER, "5"),),))
