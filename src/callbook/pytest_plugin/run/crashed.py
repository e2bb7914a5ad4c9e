"""A scenario whose worker dies, in an xdist run: nobody is left to say so but the controller.

The worker has said which test it begins, and where that stands; the feature file says the rest.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.pytest_plugin.asking import is_in_a_feature
from callbook.pytest_plugin.run.scenario_results import RESULT
from callbook.record import ScenarioNotes, ScenarioResult, StepResult, read_document


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
        if is_in_a_feature(nodeid) and location[1] is not None:
            self._lines[nodeid] = location[1] + 1

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """Say of a scenario that it failed, in a step that nobody knows."""
        if crashitem not in self._lines:
            return
        feature, _, name = crashitem.partition("::")
        line = self._lines[crashitem]
        steps = [StepResult("UNKNOWN") for _ in read_document(self._root / feature, feature).pickles[line]["steps"]]
        steps[0].message = str(report.longrepr)
        report.__dict__[RESULT] = [ScenarioResult(feature, line, steps, notes=ScenarioNotes(name))]
