"""Counts the scenarios that ran and that no report holds: those that a test module binds by itself.

Recordings, the event stream and the reports made of it are of feature files that pytest is given.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from callbook.pytest_plugin.collect.bound import is_bound
from callbook.pytest_plugin.collect.scenario_facts import FACTS

_UNREPORTED = "callbook_unreported"
"""The attribute of a report that says that its scenario is one of these, from an xdist worker as well."""


class UnreportedScenarios:
    """Counts these scenarios, and says it at the end: nobody takes a report for more than it is."""

    def __init__(self) -> None:
        self._count = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note a scenario that a test module binds."""
        report = yield
        if report.when == "teardown" and FACTS not in item.stash and is_bound(item):
            report.__dict__[_UNREPORTED] = True
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count it."""
        self._count += hasattr(report, _UNREPORTED)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many there were, and the way out."""
        if self._count:
            what = "1 scenario" if self._count == 1 else f"{self._count} scenarios"
            reported = "in no recording and no report. Give pytest their feature files instead."
            terminalreporter.write_line(f"{what} bound by test modules: {reported}", yellow=True)
