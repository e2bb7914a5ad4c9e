"""Keeping what each scenario recorded: a file for each, in one folder that is emptied when a run begins."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, ScenarioFacts
from callbook.record import EARLIER_RUN_FILE, STREAM_FILE


@dataclass(slots=True)
class Kept:
    """What a scenario has left.

    Attributes:
        trace: its recording, relative to the folder of the run; empty if there is none.
        shows: the coverage points that were seen, each (kind, name, value).
        seconds: what set-up and steps took, by the wall.
    """

    seconds: float
    trace: str = ""
    shows: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])


KEPT = pytest.StashKey[Kept]()
_PHASES = pytest.StashKey[dict[str, pytest.TestReport]]()


class Recorder:
    """Writes the traces of one pytest run.

    Attributes:
        directory: absolute.

    Raises:
        UsageError: the folder holds something that no earlier run has written; it would be emptied.
    """

    def __init__(self, directory: Path, *, is_worker: bool) -> None:
        self.directory = directory
        if not is_worker:
            _refuse_foreign(directory)

    def empty(self) -> None:
        """Make the folder, without what an earlier run has left in it."""
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note how each phase ended."""
        report = yield
        item.stash.setdefault(_PHASES, {})[report.when] = report
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Keep the recording when the fixtures are gone: a clean-up that fails belongs to the scenario."""
        try:
            result = yield
        except BaseException:
            self._keep(item, "error")
            raise
        self._keep(item, _outcome(item.stash[_PHASES]))
        return result

    def _keep(self, item: pytest.Item, outcome: str) -> None:
        if FACTS not in item.stash:
            return
        kept = item.stash[KEPT] = Kept(sum(report.duration for report in item.stash[_PHASES].values()))
        if LAB not in item.stash:
            return
        lab, facts = item.stash[LAB], item.stash[FACTS]
        trace = trace_path(facts)
        path = self.directory / trace
        path.parent.mkdir(parents=True, exist_ok=True)
        if item.config.hook.pytest_callbook_write_trace(lab=lab, path=path, facts=facts, outcome=outcome):
            kept.trace = str(trace)
        kept.shows = [tuple(map(str, point)) for point in lab.shown()]


def trace_path(facts: ScenarioFacts) -> PurePosixPath:
    """Return the name of a scenario's trace file: `features/flows/offered/0012-the-bell-rings.ndjson`."""
    slug = re.sub(r"[^\w]+", "-", facts.scenario.casefold()).strip("-")[:60]
    feature = PurePosixPath(facts.feature).with_suffix("")
    folders = [part for part in feature.parts if part not in {"..", feature.anchor}]
    return PurePosixPath(*folders, f"{facts.line:04d}-{slug}.ndjson")


def _outcome(phases: dict[str, pytest.TestReport]) -> str:
    if phases["setup"].failed:
        return "error"
    return phases["call"].outcome if "call" in phases else phases["setup"].outcome


def _refuse_foreign(directory: Path) -> None:
    """Refuse to empty what no run of ours, of this version or an earlier one, has filled."""
    if not directory.exists():
        return
    ours = directory.is_dir() and (
        any((directory / name).is_file() for name in (STREAM_FILE, EARLIER_RUN_FILE)) or not any(directory.iterdir())
    )
    if not ours:
        text = f"--traces {directory} holds other things and would be emptied. Name a new or an empty folder."
        raise pytest.UsageError(text)
