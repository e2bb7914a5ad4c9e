"""A project with one feature file for the kit's own steps: what is wrong with them before a run and in it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest
from tests.pytest_plugin.conftest import PLUGINS

from callbook.pytest_plugin import dry_run
from callbook.record import RanScenario, read_stream


class Feature:
    """One feature file, in a folder of its own.

    Attributes:
        root: the folder.
    """

    def __init__(self, pytester: pytest.Pytester) -> None:
        self._pytester = pytester
        self.root = pytester.path
        pytester.makeini("[pytest]\naddopts = --import-mode=importlib")

    def write(self, *scenarios: str, tags: str = "") -> None:
        """Write scenarios, S1, S2 ..., each given by its steps."""
        told = "".join(
            f"  {tags}\n  Scenario: S{number}\n{indent(dedent(steps).strip(chr(10)), '    ')}\n"
            for number, steps in enumerate(scenarios, start=1)
        )
        (self.root / "x.feature").write_text(f"Feature: F\n{told}", encoding="utf-8")

    def add_steps(self, text: str) -> None:
        """Write steps of the project's own."""
        (self.root / "conftest.py").write_text(dedent(text), encoding="utf-8")

    def problems(self) -> list[str]:
        """Return what a dry run finds wrong: of each problem its first line, without the place."""
        found = dry_run([Path("x.feature")]).problems
        return [each.text.splitlines()[0] for each in found]

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        return self._pytester.runpytest_inprocess(*PLUGINS, "-p", "no:cacheprovider", *arguments)

    def failures(self, *arguments: str) -> dict[str, tuple[str, str]]:
        """Run, and return of each scenario that failed the step, and what it got instead of what it expected."""
        self.run(*arguments)
        return {
            each.name: (each.failure.place.partition("  (")[0], each.failure.got)
            for each in self.played()
            if each.failure is not None
        }

    def played(self) -> list[RanScenario]:
        """Return what the last run wrote of its scenarios."""
        return read_stream(self.root / ".callbook/last-run").played


@pytest.fixture
def feature(pytester: pytest.Pytester) -> Feature:
    """Give an empty project."""
    return Feature(pytester)
