"""A run whose event stream does not say what pytest counts has failed, and says where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.conftest import envelopes

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    Feature: F
      Scenario Outline: In <queue>
        Then the callback is in "<queue>"
        Examples:
          | queue |
          | Sales |
"""

FORGETS = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report):
    report.__dict__.pop("callbook_result", None)
"""

LIES = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report):
    for attempt in getattr(report, "callbook_result", ()):
        for step in attempt.steps:
            step.status = "FAILED"
"""


def _written(project: Project, plugin: str, feature: str = FEATURE) -> tuple[int, list[str]]:
    """Run with a *plugin* that meddles; give the exit code and what was said of it."""
    project.write("x.feature", feature)
    project.add_steps("")
    project.write("conftest.py", (project.root / "conftest.py").read_text(encoding="utf-8") + plugin)
    result = project.run()
    lines = result.outlines
    title = next((number for number, line in enumerate(lines) if "do not agree" in line), len(lines))
    said = [line for line in lines[title + 1 :] if "pytest counts" in line or "more" in line]
    return int(result.ret), said


def test_they_agree(project: Project) -> None:
    """Nobody meddles: nothing is said."""
    assert (0, []) == _written(project, "")
    assert {"success": True} == {"success": envelopes(project.root)[-1]["testRunFinished"]["success"]}


def test_a_scenario_is_missing(project: Project) -> None:
    """The run fails although each test has passed."""
    said = ["x.feature::In <queue>[Sales]: pytest counts passed, the stream says nothing"]
    assert (1, said) == _written(project, FORGETS)
    assert envelopes(project.root)[-1]["testRunFinished"]["success"] is False


def test_a_scenario_ended_otherwise(project: Project) -> None:
    """What counts is what the steps in the stream say."""
    said = ["x.feature::In <queue>[Sales]: pytest counts passed, the stream says failed"]
    assert (1, said) == _written(project, LIES)


def test_many_differences_are_counted(project: Project) -> None:
    """The first ten are named."""
    rows = "".join(f"          | Loans {number} |\n" for number in range(11))
    code, said = _written(project, FORGETS, FEATURE + rows)
    assert (1, 11, "and 2 more") == (code, len(said), said[-1])


def test_a_run_without_pytests_own_report(project: Project) -> None:
    """Nothing is counted there: nothing can be compared, and the stream is written."""
    project.write("x.feature", FEATURE)
    assert 0 == project.run("-p", "no:terminal").ret
    assert "testRunFinished" in envelopes(project.root)[-1]
