"""Scenarios that a test module binds are in the recordings, the stream, the report, and Cucumber JSON."""

from __future__ import annotations

import json

import pytest
from tests.pytest_plugin.conftest import Project
from tests.report.conftest import stream

from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_summary

BOUND = """
    from pytest_bdd import given, scenarios

    scenarios(".specs/a.feature")

    @given("a step")
    def a_step(lab):
        pass

    @given("a failing step")
    def a_failing_step(lab):
        assert False
"""

FEATURE = """
    Feature: Bound
      Scenario: one
        Given a step
      Scenario: two
        Given a failing step
"""


@pytest.fixture
def bound(pytester: pytest.Pytester) -> Project:
    """Give a project whose only scenarios a test module binds."""
    project = Project(pytester)
    project.write(".specs/a.feature", FEATURE)
    project.write("test_a.py", BOUND)
    return project


@pytest.mark.parametrize("workers", ["0", "2"])
def test_they_are(bound: Project, workers: str) -> None:
    """With and without workers."""
    bound.run("--cucumberjson", "out.json", "-n", workers).assert_outcomes(passed=1, failed=1)
    expected = [(".specs/a.feature:2", "passed"), (".specs/a.feature:4", "failed")]
    cases = stream(bound.root).cases
    assert expected == [(case.pickle["id"], case.outcome) for case in cases]
    assert all((bound.root / ".callbook/last-run" / case.trace).is_file() for case in cases)
    assert "2 scenarios, 1 passed, 1 failed" == report_summary(contents_of_run(bound.root / ".callbook/last-run"))
    [feature] = json.loads((bound.root / "out.json").read_text(encoding="utf-8"))
    assert [("bound;one", ["passed"]), ("bound;two", ["failed"])] == [
        (each["id"], [step["result"]["status"] for step in each["steps"]]) for each in feature["elements"]
    ]


def test_beside_those_that_are_collected(bound: Project) -> None:
    """One run, one report."""
    bound.write("x.feature", "Feature: F\n  Scenario: S\n    Given a contact centre\n")
    bound.run().assert_outcomes(passed=2, failed=1)
    assert "3 scenarios, 2 passed, 1 failed" == report_summary(contents_of_run(bound.root / ".callbook/last-run"))
