"""The decision table is right, and irredundant: each row and each condition is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from tests.everywhere.test_every_configuration_is_decided import ANSWERS, SPACE, made_up
from tests.everywhere.toys import DECLINE, DIAL, FAILS, REFUSED, TIMER, USE, declining, everything, played_by

from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.diagram import Cube, Node, diagram_of, is_only, share
from callbook.verification.everywhere.outcome import HOLDS, Outcome
from callbook.verification.everywhere.table import OutcomeRows, is_covered, rows_of, table_of

if TYPE_CHECKING:
    from tests.everywhere.toys import Asked


def meets(configuration: dict[str, str], row: Cube) -> bool:
    """Return whether a configuration meets the conditions of a row."""
    return all(configuration[name] in values for name, values in row.items())


def check(node: Node, outcome: Outcome | None, rows: tuple[Cube, ...], truth: set[int]) -> None:
    """Make sure that rows are right, that none can be left out, and no condition of one."""
    every = list(everything(SPACE))
    assert truth == {number for number, each in enumerate(every) if any(meets(each, row) for row in rows)}
    for row in rows:
        others = [each for each in rows if each is not row]
        assert not all(any(meets(each, other) for other in others) for each in every if meets(each, row))
        for name in row:
            less = {other: values for other, values in row.items() if other != name}
            assert not is_only(node, outcome, less), f"{name} can be left out"
            for value in set(SPACE.variables[name].values) - row[name]:
                assert not is_only(node, outcome, {**row, name: row[name] | {value}})


@given(ANSWERS)
def test_each_row_and_each_condition_is_needed(rules: list[tuple[str, int]]) -> None:
    """Of any scenario: held against all configurations, one by one."""
    play = played_by(made_up(rules), SPACE)
    node = diagram_of(decide(play, SPACE).classes, SPACE)
    for each in table_of(node, SPACE):
        truth = {number for number, one in enumerate(everything(SPACE)) if play(one).outcome == each.outcome}
        check(node, each.outcome, each.rows, truth)


def test_the_table_of_a_scenario() -> None:
    """What holds stands first; then what fails most often."""
    node = diagram_of(decide(played_by(declining, SPACE), SPACE).classes, SPACE)
    first, *rest = table_of(node, SPACE)
    yes = frozenset({"granted"})
    assert first == OutcomeRows(
        HOLDS,
        share(node, HOLDS),
        (
            {USE: yes, DECLINE: yes, TIMER: frozenset({"0", "soon"})},
            {USE: yes, DECLINE: yes, DIAL: frozenset({"false"})},
        ),
    )
    assert [FAILS, REFUSED] == [each.outcome for each in rest]


def either(asked: Asked) -> Outcome:
    """Hold where both are granted; else the one that is decides with an option of its own."""
    use, decline = asked[USE], asked[DECLINE]
    if use == decline:
        return HOLDS if use == "granted" else FAILS
    return HOLDS if (asked[DIAL] == "true") == (use == "granted") else FAILS


def test_a_row_that_others_cover_together_is_left_out() -> None:
    """Where both are granted one of the two others is met, whatever the option."""
    node = diagram_of(decide(played_by(either, SPACE), SPACE).classes, SPACE)
    yes = frozenset({"granted"})
    assert ({USE: yes, DIAL: frozenset({"true"})}, {DECLINE: yes, DIAL: frozenset({"false"})}) == (
        rows_of(node, HOLDS, SPACE)
    )


def enough(asked: Asked) -> Outcome:
    """Hold where it may be declined, and else where the channel may be used and dials by itself."""
    if asked[USE] == "granted" and asked[DIAL] == "true":
        return HOLDS
    return HOLDS if asked[DECLINE] == "granted" else FAILS


def test_what_lies_in_a_row_makes_none() -> None:
    """Whether the channel may be used or not: where it may be declined is one row."""
    node = diagram_of(decide(played_by(enough, SPACE), SPACE).classes, SPACE)
    yes = frozenset({"granted"})
    assert ({DECLINE: yes}, {USE: yes, DIAL: frozenset({"true"})}) == rows_of(node, HOLDS, SPACE)


def test_what_was_not_played_stands_last() -> None:
    """Its rows say which configurations these are."""
    decided = decide(played_by(declining, SPACE), SPACE, enough=lambda runs: runs >= 1)
    *_, last = table_of(diagram_of(decided.classes, SPACE), SPACE)
    assert (None, share(diagram_of(decided.classes, SPACE), None)) == (last.outcome, last.share)
    assert rows_of(None, None, SPACE) == ({},)


def test_a_cube_is_covered_by_several_together() -> None:
    """Each of its configurations lies in one of them."""
    cube = {USE: frozenset({"granted"})}
    halves = [{DIAL: frozenset({"true"})}, {DIAL: frozenset({"false"})}]
    assert is_covered(cube, halves, SPACE)
    assert not is_covered(cube, halves[:1], SPACE)
    assert not is_covered(cube, [{USE: frozenset({"withheld"})}], SPACE)
    assert share(None, None, cube) == 1
