"""The event stream of a run, the one account of it: written while it goes, held against pytest's own totals, read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from callbook.pytest_plugin.asking import is_in_a_feature
from callbook.pytest_plugin.collect.collecting import READ, FeatureFile
from callbook.pytest_plugin.collect.problems import FeatureTrouble
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.collect.step_use import STEP_USE
from callbook.pytest_plugin.result.commit import commit_of
from callbook.pytest_plugin.run.fixture_hooks import FIXTURE_HOOKS
from callbook.pytest_plugin.run.run_folder import RunFolder
from callbook.pytest_plugin.run.scenario_results import OF_RUN, RESULT, SCENARIO_RESULTS
from callbook.record import (
    STREAM_FILE,
    FeatureDocument,
    FeatureRefused,
    ScenarioResult,
    Status,
    Stream,
    StreamWriter,
    Surroundings,
    Tally,
    read_stream,
)

_FROM_GOOD_TO_BAD = {"passed": 0, "xpassed": 0, "skipped": 1, "xfailed": 1, "failed": 2, "error": 3}
_OUTCOMES = ("passed", "skipped", "failed", "error")
_FINAL = frozenset({"passed", "failed", "skipped"})
"""What pytest calls the end of a phase; whoever runs a test again calls it otherwise, and says so in the report."""
_SHOWN_AT_MOST = 10


FOLDER = "callbook_folder"
"""The name under which a worker of an xdist run is told where to write."""

_REFUSED = "callbook_refused"
"""The attribute of a report of collecting that says what is wrong, from an xdist worker as well."""


class MessageStream:
    """Writes the stream in the one process that writes (with xdist the controller), and reads it when it is whole.

    Args:
        config: of the run.
        folder: of the run, where the stream lies.
        refused: the feature files that cannot be run.

    Attributes:
        folder: as given.
        tally: of what was written, once the run has ended; nothing before, or if it held no scenario.
    """

    def __init__(self, config: pytest.Config, folder: RunFolder, refused: RefusedFeatures) -> None:
        self._config = config
        self._is_in_charge = not hasattr(config, "workerinput") and not config.option.collectonly
        self.tally = Tally()
        self.folder = folder
        self._refused = refused
        self._writer: StreamWriter | None = None
        self._started_at = float("inf")
        self._stopped_at = 0.0
        self._scenarios: set[str] = set()
        self._attempts: dict[tuple[str, str], list[Any]] = {}
        self._again: set[str] = set()
        self._written: Counter[tuple[str, str]] = Counter()
        self._outcomes: dict[str, str] = {}
        self._differences: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take how a scenario has ended, here or in a worker: every attempt at it so far."""
        attempts: list[Any] | None = getattr(report, RESULT, None)
        if attempts is not None and self._is_in_charge:
            self._begin(0)  # a scenario that a module binds: with xdist nobody has said so before
            self._scenarios.add(report.nodeid)
            # By worker: with `--dist each` every one of them runs every test.
            self._attempts[report.nodeid, getattr(report, "worker_id", "")] = attempts
            self._stopped_at = max(self._stopped_at, report.stop)
        if report.outcome not in _FINAL:
            self._again.add(report.nodeid)
        if report.start:  # a worker that dies leaves no time
            self._started_at = min(self._started_at, report.start)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Write it, unless it is run again."""
        if nodeid in self._again:
            self._again.discard(nodeid)
        else:
            for key in [each for each in self._attempts if each[0] == nodeid]:
                self._write(*key)

    def _write(self, nodeid: str, worker: str) -> None:
        attempts = self._attempts.pop((nodeid, worker))[self._written[nodeid, worker] :]
        if attempts:  # none where somebody reports the end of one twice
            self._written[nodeid, worker] += len(attempts)
            outcome = self._begin(0).case(msgspec.convert(attempts, list[ScenarioResult]))
            earlier = self._outcomes.get(nodeid, outcome)
            self._outcomes[nodeid] = max(outcome, earlier, key=_OUTCOMES.index)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin, in a run without xdist, if there are scenarios, or if there should be."""
        facts = [item.stash[FACTS] for item in session.items if FACTS in item.stash]
        if self._is_in_charge and (facts or self._refused) and not _has_workers(session.config):
            writer = self._begin(len(facts))
            writer.pickles((each.feature, each.line) for each in facts)
            writer.project(*session.config.stash[STEP_USE].project())

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:  # noqa: ANN401 - xdist gives its class no name to import
        """Take the folder, in the controller of an xdist run, before a worker writes into it."""
        self.folder.begin()
        node.workerinput[FOLDER] = str(self.folder.path)

    @pytest.hookimpl(trylast=True, optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Begin, in the controller of an xdist run: no worker has started a test yet."""
        planned = sum(map(is_in_a_feature, ids))
        if planned or self._refused:
            self._begin(planned)

    def _begin(self, planned: int) -> StreamWriter:
        if self._writer is None:
            self.folder.begin()
            read = self._config.stash.get(READ, dict[str, FeatureDocument]())
            self._writer = StreamWriter(self.folder.path / STREAM_FILE, self._config.rootpath, planned, read)
        return self._writer

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End the stream, and hold it against pytest's own totals: a run whose reports would lie fails."""
        if not self._is_in_charge:
            return
        broken_off = session.config.stash[SCENARIO_RESULTS].broken_off()
        if broken_off is not None:
            self._attempts[broken_off[0], ""] = [broken_off[1]]
        if self._attempts or self._refused:
            self._begin(0)
        if self._writer is None:
            self.folder.end(has_result=False)
            return
        for key in list(self._attempts):  # of a worker that died, or broken off in the debugger
            self._write(*key)
        for refused in self._refused:
            self._writer.refused(refused)
        self._writer.project(*self._config.stash[STEP_USE].project())
        self._writer.run_hooks(self._config.stash[FIXTURE_HOOKS].of_run)
        self._differences = list(self._compare())
        success = session.exitstatus == pytest.ExitCode.OK and not self._differences
        self._writer.finish(success=success, surroundings=self._surroundings())
        self.tally, self._writer = self._writer.tally, None
        self.folder.end(has_result=True)
        if self._differences and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _surroundings(self) -> Surroundings:
        has_begun = self._started_at <= self._stopped_at
        return Surroundings(
            began=self._started_at if has_begun else 0.0,
            seconds=self._stopped_at - self._started_at if has_begun else 0.0,
            configuration=self._config.option.callbook_config or "",
            commit=commit_of(self._config.rootpath),
        )

    def read(self) -> Stream:
        """Return what was written, once the run has ended; nothing if it held no scenario.

        Raises:
            BadInput: it cannot be read any more.
        """
        return read_stream(self.folder.path) if self.tally.scenarios else Stream()

    def _compare(self) -> Iterator[str]:
        reporter: pytest.TerminalReporter | None = self._config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None:
            return
        totals = _totals(reporter.stats, self._scenarios)
        for nodeid in sorted(totals.keys() | self._outcomes.keys()):
            counted, written = totals.get(nodeid, "nothing"), self._outcomes.get(nodeid, "nothing")
            if counted != written:
                yield f"{nodeid}: pytest counts {counted}, the stream says {written}"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the stream and pytest do not agree."""
        if self._differences:
            terminalreporter.write_sep("=", "the reports do not agree with the run", red=True)
            for line in self._differences[:_SHOWN_AT_MOST]:
                terminalreporter.write_line(line)
            more = len(self._differences) - _SHOWN_AT_MOST
            if more > 0:
                terminalreporter.write_line(f"and {more} more")


def _has_workers(config: pytest.Config) -> bool:
    return config.pluginmanager.has_plugin("dsession")


def _totals(stats: dict[str, list[Any]], scenarios: set[str]) -> dict[str, str]:
    """Return what pytest itself counts each scenario as; where it counts one twice, the worse."""
    worst: dict[str, int] = {}
    for category, reports in stats.items():
        if category in _FROM_GOOD_TO_BAD:
            for nodeid in (getattr(each, "nodeid", "") for each in reports if not hasattr(each, OF_RUN)):
                if is_in_a_feature(nodeid) or nodeid in scenarios:
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


def _problems(error: BaseException) -> Iterator[tuple[int, Status, str]]:
    if not isinstance(error, FeatureTrouble):
        yield 0, "FAILED", str(error)
        return
    for problem in error.problems:
        line = problem.place.rpartition(":")[2]
        yield int(line) if line.isdecimal() else 0, problem.status, problem.text
