"""Features are reported without being run: as the specification that they are."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tests.report.a_run import FEATURE

from callbook.configuration.clauses import CLAUSES
from callbook.core.errors import BadInput
from callbook.record.report.contents import contents_of_features
from callbook.record.report.page import summary

if TYPE_CHECKING:
    from pathlib import Path


def _write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(FEATURE).lstrip(), encoding="utf-8")
    return path


def test_a_folder(tmp_path: Path) -> None:
    """Every feature file below it, named from the folder on; nothing was run, nothing seen, every clause told."""
    _write(tmp_path / "features/b/two.feature")
    _write(tmp_path / "features/a.feature")
    contents = contents_of_features([tmp_path / "features"])
    assert ["features/a.feature", "features/b/two.feature"] == [feature.uri for feature in contents.features]
    assert {"not run"} == {scenario.outcome for scenario in contents.scenarios}
    assert (False, [], len(CLAUSES), "8 scenarios, 8 not run") == (
        contents.ran,
        contents.data["coverage"],
        len(contents.data["clauses"]),
        summary(contents),
    )


def test_a_file(tmp_path: Path) -> None:
    """A scenario has its steps, with keywords, and its clauses."""
    contents = contents_of_features([_write(tmp_path / "x.feature")])
    scenario = contents.scenarios[1]
    assert ("x.feature:14", "It goes to another agent", ["P2"]) == (scenario.id, scenario.name, scenario.clauses)
    assert ["Given Ben is logged in and Not Ready", "Given Anna is offered the callback of Maria"] == [
        f"{contents.texts[step.keyword]} {contents.texts[step.text]}" for step in scenario.steps[:2]
    ]


def test_rows_and_doc_strings(tmp_path: Path) -> None:
    """Each row of the Examples is a scenario; a doc string stands with its step."""
    path = tmp_path / "x.feature"
    text = 'Feature: F\n  Scenario Outline: In <queue>\n    Given this is said\n      """\n      <queue>!\n      """\n'
    path.write_text(f"{text}    Examples:\n      | queue |\n      | Sales |\n      | Loans |\n", encoding="utf-8")
    contents = contents_of_features([path])
    assert [("In Sales", "Sales!"), ("In Loans", "Loans!")] == [
        (scenario.name, scenario.steps[0].argument) for scenario in contents.scenarios
    ]


def test_there_are_none(tmp_path: Path) -> None:
    """The refusal says where none was found."""
    with pytest.raises(BadInput) as refusal:
        contents_of_features([tmp_path])
    assert f"folder '{tmp_path}' cannot be used. Accepted: one with feature files." == str(refusal.value)
