"""Writes the event stream of a run while it goes, and holds it against pytest's own totals."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import cached_property
from typing import Any

import msgspec
import pytest
from pytest_bdd.parser import Step

from callbook.core import instant_of
from callbook.lab import Lab
from callbook.pytest_plugin.collect.collecting import IN_A_FEATURE, READ, FeatureFile
from callbook.pytest_plugin.collect.problems import FeatureTrouble, Problem
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB
from callbook.pytest_plugin.run.failure import SECTION
from callbook.pytest_plugin.run.recording import LINE, Recorder
from callbook.pytest_plugin.run.step_definitions import StepDefinitions, told_of
from callbook.record import (
    STREAM_FILE,
    CaseTold,
    DefinitionTold,
    FeatureDocument,
    FeatureRefused,
    Status,
    StepTold,
    Stream,
    StreamWriter,
    read_stream,
)

CASE, REFUSED = "callbook_case", "callbook_refused"
"""The attributes of reports that carry what is told to whoever writes, from an xdist worker as well."""

_STEPS = pytest.StashKey[list[StepTold]]()
_TROUBLE = pytest.StashKey[dict[str, StepTold]]()
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
_FROM_GOOD_TO_BAD = {"passed": 0, "xpassed": 0, "skipped": 1, "xfailed": 1, "failed": 2, "error": 3}
_OUTCOMES = ("passed", "skipped", "failed", "error")
_TOLD_AT_MOST = 10


class MessageStream:
    """Notes what becomes of each step; the one process that writes (with xdist the controller) writes it.

    Args:
        config: of the run.
        recorder: in whose folder the stream lies.
    """

    def __init__(self, config: pytest.Config, recorder: Recorder) -> None:
        self._config = config
        self._recorder = recorder
        self._definitions = StepDefinitions(config.rootpath)
        self._writer: StreamWriter | None = None
        self._is_written = False
        self._refused: dict[str, FeatureRefused] = {}
        self._outcomes: dict[str, str] = {}
        self._differences: list[str] = []

    @cached_property
    def _writes(self) -> bool:
        return not hasattr(self._config, "workerinput") and not self._config.option.collectonly

    # What becomes of a step.

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step, step_func: Any) -> None:  # noqa: ANN401 - as pytest-bdd
        """Note the step that begins."""
        told = StepTold(began=_now(request.node), definition=self._definitions.told(step, step_func))
        request.node.stash.setdefault(_STEPS, []).append(told)

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Note that it passed."""
        step = request.node.stash[_STEPS][-1]
        step.status, step.ended = "PASSED", _now(request.node)

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest) -> None:
        """Note when it failed; how, the report of the whole scenario will say."""
        request.node.stash[_STEPS][-1].ended = _now(request.node)

    # What becomes of a scenario.

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what went wrong in a phase; the last report carries all to where it is written."""
        report = yield
        if FACTS in item.stash:
            if not report.passed:
                item.stash.setdefault(_TROUBLE, {})[report.when] = _trouble(report, call)
            if report.when == "teardown":
                report.__dict__[CASE] = msgspec.to_builtins(_case(item))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write a scenario that has ended, here or in a worker."""
        told: dict[str, Any] | None = getattr(report, CASE, None)
        if told is not None and self._writer is not None:
            self._outcomes[report.nodeid] = self._writer.case(msgspec.convert(told, CaseTold))

    # What becomes of a feature file that cannot be run.

    def pytest_exception_interact(
        self, node: object, call: pytest.CallInfo[object], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        """Note what is wrong with a feature file."""
        if isinstance(node, FeatureFile) and call.excinfo is not None:
            refused = FeatureRefused(node.nodeid, list(_problems(call.excinfo.value)))
            report.__dict__[REFUSED] = msgspec.to_builtins(refused)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take what is wrong with a feature file; every worker says it."""
        told: dict[str, Any] | None = getattr(report, REFUSED, None)
        if told is not None:
            refused = msgspec.convert(told, FeatureRefused)
            self._refused[refused.feature] = refused

    # The stream as a whole.

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin, in a run without xdist."""
        self._begin([item.nodeid for item in session.items])

    @pytest.hookimpl(trylast=True, optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Begin, in the controller of an xdist run."""
        self._begin(ids)

    def _begin(self, ids: list[str]) -> None:
        if not self._writes or self._writer is not None:
            return
        features = [IN_A_FEATURE, *ids] if self._refused else ids
        if any(IN_A_FEATURE in each for each in features):
            self._recorder.begin(features)
            read = self._config.stash.get(READ, dict[str, FeatureDocument]())
            self._writer = StreamWriter(self._recorder.directory / STREAM_FILE, self._config.rootpath, read)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End the stream, and hold it against pytest's own totals: a run whose reports would lie fails."""
        self._begin([])
        if self._writer is None:
            return
        for feature in sorted(self._refused):
            self._writer.refused(self._refused[feature])
        self._differences = list(self._compare())
        if self._differences and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self._writer.finish(success=session.exitstatus == pytest.ExitCode.OK)
        self._writer, self._is_written = None, True

    def read(self) -> Stream:
        """Read what was written; nothing, if the run held no scenario."""
        return read_stream(self._recorder.directory) if self._is_written else Stream()

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
        """Say where the stream and pytest do not agree."""
        if self._differences:
            terminalreporter.write_sep("=", "the reports do not agree with the run", red=True)
            for line in self._differences[:_TOLD_AT_MOST]:
                terminalreporter.write_line(line)
            more = len(self._differences) - _TOLD_AT_MOST
            if more > 0:
                terminalreporter.write_line(f"and {more} more")


def _now(item: pytest.Item) -> int | None:
    lab = item.stash.get(LAB, None)
    return lab.clock.instant if isinstance(lab, Lab) else None


def _case(item: pytest.Item) -> CaseTold:
    """Tell a scenario that has ended, and forget it: whoever runs it again begins anew."""
    facts = item.stash[FACTS]
    trouble, steps = item.stash.setdefault(_TROUBLE, {}), item.stash.setdefault(_STEPS, [])
    item.stash[_STEPS], item.stash[_TROUBLE] = [], {}
    _settle(steps, trouble.get("call"))
    lab = item.stash.get(LAB, None)
    ladder = ""
    if isinstance(lab, Lab):
        for step in steps:
            step.began = instant_of(lab.start) if step.began is None else step.began
    if lab is not None and any(each.status == "FAILED" for each in trouble.values()):
        ladder = item.config.hook.pytest_callbook_ladder(lab=lab) or ""
    trace = item.stash[LINE]["trace"] or ""
    return CaseTold(facts.feature, facts.line, steps, trouble.get("setup"), trouble.get("teardown"), trace, ladder)


def _settle(steps: list[StepTold], trouble: StepTold | None) -> None:
    """Say of the last step that began what went wrong with the scenario."""
    if trouble is None:
        return
    if not steps:
        steps.append(StepTold())
    last = steps[-1]
    last.status, last.message, last.error = trouble.status, trouble.message, trouble.error


def _trouble(report: pytest.TestReport, call: pytest.CallInfo[None]) -> StepTold:
    if hasattr(report, "wasxfail"):
        return StepTold("PENDING", message=f"expected to fail: {report.wasxfail}".removesuffix(": "))
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        return StepTold("SKIPPED", message=reason.removeprefix("Skipped: "))
    text = _ADDRESS.sub("0x...", report.longreprtext)
    message = _ADDRESS.sub("0x...", dict(report.sections).get(SECTION, text))
    if call.excinfo is None:
        return StepTold("FAILED", message=message)
    error = (call.excinfo.typename, _ADDRESS.sub("0x...", str(call.excinfo.value)), text)
    return StepTold("FAILED", message=message, error=error)


def _problems(error: BaseException) -> Iterator[tuple[int, Status, str, list[DefinitionTold]]]:
    if not isinstance(error, FeatureTrouble):
        yield 0, "FAILED", str(error), []
        return
    for problem in error.problems:
        line = problem.place.rpartition(":")[2]
        rivals = [told_of(each) for each in problem.rivals]
        yield int(line) if line.isdecimal() else 0, _status(problem), problem.text, rivals


def _status(problem: Problem) -> Status:
    if problem.rivals:
        return "AMBIGUOUS"
    return "UNDEFINED" if problem.text.partition("\n")[0] == "nobody defines this step" else "FAILED"


def _totals(stats: dict[str, list[Any]]) -> dict[str, str]:
    """Give what pytest itself counts each scenario as; where it counts one twice, the worse."""
    worst: dict[str, int] = {}
    for category, reports in stats.items():
        if category in _FROM_GOOD_TO_BAD:
            for nodeid in (getattr(report, "nodeid", "") for report in reports):
                if IN_A_FEATURE in nodeid:
                    worst[nodeid] = max(worst.get(nodeid, 0), _FROM_GOOD_TO_BAD[category])
    return {nodeid: _OUTCOMES[rank] for nodeid, rank in worst.items()}
