"""`callbook steps` lists the kit's own from a file, a project's as pytest reads them, and looks through no folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docs._extension.kit_steps import kit_steps_now

from callbook.cli.steps_command import is_project
from callbook.pytest_plugin import kit_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

OURS = 'from pytest_bdd import given\n\n@given("a bell of ours")\ndef _():\n    """Ring."""\n'
RINGS = "Feature: F\n  Scenario: S\n    Given a bell of ours\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, the current one, and in it one with steps that nobody looks for."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path / "deep" / "conftest.py", OURS)
    _write(tmp_path / "deep" / "x.feature", RINGS)
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _uses(callbook: Callable[..., Printed], *arguments: str) -> list[str]:
    steps: list[dict[str, Any]] = json.loads(callbook("steps", "bell of ours", "--json", *arguments).out)
    return [use["place"] for [step] in [steps] for use in step["uses"]]


def test_the_file_is_fresh() -> None:
    """It holds what pytest sees from an empty folder; renew it: make steps."""
    assert kit_steps_now() == kit_steps()


def test_an_empty_folder(folder: Path, callbook: Callable[..., Printed]) -> None:
    """All of the kit's, and none of those that stand further down."""
    assert kit_steps() == json.loads(callbook("steps", "--json").out)
    found = json.loads(callbook("steps", "RESCHEDULE", "number", "--json").out)
    assert found == [each for each in kit_steps() if "reschedule" in str(each).casefold() and "number" in str(each)]
    assert "agent: the name of" in callbook("steps", "is logged in").out
    not_found = callbook("steps", "bell of ours")
    assert (1, "No step speaks of 'bell of ours'. Nearest:") == (not_found.code, not_found.err.splitlines()[0])


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("conftest.py", "", True),
        ("features/README.md", "", True),
        ("x.feature", RINGS, True),
        ("pytest.ini", "[pytest]\ncallbook = true\n", True),
        ("../pyproject.toml", '[tool.pytest.ini_options]\ncallbook_config = "centre.toml"\n', True),
        ("pytest.ini", "[pytest]\n", False),
        ("test_a.py", "", False),
    ],
)
def test_a_project(tmp_path: Path, name: str, text: str, *, expected: bool) -> None:
    """A folder where steps may be defined or used, or that asks for the plugin, there or further up."""
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "setup.cfg").touch()
    _write(here / name, text)
    assert expected == is_project(here)


def test_a_projects_own(folder: Path, callbook: Callable[..., Printed]) -> None:
    """They are listed; uses are counted where pytest would look, and never in all that lies below."""
    _write(folder / "conftest.py", OURS)
    assert [] == _uses(callbook)
    _write(folder / "here.feature", RINGS)
    _write(folder / "here.feature.orig", "what an editor has left, which is no feature file")
    assert ["here.feature:3"] == _uses(callbook)
    _write(folder / "pytest.ini", "[pytest]\ntestpaths = acceptance\n")
    _write(folder / "acceptance" / "y.feature", RINGS)
    assert ["acceptance/y.feature:3"] == _uses(callbook)
    _write(folder / "features" / "z.feature", RINGS)
    assert ["features/z.feature:3"] == _uses(callbook)
    assert ["acceptance/y.feature:3"] == _uses(callbook, "--features", "acceptance")
