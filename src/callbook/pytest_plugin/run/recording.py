"""Keeping what each scenario recorded: a file for each, in the folder of the run."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import pytest

from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, ScenarioFacts
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.portable_names import portable
from callbook.pytest_plugin.run.run_folder import RunFolder


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


class Recorder:
    """Writes the traces of one pytest run.

    Args:
        folder: of the run.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Keep the recording when the fixtures are gone: a clean-up that fails belongs to the scenario."""
        try:
            result = yield
        except BaseException:
            self._keep(item, "error")
            raise
        self._keep(item, "")
        return result

    def _keep(self, item: pytest.Item, outcome: str) -> None:
        account = item.stash.get(ACCOUNT, None)
        if account is None:
            return
        kept = item.stash[KEPT] = Kept(sum(report.duration for report in account.reports.values()))
        if LAB not in item.stash:
            return
        lab, facts = item.stash[LAB], item.stash[FACTS]
        trace = trace_path(facts)
        path = self._folder.path / trace
        path.parent.mkdir(parents=True, exist_ok=True)
        outcome = outcome or _outcome(account.reports)
        if item.config.hook.pytest_callbook_write_trace(lab=lab, path=path, facts=facts, outcome=outcome):
            kept.trace = str(trace)
        kept.shows = [tuple(map(str, point)) for point in lab.shown()]


def trace_path(facts: ScenarioFacts) -> PurePosixPath:
    """Return the name of a scenario's trace file: `features/flows/offered/0012-the-bell-rings.ndjson`.

    It holds letters, digits and hyphens, begins with a number, and is at most 252 bytes long: every system takes it.
    """
    slug = re.sub(r"[^\w]+", "-", facts.scenario.casefold()).strip("-")[:60]
    feature = PurePosixPath(facts.feature).with_suffix("")
    folders = [portable(part) for part in feature.parts if part not in {"..", feature.anchor}]
    return PurePosixPath(*folders, f"{facts.line:04d}-{slug}.ndjson")


def _outcome(phases: dict[str | None, pytest.TestReport]) -> str:
    if phases["setup"].failed:
        return "error"
    return phases["call"].outcome if "call" in phases else phases["setup"].outcome
