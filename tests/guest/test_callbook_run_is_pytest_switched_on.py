"""`callbook run PATHS...` is pytest with the plugin, in any folder: what else stands there, pytest takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

STEPS = """
from pytest_bdd import given


@given("a step")
def _():
    pass


@given("a failing step")
def _():
    assert False
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of features, as the current one; no pytest that is started asks for the plugin by itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTEST_PLUGINS", "pytest_bdd.plugin")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:cacheprovider")
    (tmp_path / "conftest.py").write_text(STEPS, encoding="utf-8")
    text = "Feature: F\n  Scenario: one\n    Given a step\n  Scenario: two\n    Given a failing step\n"
    (tmp_path / "x.feature").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "last"),
    [
        ((".", "-q", "--scenario", "one"), pytest.ExitCode.OK, "1 passed, 1 deselected in"),
        ((".", "--", "-q", "--tb=no"), pytest.ExitCode.TESTS_FAILED, "1 failed, 1 passed in"),
    ],
)
def test_it_runs_features(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, last: str
) -> None:
    """The exit code is pytest's; arguments are handed on as they are, or behind two dashes."""
    with pytest.raises(SystemExit) as ended:
        main(["run", *arguments])
    assert code == ended.value.code
    assert capfd.readouterr().out.splitlines()[-1].startswith(last)
    assert (folder / ".callbook" / "last-run" / "messages.ndjson").is_file()
