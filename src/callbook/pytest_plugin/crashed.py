"""A scenario whose worker dies, in an xdist run: nobody is left to tell of it, so the controller does.

The worker has said which test it begins, and where that stands; the feature file says the rest.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from callbook.configuration import clause_ids
from callbook.pytest_plugin.collecting import IN_A_FEATURE
from callbook.pytest_plugin.message_stream import CASE
from callbook.pytest_plugin.recording import RUN_LINE, run_line
from callbook.pytest_plugin.scenario_facts import ScenarioFacts
from callbook.record import CaseTold, StepTold, read_document


class CrashedScenarios:
    """Puts on the report of a crash what a worker would have put there.

    Args:
        root: of the run.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[str, int] = {}

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Note where a scenario stands that begins, here or in a worker."""
        if IN_A_FEATURE in nodeid and location[1] is not None:
            self._lines[nodeid] = location[1] + 1

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """Tell of a scenario that it failed, in a step that nobody knows."""
        if crashitem not in self._lines:
            return
        feature, _, name = crashitem.partition("::")
        line = self._lines[crashitem]
        pickle = read_document(self._root / feature, feature).pickles[line]
        tags = frozenset[str](tag["name"].removeprefix("@") for tag in pickle["tags"])
        facts = ScenarioFacts(feature, name, line, tuple(sorted(tags)), clause_ids(tags))
        steps = [StepTold("UNKNOWN") for _ in pickle["steps"]]
        steps[0].message = str(report.longrepr)
        report.__dict__[CASE] = msgspec.to_builtins(CaseTold(feature, line, steps))
        report.__dict__[RUN_LINE] = run_line(facts, "failed", seconds=0.0)
