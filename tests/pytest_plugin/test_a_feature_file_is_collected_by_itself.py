"""Feature files need no Python file that binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    Feature: Can Decline
      Background:
        Given a contact centre

      Scenario: Anna declines
        When Anna declines
        Then the callback is in "Sales"

      Rule: The queue is named
        Scenario Outline: It goes back
          Then the callback of "<place>" is in "<queue>"

          Examples:
            | queue | place  |
            | Sales | London |
            | Loans | Leeds  |
"""


IN_A_PLACE = """
    @then(parsers.parse('the callback of "{place}" is in "{queue}"'))
    def the_callback_is_in_a_place(lab, queue, place):
        the_callback_is_in(lab, queue)
"""


@pytest.fixture(autouse=True)
def _steps(project: Project) -> None:
    project.add_steps(IN_A_PLACE)


def test_each_scenario_and_each_row_is_a_test(project: Project) -> None:
    """A file given by name runs; ids show its path, the scenario's name and the row."""
    project.write("features/privileges/can_decline.feature", FEATURE)
    result = project.run("features/privileges/can_decline.feature", "-v")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "features/privileges/can_decline.feature::Anna declines PASSED*",
            "features/privileges/can_decline.feature::It goes back[[]Sales-London[]] PASSED*",
            "features/privileges/can_decline.feature::It goes back[[]Loans-Leeds[]] FAILED*",
        ]
    )


def test_a_folder_is_searched(project: Project) -> None:
    """Without a name all feature files below the project are run, and other files are left alone."""
    project.write("features/one.feature", FEATURE)
    project.write("features/notes.txt", "no feature")
    project.write("features/deeper/two.feature", FEATURE.replace("Loans", "Sales"))
    project.run().assert_outcomes(passed=5, failed=1)


def test_one_scenario_is_run_by_its_id(project: Project) -> None:
    """The id that a report prints runs that scenario alone."""
    project.write("one.feature", FEATURE)
    project.run("one.feature::It goes back[Sales-London]").assert_outcomes(passed=1)


def test_collecting_only_leaves_the_last_recordings(project: Project) -> None:
    """Listing the scenarios runs none, so the recordings of the last run stay."""
    project.write("one.feature", FEATURE)
    project.run()
    before = project.played()
    project.run("--collect-only", "-q").stdout.fnmatch_lines(["one.feature::Anna declines"])
    assert before == project.played()
    assert 3 == len(before)


def test_a_hidden_step_keeps_its_own_traceback(project: Project) -> None:
    """A failure shows the frame of the step and none of the runner's, unless all are asked for."""
    project.write("one.feature", FEATURE)
    project.run("one.feature").stdout.no_fnmatch_line("*_run_step(*")
    project.run("one.feature", "--full-trace").stdout.fnmatch_lines(["*_run_step(*"])
