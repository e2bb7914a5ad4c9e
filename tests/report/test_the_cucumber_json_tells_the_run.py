"""The classic Cucumber JSON holds every scenario of the run, however it ended, in the shape that CI servers read."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.all_that_can_happen import PROSE, RICH, RICH_STEPS, TWO_OF_A_KIND, UNFIT, WAITING
from tests.report.conftest import EVERY_END, more_steps

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FILE = "cucumber.json"
PARTS = ("before", "steps", "after")


def features(project: Project, *arguments: str) -> list[dict[str, Any]]:
    """Run, and give what the file holds."""
    project.run("--cucumberjson", FILE, *arguments)
    found: list[dict[str, Any]] = json.loads((project.root / FILE).read_bytes())
    return found


def _scenarios(project: Project, *arguments: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for feature in features(project, *arguments) for each in feature["elements"]}


def _ends(scenario: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Give how set-up, the steps and clean-up ended; hooks that have passed are left out."""
    before, steps, after = ([each["result"]["status"] for each in scenario.get(key, [])] for key in PARTS)
    return [each for each in before if each != "passed"], steps, [each for each in after if each != "passed"]


ENDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "It passes": ([], ["passed", "passed"], []),
    "It fails": ([], ["passed", "failed", "skipped"], []),
    "A step skips": ([], ["passed", "skipped", "skipped"], []),
    "It is skipped": (["skipped"], ["skipped"], []),
    "It is known to fail": ([], ["pending"], []),
    "It was thought to fail": ([], ["passed"], []),
    "It must fail": ([], ["passed"], ["failed"]),
    "Set-up fails": (["failed"], ["skipped"], []),
    "It never begins": (["failed"], ["skipped"], []),
    "Clean-up fails": ([], ["passed"], ["failed"]),
}


@pytest.mark.parametrize("workers", ["0", "2"])
def test_every_end(project: Project, workers: str) -> None:
    """Set-up and clean-up are hooks; nothing is left out because it was skipped or did not begin."""
    project.write("x.feature", EVERY_END)
    scenarios = _scenarios(project, "-n", workers)
    assert ENDS == {name: _ends(scenario) for name, scenario in scenarios.items()}


def _line_of(project: Project, text: str) -> int:
    lines = (project.root / "conftest.py").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_whole_of_a_feature(project: Project) -> None:
    """Background, rule, row, tags, table and doc string, each where its readers look for it."""
    more_steps(project, RICH_STEPS)
    project.write("a folder/bells.feature", RICH)
    passed = {"status": "passed", "duration": 0}
    places = {
        name: {"location": f"conftest.py:{_line_of(project, text)}"}
        for name, text in (
            ("centre", '"a contact centre"'),
            ("bells", '"bells"'),
            ("reads", '"somebody reads"'),
            ("hook", "def pytest_bdd_before_scenario"),
        )
    }
    outline = {"type": "scenario", "keyword": "Scenario Outline", "description": "      As every bell."}
    tags = [{"name": "@F9"}, {"name": "@P2"}, {"name": "@often"}]
    table = [{"cells": ["name", "loud"]}, {"cells": ["tower", ""]}]

    def element(tone: str, line: int, row: int) -> dict[str, Any]:
        text = {"value": f'{{"tone": "{tone}"}}', "line": 18, "content_type": "json"}
        given = {"keyword": "Given ", "result": passed}
        return {
            "id": f"bells--and-more;loud-ones;it-s-<tone>;all-tones;{row}",
            "name": f"It's {tone}",
            "line": line,
            **outline,
            "tags": tags,
            "before": [{"match": places["hook"], "result": passed}],
            "steps": [
                {**given, "name": "a contact centre", "line": 6, "match": places["centre"]},
                {**given, "name": "bells", "line": 10, "match": places["bells"], "rows": table},
                {
                    "keyword": "When ",
                    "name": "somebody reads",
                    "line": 17,
                    "match": places["reads"],
                    "result": passed,
                    "doc_string": text,
                },
            ],
        }

    expected = {
        "uri": "a folder/bells.feature",
        "id": "bells--and-more",
        "keyword": "Feature",
        "name": "Bells, and more",
        "line": 2,
        "description": "  They ring.",
        "tags": [{"name": "@F9", "type": "Tag", "location": {"line": 1, "column": 1}}],
        "elements": [element("high", 24, 2), element("low", 25, 3)],
    }
    assert [expected] == features(project)


