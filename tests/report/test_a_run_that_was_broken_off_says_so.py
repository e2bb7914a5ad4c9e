"""After Ctrl-C, or another end before the last scenario, every reader says how many scenarios never ran."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from tests.report.conftest import envelopes, stream
from tests.runner.conftest import Project

from callbook.cli import coverage_command
from callbook.notebook.run import Run
from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_page, report_summary

if TYPE_CHECKING:
    from pathlib import Path

STEPS = """
    import pytest


    @given("somebody presses Ctrl-C")
    def ctrl_c():
        raise KeyboardInterrupt


    @given("somebody ends the run")
    def ends():
        pytest.exit("enough")
"""

FEATURE = """
    Feature: F
      Scenario: First
        Given a bell
      Scenario: Second
        Given {step}
        And a bell
      Scenario: Third
        Given a bell
      Scenario: Fourth
        Given a bell
"""
NEVER_RAN = "the run was broken off: 3 never ran"
ENDS = pytest.mark.parametrize("step", ["somebody presses Ctrl-C", "somebody ends the run"])


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give a project with four scenarios, the second of which breaks the run off."""
    project = Project(pytester)
    project.add_steps(STEPS)
    return project


def _break_off(project: Project, step: str) -> Path:
    project.write("x.feature", FEATURE.format(step=step))
    project.run_until_interrupted()
    return project.root / ".callbook/last-run"


def _covered(folder: Path, *, as_json: bool) -> tuple[int, str]:
    written = StringIO()
    return coverage_command.run(Console(file=written, width=200), folder, as_json=as_json), written.getvalue()


@ENDS
def test_the_report(project: Project, step: str) -> None:
    """In the totals atop it, and in what the command prints."""
    contents = contents_of_run(_break_off(project, step))
    assert f"1 scenario, 1 passed, {NEVER_RAN}" == report_summary(contents)
    assert f"<li>{NEVER_RAN}</li>" in report_page(contents, "R")


@ENDS
def test_the_coverage(project: Project, step: str) -> None:
    """What is not shown was not tried; the command has failed."""
    folder = _break_off(project, step)
    code, text = _covered(folder, as_json=False)
    assert (1, True) == (code, text.rstrip().endswith(f", {NEVER_RAN}"))
    found = json.loads(_covered(folder, as_json=True)[1])
    assert (False, 3) == (found["finished"], found["never ran"])


@ENDS
def test_the_notebook(project: Project, step: str) -> None:
    """In its first line."""
    run = Run(_break_off(project, step))
    assert f"Run of 1 scenario: 1 passed, {NEVER_RAN}" == repr(run)


@ENDS
def test_the_stream(project: Project, step: str) -> None:
    """It comes to its end, and is no success; the scenario that was at work counts as one that never ran."""
    _break_off(project, step)
    found = stream(project.root)
    assert (True, ["First"]) == (found.finished, [case.name for case in found.cases])
    assert not envelopes(project.root)[-1]["testRunFinished"]["success"]


def test_a_run_that_came_to_its_end(project: Project) -> None:
    """It says nothing of that kind."""
    folder = _break_off(project, "a bell")
    assert ("", "4 scenarios, 4 passed") == (stream(project.root).broken_off, report_summary(contents_of_run(folder)))


def test_somebody_who_leaves_the_debugger(project: Project) -> None:
    """The clean-up of the scenario that has failed never comes; it is told all the same."""
    project.add_steps("""
        import pytest


        def pytest_exception_interact(call):
            if call.when == "call":
                pytest.exit("left the debugger")


        @given("a broken bell")
        def broken():
            assert "rings" == "silent"
    """)
    folder = _break_off(project, "a broken bell")
    assert "2 scenarios, 1 passed, 1 failed, the run was broken off: 2 never ran" == report_summary(
        contents_of_run(folder)
    )
