"""Keeping what each scenario recorded: one trace file each, and `run.ndjson` with a line for every scenario."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Generator
from pathlib import Path, PurePosixPath
from typing import TypedDict

import pytest

from callbook.pytest_plugin.collect.collecting import IN_A_FEATURE
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, ScenarioFacts
from callbook.pytest_plugin.run.goldens import RENEWED

RUN_FILE = "run.ndjson"
RUN_LINE = "callbook_run_line"
"""The attribute of a teardown report that carries the scenario's line, from an xdist worker as well."""


class RunLine(TypedDict):
    """One line of `run.ndjson`: JSON, so lists and not tuples.

    `outcome` is `passed`, `failed`, `skipped` or `error` (set-up or clean-up failed); `seconds` is wall
    time; `trace` is relative to the folder, None without a Lab; `shows` holds coverage points, each
    [kind, name, value], for example ["privilege", "Can Decline", "withheld"].
    """

    feature: str
    scenario: str
    line: int
    tags: list[str]
    clauses: list[str]
    outcome: str
    seconds: float
    trace: str | None
    shows: list[list[str]]


PHASES = pytest.StashKey[dict[str, pytest.TestReport]]()
LINE = pytest.StashKey[RunLine]()


class Recorder:
    """Writes the traces of one pytest run; the controller of an xdist run keeps the lines of all workers.

    Attributes:
        directory: absolute.
        lines: of the scenarios that have ended so far.
        goldens: what became of the golden recordings that were renewed.

    Raises:
        UsageError: the folder holds something that no earlier run has written; it would be emptied.
    """

    def __init__(self, directory: Path, *, is_worker: bool) -> None:
        self.directory = directory
        self.lines: list[RunLine] = []
        self.goldens: list[str] = []
        self.started_at = float("inf")
        self.stopped_at = 0.0
        self._is_worker = is_worker
        self._begun = False
        if not is_worker:
            _refuse_foreign(directory)

    def begin(self, ids: list[str]) -> None:
        """Empty the folder, once it is known that there are scenarios among the *ids* of the tests."""
        if self._begun or self._is_worker or not any(IN_A_FEATURE in each for each in ids):
            return
        self._begun = True
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        self._write_lines()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin, in a run without xdist."""
        if not session.config.option.collectonly:
            self.begin([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Begin, in the controller of an xdist run: no worker has started a test yet."""
        self.begin(ids)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note how each phase ended; the last report carries the line to where it is written."""
        report = yield
        item.stash.setdefault(PHASES, {})[report.when] = report
        if report.when == "teardown" and LINE in item.stash:
            report.__dict__[RUN_LINE] = item.stash[LINE]
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Keep the recording when the fixtures are gone: a clean-up that fails belongs to the scenario."""
        try:
            result = yield
        except BaseException:
            self._keep(item, "error")
            raise
        self._keep(item, _outcome(item.stash[PHASES]))
        return result

    def _keep(self, item: pytest.Item, outcome: str) -> None:
        if FACTS not in item.stash:
            return
        facts = item.stash[FACTS]
        phases = item.stash[PHASES].values()
        line = run_line(facts, outcome, seconds=sum(report.duration for report in phases))
        item.stash[LINE] = line
        if LAB in item.stash:
            self._keep_recording(item, facts, line)

    def _keep_recording(self, item: pytest.Item, facts: ScenarioFacts, line: RunLine) -> None:
        lab = item.stash[LAB]
        trace = trace_path(facts)
        path = self.directory / trace
        path.parent.mkdir(parents=True, exist_ok=True)
        written = item.config.hook.pytest_callbook_write_trace(lab=lab, path=path, facts=facts, outcome=line["outcome"])
        line["trace"] = str(trace) if written else None
        line["shows"] = [list(point) for point in lab.shown()]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the line of a scenario that has ended, here or in a worker."""
        if report.when == "teardown":
            self.goldens += [str(told) for name, told in report.user_properties if name == RENEWED]
        line: RunLine | None = getattr(report, RUN_LINE, None)
        if line is not None:
            self.lines.append(line)
            self.stopped_at = max(self.stopped_at, report.stop)
        if IN_A_FEATURE in report.nodeid and report.start:  # a worker that dies leaves no time
            self.started_at = min(self.started_at, report.start)

    def pytest_sessionfinish(self) -> None:
        """Write the lines, in the order of the files: workers finish in any order."""
        if self._begun:
            self._write_lines()

    def _write_lines(self) -> None:
        lines = sorted(self.lines, key=lambda line: (line["feature"], line["line"], line["scenario"]))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (self.directory / RUN_FILE).write_text(text, encoding="utf-8")


def trace_path(facts: ScenarioFacts) -> PurePosixPath:
    """Name the trace file of a scenario: `features/flows/offered/0012-the-bell-rings.ndjson`."""
    slug = re.sub(r"[^\w]+", "-", facts.scenario.casefold()).strip("-")[:60]
    feature = PurePosixPath(facts.feature).with_suffix("")
    folders = [part for part in feature.parts if part not in {"..", feature.anchor}]
    return PurePosixPath(*folders, f"{facts.line:04d}-{slug}.ndjson")


def run_line(facts: ScenarioFacts, outcome: str, *, seconds: float) -> RunLine:
    """Write the line of a scenario that has left no recording yet."""
    return {
        "feature": facts.feature,
        "scenario": facts.scenario,
        "line": facts.line,
        "tags": list(facts.tags),
        "clauses": list(facts.clauses),
        "outcome": outcome,
        "seconds": round(seconds, 6),
        "trace": None,
        "shows": [],
    }


def _outcome(phases: dict[str, pytest.TestReport]) -> str:
    if phases["setup"].failed:
        return "error"
    return phases["call"].outcome if "call" in phases else phases["setup"].outcome


def _refuse_foreign(directory: Path) -> None:
    """Refuse to empty what no run of ours has filled."""
    if not directory.exists():
        return
    ours = directory.is_dir() and ((directory / RUN_FILE).is_file() or not any(directory.iterdir()))
    if not ours:
        text = f"--traces {directory} holds other things and would be emptied. Name a new or an empty folder."
        raise pytest.UsageError(text)
