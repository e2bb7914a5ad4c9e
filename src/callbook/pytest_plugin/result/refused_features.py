"""The feature files of a run that cannot be run, each with all that is wrong with it; every xdist worker says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from callbook.pytest_plugin.collect.collecting import FeatureFile
from callbook.pytest_plugin.collect.problems import FeatureTrouble, Problem
from callbook.pytest_plugin.run.step_definitions import described
from callbook.record import FeatureRefused, Status, StepDefinitionUsed

_REFUSED = "callbook_refused"
"""The attribute of a report of collecting that says what is wrong, from an xdist worker as well."""


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
