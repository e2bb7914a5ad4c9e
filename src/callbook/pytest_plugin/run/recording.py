"""Keeping what each scenario recorded: a file for each, in the folder of the run."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, ScenarioFacts, own_lab
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.portable_names import portable
from callbook.pytest_plugin.run.run_folder import RunFolder

if TYPE_CHECKING:
    from callbook.record import GrowingRecording


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


class _OnTheWay:
    """What a scenario has recorded while it runs: Callbook's own lab, for another's is left to whoever knows it."""

    def __init__(self, folder: RunFolder, item: pytest.Item) -> None:
        self._folder = folder
        self._item = item
        self._growing: GrowingRecording | None = None

    def keep_up(self) -> None:
        """Write it down as far as it goes, once it has become long."""
        growing = self._growing = self._growing or self._begun()
        if growing is not None:
            with suppress(OSError):  # in the end it is written anew, and then that is said
                growing.keep_up()

    def _begun(self) -> GrowingRecording | None:
        from callbook.record import GrowingRecording, head_of

        lab, facts = own_lab(self._item.stash[LAB]), self._item.stash[FACTS]
        if lab is None:
            return None
        head = head_of(lab, feature=facts.feature, scenario=facts.scenario, line=facts.line, tags=facts.tags)
        return GrowingRecording(self._folder.path / trace_path(facts), lab, head)


class Recorder:
    """Writes the traces of one pytest run.

    Args:
        folder: of the run.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Write down on the way what a long scenario has recorded: whoever kills it finds that."""
        account = item.stash.get(ACCOUNT, None)
        if account is not None:
            account.after_step = _OnTheWay(self._folder, item).keep_up

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
