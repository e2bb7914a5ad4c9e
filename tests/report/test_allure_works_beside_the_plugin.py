"""Allure's own adapter, `pytest --alluredir`, works beside the plugin as beside pytest-bdd alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import EVERY_END

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

_Told = tuple[str, list[tuple[str, str]]]

CENTRE, SALES, LOANS = "Given a contact centre", 'Then the callback is in "Sales"', 'Then the callback is in "Loans"'
WAITS = "When Anna waits for work"

# The adapter begins with a scenario's first step: those that are skipped, or fail, before it are none of its results.
ENDS: dict[str, _Told] = {
    "It passes": ("passed", [(CENTRE, "passed"), (SALES, "passed")]),
    "It fails": ("failed", [(CENTRE, "passed"), (LOANS, "failed"), (SALES, "skipped")]),
    "A step skips": ("skipped", [(CENTRE, "passed"), (WAITS, "skipped"), (SALES, "skipped")]),
    "It is known to fail": ("skipped", [(LOANS, "failed")]),
    "It was thought to fail": ("passed", [(SALES, "passed")]),
    "It must fail": ("broken", [(SALES, "passed")]),
    "It never begins": ("broken", [(CENTRE, "skipped")]),
    "Clean-up fails": ("broken", [("Given an untidy contact centre", "passed")]),
}

_ADAPTER = ("-p", "allure_pytest_bdd.plugin", "-p", "xdist.plugin", "-p", "callbook.pytest_plugin")


def _results(project: Project, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Run with the adapter, by name as no plugin is looked for here; give the exit code and what it wrote."""
    code = project.pytester.runpytest_inprocess(*_ADAPTER, "--alluredir", "allure", *arguments).ret
    files = (project.root / "allure").glob("*-result.json")
    return int(code), [json.loads(file.read_text(encoding="utf-8")) for file in files]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_statuses_and_steps(project: Project, workers: str) -> None:
    """Each scenario once, with the end of each step; in one process or two."""
    project.write("x.feature", EVERY_END)
    code, results = _results(project, "-n", workers)
    found = {
        each["name"]: (each["status"], [(step["name"], step["status"]) for step in each["steps"]]) for each in results
    }
    assert (1, len(ENDS), ENDS) == (code, len(results), found)


def test_features_tags_and_rows(project: Project) -> None:
    """Labels and parameters are those of the feature file."""
    project.write(
        "flows/x.feature",
        """
        @F9
        Feature: Queues
          @P2
          Scenario Outline: In <queue>
            Then the callback is in "<queue>"
            Examples:
              | queue |
              | Sales |
        """,
    )
    code, [result] = _results(project)
    labels = sorted((each["name"], each["value"]) for each in result["labels"] if each["name"] in {"feature", "tag"})
    assert (0, [("feature", "Queues"), ("tag", "F9"), ("tag", "P2")]) == (code, labels)
    parameters = [(each["name"], each["value"]) for each in result["parameters"]]
    assert ([("queue", "Sales")], [SALES]) == (parameters, [step["name"] for step in result["steps"]])


def test_a_step_that_nobody_defines(project: Project) -> None:
    """The adapter takes the scenario for failed, and the other for passed."""
    project.write("good.feature", "Feature: G\n  Scenario: Good\n    Given a contact centre\n")
    project.write("undefined.feature", "Feature: U\n  Scenario: S\n    Given a contact centre\n    When pigs fly\n")
    code, results = _results(project)
    assert (1, {"Good": "passed", "S": "failed"}) == (code, {each["name"]: each["status"] for each in results})
