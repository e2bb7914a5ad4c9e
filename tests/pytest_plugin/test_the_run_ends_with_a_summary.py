"""The last word: scenarios, clauses shown, time, where the recordings lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration.clauses import CLAUSES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @P2
    Feature: Can Decline
      @P9
      Scenario: Anna declines
        When Anna declines

      @F1
      Scenario: It is lost
        Then the callback is in "Loans"
"""


def test_only_passed_scenarios_show_their_clauses(project: Project) -> None:
    """A clause counts as shown when a scenario that carries it has passed."""
    project.write("x.feature", FEATURE)
    project.run().stdout.fnmatch_lines(
        ["-* callbook -*", f"2 scenarios, clauses shown 2 of {len(CLAUSES)}, *.* s, recordings in .callbook/last-run"]
    )


def test_pytest_has_the_last_line(project: Project) -> None:
    """The summary stands before pytest's own last line, which other tools read."""
    project.write("x.feature", FEATURE)
    assert "1 failed, 1 passed in" in project.run().outlines[-1]


def test_one_scenario_is_singular_and_a_far_folder_is_absolute(project: Project, tmp_path: Path) -> None:
    """A folder outside the root is shown as it is."""
    project.write("x.feature", FEATURE)
    folder = tmp_path.parent / "recordings"
    project.run("x.feature::Anna declines", "--traces", str(folder)).stdout.fnmatch_lines(
        [f"1 scenario, clauses shown 2 of {len(CLAUSES)}, * s, recordings in {folder}"]
    )


def test_no_scenarios_no_summary(project: Project) -> None:
    """A run without scenarios is left as it was."""
    project.write("test_plain.py", "def test_plain():\n    pass\n")
    result = project.run("test_plain.py")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*clauses shown*")
    assert not (project.root / ".callbook").exists()
