"""At the end of a run: definitions to paste for the steps that nobody defines, in one piece for all scenarios."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import msgspec
import pytest

from callbook.pytest_plugin.catalogue.snippet import Missing, definitions_to_paste
from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.collect.problems import DEFINE_MISSING_STEPS

_MISSING = "callbook_missing"
"""The attribute of a report that says what its scenario misses, from an xdist worker as well."""


class MissingSteps:
    """Gathers them from the scenarios that were run."""

    def __init__(self) -> None:
        self._missing: dict[Missing, None] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what a scenario misses that has failed."""
        report = yield
        if report.failed and PLAN in item.stash:
            problems = (planned.problem for planned in item.stash[PLAN].steps)
            report.__dict__[_MISSING] = [
                msgspec.to_builtins(each.missing) for each in problems if each is not None and each.missing
            ]
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take it."""
        found: list[dict[str, Any]] = getattr(report, _MISSING, [])
        self._missing.update(dict.fromkeys(msgspec.convert(each, Missing) for each in found))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write what can be pasted."""
        if self._missing:
            terminalreporter.write_sep("-", "steps that nobody defines")
            terminalreporter.write_line(f"{DEFINE_MISSING_STEPS}\n\n{definitions_to_paste(self._missing)}")
