"""A project that knows nothing of Callbook, run by a pytest that has it installed, pytest-bdd, and no other plugin."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = ("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "callbook.pytest_plugin.entry_point")
"""What pytest loads by itself: of Callbook, its entry point."""

FEATURE = """
    Feature: Bound
      Scenario: one
        Given a step
"""

BINDS = """
    from pytest_bdd import given, scenarios

    scenarios("a.feature")

    @given("a step")
    def _():
        pass
"""


class Foreign:
    """The project: a feature beside the test module that holds its steps and binds it.

    Attributes:
        root: its folder.
        pytester: which runs it.
    """

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.root: Path = pytester.path
        self.pytester = pytester
        self.write("a.feature", FEATURE)
        self.write("test_a.py", BINDS)

    def write(self, name: str, text: str) -> None:
        """Write a file, without the indentation of the test that holds its text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def settings(self, *lines: str) -> None:
        """Write pytest's settings."""
        self.write("pytest.ini", "\n".join(("[pytest]", *lines)))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        return self.pytester.runpytest_inprocess(*INSTALLED, "-p", "no:cacheprovider", *arguments)


@pytest.fixture
def foreign(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Foreign:
    """Give the project; nobody asks for the plugin by the environment either."""
    monkeypatch.delenv("PYTEST_PLUGINS")
    return Foreign(pytester)
