"""A scenario in which the process ends, or that is stopped from outside, is told as failed in every report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import PLUGINS
from tests.report.conftest import STEPS, stream

from callbook.configuration.clauses import CLAUSES
from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_summary

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

ENDS = """
import os


@given("the process ends")
def the_process_ends():
    os._exit(3)


@given("time is up")
def time_is_up():
    pytest.fail("Timeout (>1.0s) from pytest-timeout.")
"""
FEATURE = """
    @P2
    Feature: F
      Background:
        Given a contact centre

      Scenario: It passes
        Then the callback is in "Sales"

      @F9 @slow
      Scenario Outline: It ends <how>
        Given <what>
        Then the callback is in "Sales"
        Examples:
          | how    | what             |
          | badly  | the process ends |
          | slowly | time is up       |
"""


def _run(project: Project) -> pytest.RunResult:
    """Run in a worker, and all of it in a process of its own."""
    return project.pytester.runpytest_subprocess(*PLUGINS, "-p", "xdist.plugin", "-n", "1", "-p", "no:cacheprovider")


@pytest.mark.measures_processes
def test_a_worker_dies(project: Project) -> None:
    """The row that it had begun has failed in a step that nobody knows; the others ended as they did; so its report."""
    project.write("conftest.py", STEPS + ENDS)
    project.write("x.feature", FEATURE)
    result = _run(project)
    result.assert_outcomes(passed=1, failed=2)
    text = result.stdout.str()
    assert "do not agree" not in text
    assert re.search(rf"^3 scenarios, clauses shown 1 of {len(CLAUSES)}, \d{{1,3}}\.\d s, ", text, re.MULTILINE)
    cases = {case.pickle["id"]: case for case in stream(project.root).cases}
    assert {"x.feature:6": "passed", "x.feature:15": "failed", "x.feature:16": "failed"} == {
        name: case.outcome for name, case in cases.items()
    }
    crashed, late = cases["x.feature:15"], cases["x.feature:16"]
    assert [
        ("UNKNOWN", "worker 'gw0' crashed while running 'x.feature::It ends <how>[badly-the process ends]'"),
        ("UNKNOWN", None),
        ("UNKNOWN", None),
    ] == [(step.result.status, step.result.message) for step in crashed.steps]
    assert ["PASSED", "FAILED", "SKIPPED"] == [step.result.status for step in late.steps]
    assert "got       Failed: Timeout (>1.0s) from pytest-timeout." in (late.steps[1].result.message or "")

    _its_report(project)


def _its_report(project: Project) -> None:
    """The totals are the runner's; tags and clauses are those of the file."""
    scenario = next(each for each in project.played() if each.line == 15)
    assert ("It ends <how>[badly-the process ends]", "failed", ["F9", "P2", "slow"], ["P2", "F9"], "", 0.0) == (
        scenario.name,
        scenario.outcome,
        sorted(scenario.tags),
        scenario.clauses,
        scenario.trace,
        scenario.seconds,
    )
    assert "3 scenarios, 1 passed, 2 failed" == report_summary(contents_of_run(project.root / ".callbook/last-run"))


@pytest.mark.measures_processes
def test_plain_tests_are_left_alone(project: Project) -> None:
    """A crash that is no scenario's is pytest's own business."""
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a contact centre\n")
    project.write("test_plain.py", "import os\n\n\ndef test_it():\n    os._exit(3)\n")
    result = _run(project)
    result.assert_outcomes(passed=1, failed=1)
    assert ["x.feature:2"] == [case.pickle["id"] for case in stream(project.root).cases]
