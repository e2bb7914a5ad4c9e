"""`--junitxml` is pytest's own and works beside the plugin: its totals are the run's, each scenario has its clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.report.conftest import EVERY_END, stream

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

CLAUSES = """
    @F9
    Feature: Clauses
      @P2 @P3 @slow
      Scenario: It shows three
        Given a contact centre
      Scenario: It shows one
        Given a contact centre
"""


def _suite(project: Project, *arguments: str) -> tuple[ET.Element, dict[str, int]]:
    """Run, and give what the XML says of the run beside what pytest says."""
    outcomes = project.run("--junitxml", "junit.xml", *arguments).parseoutcomes()
    [suite] = ET.parse(project.root / "junit.xml").getroot()  # noqa: S314 - written by our own run
    return suite, outcomes


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_totals_are_the_same(project: Project, workers: str) -> None:
    """In the XML, in pytest's last line and in the event stream."""
    project.write("x.feature", EVERY_END)
    suite, outcomes = _suite(project, "-n", workers)
    assert {"passed": 2, "failed": 3, "skipped": 2, "xfailed": 1, "xpassed": 1, "errors": 2} == outcomes
    # pytest counts a test whose clean-up fails twice: it has passed, and it has an error.
    assert {"tests": 10, "failures": 3, "errors": 2, "skipped": 3} == {
        key: int(suite.attrib[key]) for key in ("tests", "failures", "errors", "skipped")
    }
    names = {case.attrib["name"] for case in suite.iter("testcase")}
    assert {case.pickle["name"] for case in stream(project.root).cases} == names


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_scenario_has_its_clauses(project: Project, workers: str) -> None:
    """As properties: of feature and scenario; other tags are none."""
    project.write("x.feature", CLAUSES)
    suite, _ = _suite(project, "-n", workers)
    found = {
        case.attrib["name"]: [(each.attrib["name"], each.attrib["value"]) for each in case.iter("property")]
        for case in suite.iter("testcase")
    }
    assert {
        "It shows three": [("clause", "P2"), ("clause", "P3"), ("clause", "F9")],
        "It shows one": [("clause", "F9")],
    } == found


def test_both_reports_at_once(project: Project) -> None:
    """The Cucumber JSON takes nothing from it."""
    project.write("x.feature", CLAUSES)
    suite, _ = _suite(project, "--cucumberjson", "cucumber.json")
    assert ("2", True) == (suite.attrib["tests"], (project.root / "cucumber.json").is_file())
