"""Lint finds in each example configuration exactly what was planted there, and nothing in the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.lint.conftest import JUDGED

from callbook.configuration.environment import read_environment
from callbook.configuration.lint import lint

CONFIGURATIONS = Path(__file__).parents[2] / "examples" / "configurations"


@pytest.mark.parametrize(("folder", "count"), [("small_team", 2), ("multi_tenant_bank", 5), ("legacy_export", 14)])
def test_a_configuration(folder: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule, file and line of each."""
    monkeypatch.chdir(CONFIGURATIONS / folder)
    planted = tomllib.loads(Path("planted.toml").read_text(encoding="utf-8"))
    wanted = [(each["rule"], each["file"], each["line"]) for each in planted["planted"]]
    found = [
        (each.rule, each.file, each.line) for each in lint(read_environment(planted["configuration"]), rules=JUDGED)
    ]
    assert sorted(wanted) == sorted(found)
    assert count == len(wanted)


def test_the_first_example_of_all() -> None:
    """Three people of the contact centre that ships as an example differ on purpose; nothing is wrong otherwise."""
    found = lint(read_environment(CONFIGURATIONS.parent / "contact_center.toml"), rules=JUDGED)
    assert ["CB205", "CB204", "CB203"] == [each.rule for each in found]