def test_steps_that_cannot_be_run(project: Project) -> None:
    """It is there, with the reason; a last step that nobody defines has not passed."""
    more_steps(project, TWO_OF_A_KIND)
    project.write("x.feature", UNFIT)
    found = _scenarios(project)
    assert {
        "Undefined": ([], ["passed", "undefined"], []),
        "Ambiguous": ([], ["ambiguous"], []),
    } == {name: _ends(scenario) for name, scenario in found.items()}
    undefined = found["Undefined"]["steps"][1]
    assert {"location": ""} == undefined["match"]
    assert "nobody defines this step\n  When pigs fly" in undefined["result"]["error_message"]


def test_files_that_cannot_be_run(project: Project) -> None:
    """Each has one scenario, whose set-up failed with the reason: left out, it would look better than it was."""
    project.write("good.feature", "Feature: F\n  Scenario: S\n    Given a contact centre\n")
    project.write("prose.feature", PROSE)
    project.write("twins.feature", "# a bell\nFeature: T\n" + "  Scenario: S\n    Given a contact centre\n" * 2)
    found = {each["uri"]: each for each in features(project, "--continue-on-collection-errors")}
    assert ["good.feature", "prose.feature", "twins.feature"] == list(found)
    assert [("prose.feature", 1), ("T", 2)] == [
        (found[uri]["name"], found[uri]["line"]) for uri in ("prose.feature", "twins.feature")
    ]
    [refused] = found["twins.feature"]["elements"]
    [before] = refused["before"]
    assert ("t;cannot-be-run", 5, []) == (refused["id"], refused["line"], refused["steps"])
    assert ("failed", "pytest collection") == (before["result"]["status"], before["match"]["location"])
    assert "scenario name 'S' in twins.feature:3 and twins.feature:5" in before["result"]["error_message"]


def test_what_went_wrong(project: Project) -> None:
    """The scenario's own account, then the traceback; of a skip the reason."""
    project.write("x.feature", EVERY_END)
    scenarios = _scenarios(project)
    failed = scenarios["It fails"]["steps"][1]["result"]["error_message"]
    assert failed.startswith('x.feature:8  Then the callback is in "Loans"\n  expected')
    assert failed.endswith("\nconftest.py:46: AssertionError")
    assert "no work today" == scenarios["A step skips"]["steps"][1]["result"]["error_message"]
    assert "[XPASS(strict)] not built yet" == scenarios["It must fail"]["after"][0]["result"]["error_message"]
    [after] = scenarios["Clean-up fails"]["after"]
    assert "pytest clean-up" == after["match"]["location"]
    assert "RuntimeError: something was left" in after["result"]["error_message"]


def test_time_and_recordings(project: Project) -> None:
    """Durations are nanoseconds of the virtual clock; ladder and recording are embedded where they came about."""
    project.write("conftest.py", "")
    project.write("x.feature", WAITING.replace('"Ready"', '"Not Ready"'))
    [scenario] = _scenarios(project).values()
    assert [0, 90_000_000_000, 0] == [step["result"]["duration"] for step in scenario["steps"]]
    embedded = [
        (step["name"], each["mime_type"], each.get("name"), base64.b64decode(each["data"]).decode())
        for step in scenario["steps"]
        for each in step.get("embeddings", [])
    ]
    last, recording = 'Anna\'s channel is "Not Ready"', "0002-it-waits.ndjson"
    ladder = embedded[0][3]
    assert "RequestAgentLogin" in ladder
    assert [
        (last, "text/plain", None, ladder),
        (last, "text/uri-list", recording, f"x/{recording}"),
    ] == embedded
