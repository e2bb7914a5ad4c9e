"""Scenarios that a test module binds by itself are in no report; how many they are is not kept quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

PLAIN = "Feature: F\n  Scenario: S\n    Given a contact centre\n"
TOLD = "bound by test modules: in no recording and no report. Give pytest their feature files instead."


@pytest.mark.parametrize(("workers", "count"), [("0", "1 scenario"), ("2", "1 scenario"), ("0", "2 scenarios")])
def test_scenarios_that_a_module_binds(project: Project, workers: str, count: str) -> None:
    """They run, and the run's last lines count them, with the way out."""
    more = "  Scenario: T\n    Given a contact centre\n" if "2" in count else ""
    project.write("features/x.feature", PLAIN + more)
    project.write("test_bound.py", 'from pytest_bdd import scenarios\n\nscenarios("features")\n')
    result = project.run("test_bound.py", "-n", workers)
    assert (0, True) == (result.ret, f"{count} {TOLD}" in result.outlines)


def test_scenarios_of_feature_files(project: Project) -> None:
    """These are in the reports, beside plain tests: nothing is said."""
    project.write("x.feature", PLAIN)
    project.write("test_plain.py", "def test_it():\n    pass\n")
    result = project.run()
    assert (0, []) == (result.ret, [line for line in result.outlines if "bound by" in line])
