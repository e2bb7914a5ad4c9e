"""The coverage says which clauses, privileges and option values the last run has shown, and which not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.a_stream import ran

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.configuration.clauses import CLAUSES
from callbook.record.report.coverage import CoverageRow, coverage_rows, incomplete_rows

if TYPE_CHECKING:
    from callbook.record.cucumber.reading import RanScenario

DECLINE = "Can Decline"
AUTO_ANSWER = next(name for name, option in OPTIONS.items() if option.clause == "O4")
AT_LOGIN = next(name for name, option in OPTIONS.items() if option.clause == "O1")


def _played(*clauses: str, outcome: str = "passed", shows: tuple[tuple[str, str, str], ...] = ()) -> RanScenario:
    return ran(" ".join(clauses), outcome=outcome, shows=shows)


def _row(rows: tuple[CoverageRow, ...], kind: str, name: str) -> CoverageRow:
    [found] = [row for row in rows if (row.kind, row.name) == (kind, name)]
    return found


def test_a_run_of_nothing_has_only_holes() -> None:
    """Every clause, every privilege and every option of the channel has its row, in the order of its catalogue."""
    rows = coverage_rows([])
    assert [clause.id for clause in CLAUSES] == [row.name for row in rows if row.kind == "clause"]
    assert list(PRIVILEGES) == [row.name for row in rows if row.kind == "privilege"]
    options = [name for name, option in OPTIONS.items() if option.clause.startswith("O")]
    assert options == [row.name for row in rows if row.kind == "option"]
    assert rows == incomplete_rows(rows)


def test_a_clause_counts_its_scenarios() -> None:
    """Each scenario that carries the tag counts once."""
    rows = coverage_rows([_played("E1", "P2"), _played("E1"), _played()])
    assert CoverageRow("clause", "E1", "E1", {"scenarios": 2}, ()) == _row(rows, "clause", "E1")
    assert CoverageRow("clause", "P2", "P2", {"scenarios": 1}, ()) == _row(rows, "clause", "P2")
    assert CoverageRow("clause", "E2", "E2", {"scenarios": 0}, ("scenarios",)) == _row(rows, "clause", "E2")


@pytest.mark.parametrize("outcome", ["failed", "error", "skipped"])
def test_only_what_passed_counts(outcome: str) -> None:
    """A scenario that did not pass has shown nothing."""
    shows = (("privilege", DECLINE, "granted"),)
    assert coverage_rows([]) == coverage_rows([_played("E1", "P2", outcome=outcome, shows=shows)])


def test_a_privilege_is_to_be_seen_granted_and_withheld() -> None:
    """One of both leaves a hole, both leave none."""
    granted = _played("P2", shows=(("privilege", DECLINE, "granted"),))
    withheld = _played("P2", shows=(("privilege", DECLINE, "withheld"),))
    half = _row(coverage_rows([granted, granted]), "privilege", DECLINE)
    assert CoverageRow("privilege", DECLINE, "P2", {"granted": 2, "withheld": 0}, ("withheld",)) == half
    assert () == _row(coverage_rows([granted, withheld]), "privilege", DECLINE).holes


def test_only_scenarios_of_the_clause_count() -> None:
    """Who happens to use a privilege has not shown what it is for."""
    by_the_way = _played("E1", shows=(("privilege", DECLINE, "granted"), ("option", AUTO_ANSWER, "default")))
    rows = coverage_rows([by_the_way])
    assert {"granted": 0, "withheld": 0} == _row(rows, "privilege", DECLINE).seen
    assert 0 == _row(rows, "option", AUTO_ANSWER).seen["default"]


def test_an_option_is_to_be_seen_with_each_kind_of_value() -> None:
    """At its default, with a valid and with a bad value; overridden only where a strategy may override it."""
    shows = (("option", AUTO_ANSWER, "default"), ("option", AUTO_ANSWER, "overridden"), ("option", AT_LOGIN, "valid"))
    rows = coverage_rows([_played("O1", "O4", shows=shows)])
    assert {"default": 1, "valid": 0, "invalid": 0, "overridden": 1} == _row(rows, "option", AUTO_ANSWER).seen
    assert ("valid", "invalid") == _row(rows, "option", AUTO_ANSWER).holes
    assert {"default": 0, "valid": 1, "invalid": 0} == _row(rows, "option", AT_LOGIN).seen


def test_a_row_without_holes_is_no_hole() -> None:
    """Only what lacks something is given."""
    rows = coverage_rows([_played("E1")])
    assert [row for row in rows if row.name != "E1"] == list(incomplete_rows(rows))
