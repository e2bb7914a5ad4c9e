"""The event stream of a run, the one account of it: written while it goes, held against pytest's own totals, read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import msgspec
import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.collect.collecting import IN_A_FEATURE, READ, FeatureFile
from callbook.pytest_plugin.collect.problems import FeatureTrouble, Problem
from callbook.pytest_plugin.run.recording import Recorder
from callbook.pytest_plugin.run.scenario_results import RESULT
from callbook.pytest_plugin.run.step_definitions import described
from callbook.record import (
    STREAM_FILE,
    FeatureDocument,
    FeatureRefused,
    ScenarioResult,
    Status,
    StepDefinitionUsed,
    Stream,
    StreamWriter,
    read_stream,
)

_FROM_GOOD_TO_BAD = {"passed": 0, "xpassed": 0, "skipped": 1, "xfailed": 1, "failed": 2, "error": 3}
_OUTCOMES = ("passed", "skipped", "failed", "error")
_SHOWN_AT_MOST = 10


_REFUSED = "callbook_refused"
"""The attribute of a report of collecting that says what is wrong, from an xdist worker as well."""


class MessageStream:
    """Writes the stream in the one process that writes (with xdist the controller), and reads it when it is whole.

    Args:
        config: of the run.
        recorder: in whose folder the stream lies.
        refused: the feature files that cannot be run.

    Attributes:
        result: what was written, once the run has ended; nothing before, or if it held no scenario.
        trouble: why that cannot be read any more; empty if it can.
    """

    def __init__(self, config: pytest.Config, recorder: Recorder, refused: RefusedFeatures) -> None:
        self._config = config
        self.result = Stream()
        self.trouble = ""
        self._recorder = recorder
        self._refused = refused
        self._writer: StreamWriter | None = None
        self._started_at = float("inf")
        self._stopped_at = 0.0
        self._outcomes: dict[str, str] = {}
        self._differences: list[str] = []

    @cached_property
    def _writes(self) -> bool:
        return not hasattr(self._config, "workerinput") and not self._config.option.collectonly

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write a scenario that has ended, here or in a worker."""
        result: dict[str, Any] | None = getattr(report, RESULT, None)
        if result is not None and self._writer is not None:
            self._outcomes[report.nodeid] = self._writer.case(msgspec.convert(result, ScenarioResult))
            self._stopped_at = max(self._stopped_at, report.stop)
        if IN_A_FEATURE in report.nodeid and report.start:  # a worker that dies leaves no time
            self._started_at = min(self._started_at, report.start)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin, in a run without xdist."""
        self._begin([item.nodeid for item in session.items])

    @pytest.hookimpl(trylast=True, optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Begin, in the controller of an xdist run: no worker has started a test yet."""
        self._begin(ids)

    def _begin(self, ids: list[str]) -> None:
        """Begin, once it is known that there are scenarios among the *ids* of the tests, or that there should be."""
        if not self._writes or self._writer is not None:
            return
        if self._refused or any(IN_A_FEATURE in each for each in ids):
            self._recorder.empty()
            read = self._config.stash.get(READ, dict[str, FeatureDocument]())
            self._writer = StreamWriter(self._recorder.directory / STREAM_FILE, self._config.rootpath, read)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End the stream, and hold it against pytest's own totals: a run whose reports would lie fails."""
        self._begin([])
        if self._writer is None:
            return
        for refused in self._refused:
            self._writer.refused(refused)
        self._differences = list(self._compare())
        success = session.exitstatus == pytest.ExitCode.OK and not self._differences
        self._writer.finish(success=success, seconds=max(self._stopped_at - self._started_at, 0.0))
        self._writer = None
        self._read()
        if (self.trouble or self._differences) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _read(self) -> None:
        try:
            self.result = read_stream(self._recorder.directory)
        except BadInput as error:
            self.trouble = str(error)

    def _compare(self) -> Iterator[str]:
        reporter: pytest.TerminalReporter | None = self._config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None:
            return
        totals = _totals(reporter.stats)
        for nodeid in sorted(totals.keys() | self._outcomes.keys()):
            counted, written = totals.get(nodeid, "nothing"), self._outcomes.get(nodeid, "nothing")
            if counted != written:
                yield f"{nodeid}: pytest counts {counted}, the stream says {written}"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say that the stream cannot be read, and where it and pytest do not agree."""
        if self.trouble:
            terminalreporter.write_sep("=", "the result of the run cannot be read", red=True)
            terminalreporter.write_line(self.trouble)
        if self._differences:
            terminalreporter.write_sep("=", "the reports do not agree with the run", red=True)
            for line in self._differences[:_SHOWN_AT_MOST]:
                terminalreporter.write_line(line)
            more = len(self._differences) - _SHOWN_AT_MOST
            if more > 0:
                terminalreporter.write_line(f"and {more} more")


def _totals(stats: dict[str, list[Any]]) -> dict[str, str]:
    """Return what pytest itself counts each scenario as; where it counts one twice, the worse."""
    worst: dict[str, int] = {}
    for category, reports in stats.items():
        if category in _FROM_GOOD_TO_BAD:
            for nodeid in (getattr(report, "nodeid", "") for report in reports):
                if IN_A_FEATURE in nodeid:
                    worst[nodeid] = max(worst.get(nodeid, 0), _FROM_GOOD_TO_BAD[category])
    return {nodeid: _OUTCOMES[rank] for nodeid, rank in worst.items()}


class RefusedFeatures:
    """Notes them; iterated, gives each once, in the order of their names."""

    def __init__(self) -> None:
        self._refused: dict[str, FeatureRefused] = {}

    def __len__(self) -> int:
        return len(self._refused)

    def __iter__(self) -> Iterator[FeatureRefused]:
        return (self._refused[feature] for feature in sorted(self._refused))

    def pytest_exception_interact(
        self, node: object, call: pytest.CallInfo[object], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        """Note what is wrong with a feature file."""
        if isinstance(node, FeatureFile) and call.excinfo is not None:
            refused = FeatureRefused(node.nodeid, list(_problems(call.excinfo.value)))
            report.__dict__[_REFUSED] = msgspec.to_builtins(refused)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take what is wrong with a feature file."""
        found: dict[str, Any] | None = getattr(report, _REFUSED, None)
        if found is not None:
            refused = msgspec.convert(found, FeatureRefused)
            self._refused[refused.feature] = refused


def _problems(error: BaseException) -> Iterator[tuple[int, Status, str, list[StepDefinitionUsed]]]:
    if not isinstance(error, FeatureTrouble):
        yield 0, "FAILED", str(error), []
        return
    for problem in error.problems:
        line = problem.place.rpartition(":")[2]
        rivals = [described(each) for each in problem.rivals]
        yield int(line) if line.isdecimal() else 0, _status(problem), problem.text, rivals


def _status(problem: Problem) -> Status:
    if problem.rivals:
        return "AMBIGUOUS"
    return "UNDEFINED" if problem.text.partition("\n")[0] == "nobody defines this step" else "FAILED"
