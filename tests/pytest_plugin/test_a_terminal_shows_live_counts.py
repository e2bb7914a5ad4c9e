"""At a terminal the run shows counts and the slowest scenario; elsewhere pytest's plain dots."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest
from rich.console import Console

from callbook.pytest_plugin.result.progress import LiveProgress
from callbook.pytest_plugin.whole import live_progress

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = "Feature: F\n  Scenario: S\n    When Anna declines\n"
FIRST, SECOND, THIRD = "x.feature::One", "x.feature::Two", "x.feature::Three"


def report(
    nodeid: str,
    outcome: Literal["passed", "failed", "skipped"],
    when: Literal["setup", "call", "teardown"] = "call",
    *,
    seconds: float = 0.0,
) -> pytest.TestReport:
    """Make the report of one phase."""
    return pytest.TestReport(nodeid, ("x.feature", 0, nodeid), {}, outcome, None, when, duration=seconds)


class Terminal:
    """A display on a terminal of memory."""

    def __init__(self) -> None:
        self._screen = StringIO()
        self.reporter = cast("Any", SimpleNamespace(showfspath=True))
        console = Console(file=self._screen, force_terminal=True, width=120, color_system=None)
        self.display = LiveProgress(console, self.reporter)

    def see(self, *reports: pytest.TestReport) -> str:
        """Hand over the reports and give all that was written."""
        for each in reports:
            self.display.pytest_runtest_logreport(each)
        self.display.pytest_sessionfinish()
        return self._screen.getvalue()

    def last_lines(self) -> list[str]:
        """Give what is written when the run has ended."""
        lines: list[str] = []
        self.display.pytest_terminal_summary(cast("Any", SimpleNamespace(write_line=lines.append)))
        return lines


@pytest.fixture
def terminal() -> Terminal:
    """Give a terminal."""
    return Terminal()


def test_counts_follow_the_reports(terminal: Terminal) -> None:
    """A scenario counts once, when it is decided; a failure is named at once."""
    terminal.display.begin([FIRST, SECOND, THIRD])
    seen = terminal.see(
        report(FIRST, "passed", "setup"),
        report(FIRST, "passed"),
        report(FIRST, "passed", "teardown"),
        report(SECOND, "failed"),
        report(SECOND, "failed", "teardown"),
        report(THIRD, "skipped", "setup"),
    )
    assert "3/3 1 passed 1 failed 1 skipped" in seen
    assert f"failed {SECOND}" in seen


def test_the_slowest_scenario_is_named(terminal: Terminal) -> None:
    """By all its phases together, while the run goes and in its last lines."""
    terminal.display.begin([FIRST, SECOND])
    seen = terminal.see(
        report(FIRST, "passed", seconds=0.3),
        report(SECOND, "passed", "setup", seconds=0.2),
        report(SECOND, "passed", seconds=0.2),
        report(FIRST, "passed", "teardown", seconds=0.05),
    )
    shown = dict.fromkeys(re.findall(r"slowest[^\x1b\r\n]*", seen))  # it is painted again as the display ends
    assert [f"slowest: 0.30 s, {FIRST}", f"slowest: 0.40 s, {SECOND}"] == list(shown)
    assert [f"slowest: 0.40 s, {SECOND}"] == terminal.last_lines()


def test_no_scenario_no_slowest(terminal: Terminal) -> None:
    """A run that was shown by pytest alone, or that had nothing to show, ends without the line."""
    terminal.see(report("test_x.py::test_one", "passed"))
    assert [] == terminal.last_lines()


def test_no_dots_stand_in_the_display(terminal: Terminal) -> None:
    """Pytest counts each report as ever, without writing a letter."""
    terminal.display.begin([FIRST])
    status = terminal.display.pytest_report_teststatus
    assert ("", "", "") == status(report(FIRST, "passed", "setup"))
    assert ("passed", "", "") == status(report(FIRST, "passed"))
    assert ("error", "", "") == status(report(FIRST, "failed", "teardown"))
    expected_to_fail = report(FIRST, "skipped")
    expected_to_fail.__dict__["wasxfail"] = "known"
    assert status(expected_to_fail) is None


@pytest.mark.parametrize("ids", [[], ["test_x.py::test_one"], [FIRST, "test_x.py::test_one"]])
def test_other_tests_keep_their_dots(terminal: Terminal, ids: list[str]) -> None:
    """A run that holds anything but scenarios is shown by pytest alone."""
    terminal.display.begin(ids)
    assert terminal.display.pytest_report_teststatus(report(FIRST, "passed")) is None
    assert "" == terminal.see(report(FIRST, "passed"))


def test_pytest_words_return_for_the_summary(terminal: Terminal) -> None:
    """When the display is gone, pytest says FAILED in its own words."""
    terminal.display.begin([FIRST])
    terminal.see(report(FIRST, "failed"))
    assert terminal.display.pytest_report_teststatus(report(FIRST, "failed")) is None


def test_every_xdist_worker_collects_the_same(terminal: Terminal) -> None:
    """The first worker's tests set the total; the second's change nothing."""
    terminal.display.pytest_xdist_node_collection_finished([FIRST])
    terminal.display.pytest_xdist_node_collection_finished([FIRST, SECOND])
    assert "1/1" in terminal.see(report(FIRST, "passed"))


@pytest.mark.parametrize(("collect_only", "shown"), [(False, True), (True, False)])
def test_a_run_without_xdist_begins_after_collection(terminal: Terminal, collect_only: bool, shown: bool) -> None:  # noqa: FBT001
    """The display starts when the scenarios are known, unless they are only listed."""
    config = SimpleNamespace(option=SimpleNamespace(collectonly=collect_only))
    session: Any = SimpleNamespace(items=[SimpleNamespace(nodeid=FIRST)], config=config)
    terminal.display.pytest_collection_finish(session)
    assert shown == ("1/1" in terminal.see(report(FIRST, "passed")))


@pytest.mark.parametrize(
    ("is_terminal", "verbosity", "shown"),
    [(True, 0, True), (False, 0, False), (True, 1, False), (None, 0, False)],
)
def test_only_a_terminal_has_it(is_terminal: bool | None, verbosity: int, shown: bool) -> None:  # noqa: FBT001
    """No terminal, no reporter at all, or another verbosity asked for: no display."""
    reporter = None if is_terminal is None else SimpleNamespace(isatty=is_terminal)
    plugins = SimpleNamespace(get_plugin={"terminalreporter": reporter}.get)
    config: Any = SimpleNamespace(pluginmanager=plugins, get_verbosity=lambda: verbosity)
    assert shown == (live_progress(config) is not None)


def test_without_a_terminal_dots_are_printed(project: Project) -> None:
    """In a pipe, as in CI, the run is shown by pytest's dots."""
    project.write("x.feature", FEATURE)
    project.run("x.feature").stdout.fnmatch_lines(["x.feature . *"])


@pytest.mark.parametrize("workers", [[], ["-p", "xdist.plugin", "-n", "1"]], ids=["one process", "xdist"])
def test_a_true_terminal_shows_counts_and_no_dots(project: Project, workers: list[str]) -> None:
    """At a terminal the counts come and go, and pytest's summary is left."""
    project.write("x.feature", FEATURE)
    screen = on_a_terminal([sys.executable, "-m", "pytest", "x.feature", *workers], project.root)
    assert "1/1 1 passed 0 failed 0 skipped" in re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert "x.feature ." not in screen
    assert "clauses shown 0 of 48" in screen
    assert re.search(r"\nslowest: \d+\.\d\d s, x.feature::S\r?\n", screen)


def on_a_terminal(command: list[str], folder: Path) -> str:
    """Run a command in a terminal of its own and give what it wrote there."""
    outside, inside = os.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=inside, stderr=inside, cwd=folder, env=environment):  # noqa: S603 - our own
        os.close(inside)
        return b"".join(_chunks(outside)).decode()


def _chunks(terminal: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(terminal, 4096):
            yield chunk
    except OSError:  # Linux says so when the last writer has closed the terminal
        os.close(terminal)
