"""For a slip that people make, the step that they mean is the first of those that are named as nearest."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin import dry_run
from callbook.pytest_plugin.catalogue.nearest import nearest

if TYPE_CHECKING:
    from callbook.pytest_plugin.catalogue.definition import Definition

_SLIPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("slips.toml").read_text("utf-8"))["slip"]
FIRST = 41
"""How often the right one comes first."""


def _first(written: str, definitions: list[Definition]) -> str:
    keyword, _, text = written.partition(" ")
    near = nearest(keyword, text, definitions)
    return re.sub(r"\{[^{}]*\}", "{}", str(near[0])) if near else ""


def test_it_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve slips that were seen to be answered wrongly, and thirty more."""
    monkeypatch.chdir(tmp_path)
    definitions = [entry.definition for entry in dry_run(()).entries]
    pairs = [(each["meant"], _first(each["written"], definitions)) for each in _SLIPS]
    wrong = [pair for pair in pairs if pair[0] != pair[1]]
    assert 42 == len(_SLIPS)
    assert len(_SLIPS) - FIRST == len(wrong), wrong
