"""The live display of a run at a terminal: counts, and the slowest scenario so far, instead of a field of dots."""

from __future__ import annotations

import pytest
from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from callbook.pytest_plugin.asking import is_in_a_feature

_COLORS = {"passed": "green", "failed": "red", "skipped": "yellow"}


class LiveProgress:
    """Counts scenarios as they end; a failure is named at once, above the counts.

    It refreshes only between tests: while one runs, pytest has the terminal captured.
    """

    def __init__(self, console: Console, reporter: pytest.TerminalReporter) -> None:
        self._reporter = reporter
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
        )
        self._counts = {"passed": 0, "failed": 0, "skipped": 0}
        self._task = self._progress.add_task("scenarios", total=None, counts=self._text())
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._ended: set[str] = set()
        self._slowest = _Slowest()
        self._total = 0

    def begin(self, ids: list[str]) -> None:
        """Show counts when all tests are scenarios, from the first report on; a mixed run keeps pytest's own."""
        if ids and all(map(is_in_a_feature, ids)):
            self._total = len(ids)
            self._reporter.showfspath = False
            self._progress.update(self._task, total=self._total)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin, in a run without xdist."""
        if not session.config.option.collectonly:
            self.begin([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Begin, in the controller of an xdist run; every worker has collected the same."""
        if not self._total:
            self.begin(ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Keep pytest from writing a dot where the display stands; it counts all the same."""
        if not self._total or hasattr(report, "wasxfail"):
            return None
        if report.when != "call" and report.passed:
            return "", "", ""
        is_error = report.when != "call" and report.failed
        return "error" if is_error else report.outcome, "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count an item when it is decided: at its call, or where it ended before or after."""
        if not self._total:
            return
        self._slowest.add(report)
        if report.when != "call" and report.passed:
            return
        self._live.start()
        if report.failed:
            self._live.console.print(Text.assemble(("failed", "red"), f" {report.nodeid}"))
        if report.nodeid not in self._ended:
            self._ended.add(report.nodeid)
            self._counts[report.outcome] += 1
        self._progress.update(self._task, completed=len(self._ended), counts=self._text())
        self._live.update(Group(self._progress, self._slowest.text()), refresh=True)

    def _text(self) -> str:
        parts = (f"[{_COLORS[outcome]}]{count} {outcome}[/]" for outcome, count in self._counts.items())
        return " ".join(parts)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Leave the terminal, and the words of the summary, to pytest."""
        self._live.stop()
        self._total = 0

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Leave the slowest scenario behind when the display has gone."""
        if self._ended:
            terminalreporter.write_line(self._slowest.text().plain)


class _Slowest:
    """The scenario that has taken longest so far, by the wall, with set-up and clean-up."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._nodeid = ""

    def add(self, report: pytest.TestReport) -> None:
        """Add a phase."""
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0.0) + report.duration
        if self._seconds[report.nodeid] > self._seconds.get(self._nodeid, -1.0):
            self._nodeid = report.nodeid

    def text(self) -> Text:
        """Return a line about it, no wider than the terminal."""
        seconds = self._seconds[self._nodeid]
        return Text(f"slowest: {seconds:.2f} s, {self._nodeid}", "dim", no_wrap=True, overflow="ellipsis")
