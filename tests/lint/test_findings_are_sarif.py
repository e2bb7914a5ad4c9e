"""SARIF output fits the official schema of SARIF 2.1.0, and says what the findings say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.lint.conftest import JUDGED

from callbook.configuration.environment import read_environment
from callbook.configuration.lint import RULES, lint
from callbook.configuration.lint.sarif import sarif

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "configurations" / "legacy_export" / "centre.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Give the official schema."""
    found: dict[str, Any] = json.loads((HERE / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    return found


def test_a_run_with_findings(schema: dict[str, Any]) -> None:
    """Each result has its rule, level, file and line."""
    findings = lint(read_environment(EXAMPLE), rules=JUDGED)
    told = sarif(findings, RULES.values(), "1.2.3")
    jsonschema.validate(told, schema)
    (run,) = told["runs"]
    assert list(RULES) == [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [(each.rule, each.severity.value, each.line) for each in findings] == [
        (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"],
            result["level"],
            result["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for result in run["results"]
    ]
    first = run["results"][0]
    assert EXAMPLE.as_uri() == first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert first["message"]["text"].startswith(
        "There is no privilege 'Can Reschedule Befor Call'. It affects 1 agent: "
    )


def test_a_relative_path_stays_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: dict[str, Any]
) -> None:
    """As code hosts want it, with what a URI cannot hold escaped; the file is not lost with nothing found."""
    monkeypatch.chdir(tmp_path)
    Path("ä b.cfg").write_text("[interaction-workspace]\nwebcallback.x = 1", encoding="utf-8")
    told = sarif(lint(read_environment("ä b.cfg")), RULES.values(), "1")
    jsonschema.validate(told, schema)
    location = told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert "%C3%A4%20b.cfg" == location["artifactLocation"]["uri"]
    jsonschema.validate(sarif((), RULES.values(), "1"), schema)
