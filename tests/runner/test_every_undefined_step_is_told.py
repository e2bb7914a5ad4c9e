"""Each scenario, and each row, with a step that nobody defines fails there by itself; the others run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import envelopes, stream

if TYPE_CHECKING:
    from tests.runner.conftest import Project

LAMP = """
    Feature: A lamp that nobody has built
      Scenario: only the undefined
        Given the lamp glows
      Scenario: after a defined one
        Given a bell
        And the lamp glows
      Scenario: before a defined one
        Given the lamp glows
        And a bell
      Scenario: healthy
        Given a bell
      Scenario Outline: some rows
        Given a <thing>
        Examples:
          | thing |
          | bell  |
          | lamp  |
"""
TOLD = [
    (2, "failed", ["UNDEFINED"]),
    (4, "failed", ["PASSED", "UNDEFINED"]),
    (7, "failed", ["UNDEFINED", "SKIPPED"]),
    (10, "passed", ["PASSED"]),
    (16, "passed", ["PASSED"]),
    (17, "failed", ["UNDEFINED"]),
]
GLOWS = '@given("the lamp glows")\ndef the_lamp_glows() -> None:\n    raise NotImplementedError'


@pytest.fixture
def lamp(project: Project) -> Project:
    """Give a project with one definition, which is not enough."""
    project.write("lamp.feature", LAMP)
    return project


def _told(project: Project) -> list[tuple[int, str, list[str]]]:
    return [
        (case.line, case.outcome, [step.result.status for step in case.steps]) for case in stream(project.root).cases
    ]


def test_each_scenario_has_it(lamp: Project) -> None:
    """In pytest's count and in the stream; what can be run is run."""
    lamp.run().assert_outcomes(failed=4, passed=2)
    assert TOLD == _told(lamp)


def test_with_workers(lamp: Project) -> None:
    """The same."""
    lamp.run_with_workers().assert_outcomes(failed=4, passed=2)
    assert TOLD == _told(lamp)


def test_a_suggestion_for_each(lamp: Project) -> None:
    """Beside the step, with a definition to paste."""
    lamp.run()
    found = [line["suggestion"] for line in envelopes(lamp.root) if "suggestion" in line]
    assert ["lamp.feature:2 step 1", "lamp.feature:4 step 2", "lamp.feature:7 step 1", "lamp.feature:17 step 1"] == [
        each["pickleStepId"] for each in found
    ]
    assert {"python"} == {snippet["language"] for each in found for snippet in each["snippets"]}
    assert 3 == sum(GLOWS in each["snippets"][0]["code"] for each in found)
    assert len(found) == len({each["id"] for each in found})


@pytest.mark.parametrize("workers", ["0", "2"])
def test_all_that_is_missing_can_be_pasted_at_once(lamp: Project, workers: str) -> None:
    """At the end of the run, each definition once."""
    result = lamp.run() if workers == "0" else lamp.run_with_workers()
    text = result.stdout.str()
    assert text.count("steps that nobody defines") == 1
    assert 1 == text[text.index("steps that nobody defines") :].count(GLOWS)


def test_a_module_that_binds_them(project: Project) -> None:
    """There, too, its other scenarios run."""
    project.write(".specs/lamp.feature", LAMP)
    project.write("test_lamp.py", 'from pytest_bdd import scenarios\n\nscenarios(".specs/lamp.feature")\n')
    project.run().assert_outcomes(failed=4, passed=2)
    assert TOLD == _told(project)
