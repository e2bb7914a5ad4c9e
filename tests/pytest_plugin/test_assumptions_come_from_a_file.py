"""`--callbook-assumptions FILE`: scenarios run under what a team knows better than the kit."""

from __future__ import annotations

import pytest
from tests.pytest_plugin.conftest import Project


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give a project whose step looks at what is assumed."""
    made = Project(pytester)
    made.write(
        "conftest.py",
        "from pytest_bdd import then\n\n"
        "@then('a transfer needs no park queue')\n"
        "def _needs_none(lab):\n"
        "    assert lab.assumptions.transfer_needs_park_queue is False\n",
    )
    made.write("features/x.feature", "Feature: F\n  Scenario: S\n    Then a transfer needs no park queue\n")
    return made


def test_the_lab_of_every_scenario_has_them(project: Project) -> None:
    """Without the file the kit's own hold."""
    project.write("ours.toml", "[assumptions]\ntransfer_needs_park_queue = false\n")
    project.run("--callbook-assumptions", "ours.toml").assert_outcomes(passed=1)
    project.run().assert_outcomes(failed=1)


def test_a_file_that_says_nothing_possible_stops_the_run(project: Project) -> None:
    """Before anything runs, with what would be accepted."""
    project.write("ours.toml", "[assumptions]\ntransfer_needs = false\n")
    result = project.run("--callbook-assumptions", "ours.toml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*There is no assumption 'transfer_needs' in ours.toml.*"])
