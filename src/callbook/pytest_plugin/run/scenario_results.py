"""How each scenario and each of its steps ended: gathered while it runs, and put on its last report.

From there the process that writes takes it; with xdist that is another one, and the report the only way to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from pathlib import Path

import msgspec
import pytest
from pytest_bdd.parser import Step

from callbook.core import instant_of
from callbook.lab import Lab
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB
from callbook.pytest_plugin.run.expectation import step_failure
from callbook.pytest_plugin.run.failure import SECTION
from callbook.pytest_plugin.run.goldens import RENEWED
from callbook.pytest_plugin.run.recording import KEPT
from callbook.pytest_plugin.run.step_definitions import StepDefinitions
from callbook.record import ScenarioNotes, ScenarioResult, StepFailure, StepResult

RESULT = "callbook_result"
"""The attribute of a last report that carries how its scenario ended, from an xdist worker as well."""

_STEPS = pytest.StashKey[list[StepResult]]()
_TROUBLE = pytest.StashKey[dict[str, StepResult]]()
_FAILURE = pytest.StashKey[StepFailure | None]()
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


class ScenarioResults:
    """Gathers, in the process that runs the scenario.

    Args:
        root: of the run.
    """

    def __init__(self, root: Path) -> None:
        self._definitions = StepDefinitions(root)

    def step_began(self, item: pytest.Item, step: Step, function: Callable[..., object]) -> None:
        """Note the step that begins."""
        result = StepResult(began=_now(item), definition=self._definitions.of(step, function))
        item.stash.setdefault(_STEPS, []).append(result)

    def step_passed(self, item: pytest.Item) -> None:
        """Note that it passed."""
        step = item.stash[_STEPS][-1]
        step.status, step.ended = "PASSED", _now(item)

    def step_failed(self, item: pytest.Item, error: BaseException) -> None:
        """Note when it failed; how, the report of the whole scenario will say."""
        item.stash[_STEPS][-1].ended = _now(item)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what went wrong in a phase; the last report carries all to where it is written."""
        report = yield
        if FACTS in item.stash:
            if not report.passed:
                item.stash.setdefault(_TROUBLE, {})[report.when] = _trouble(report, call)
            if report.failed and call.excinfo is not None and item.stash.get(_FAILURE, None) is None:
                item.stash[_FAILURE] = step_failure(item, call.excinfo.value)
            if report.when == "teardown":
                report.__dict__[RESULT] = msgspec.to_builtins(_result(item))
        return report


def _now(item: pytest.Item) -> int | None:
    lab = item.stash.get(LAB, None)
    return lab.clock.instant if isinstance(lab, Lab) else None


def _result(item: pytest.Item) -> ScenarioResult:
    """Return how a scenario has ended, and forget it: whoever runs it again begins anew."""
    facts, kept = item.stash[FACTS], item.stash[KEPT]
    trouble, steps = item.stash.setdefault(_TROUBLE, {}), item.stash.setdefault(_STEPS, [])
    failure = item.stash.get(_FAILURE, None)
    item.stash[_STEPS], item.stash[_TROUBLE], item.stash[_FAILURE] = [], {}, None
    _settle(steps, trouble.get("call"))
    lab = item.stash.get(LAB, None)
    ladder = ""
    if isinstance(lab, Lab):
        for step in steps:
            step.began = instant_of(lab.start) if step.began is None else step.began
    if lab is not None and any(each.status == "FAILED" for each in trouble.values()):
        ladder = item.config.hook.pytest_callbook_ladder(lab=lab) or ""
    golden = next((str(value) for name, value in reversed(item.user_properties) if name == RENEWED), "")
    notes = ScenarioNotes(facts.scenario, kept.shows, failure, golden)
    hooks = trouble.get("setup"), trouble.get("teardown")
    return ScenarioResult(facts.feature, facts.line, steps, *hooks, kept.trace, ladder, notes, kept.seconds)


def _settle(steps: list[StepResult], trouble: StepResult | None) -> None:
    """Say of the last step that began what went wrong with the scenario."""
    if trouble is None:
        return
    if not steps:
        steps.append(StepResult())
    last = steps[-1]
    last.status, last.message, last.error = trouble.status, trouble.message, trouble.error


def _trouble(report: pytest.TestReport, call: pytest.CallInfo[None]) -> StepResult:
    if hasattr(report, "wasxfail"):
        return StepResult("PENDING", message=f"expected to fail: {report.wasxfail}".removesuffix(": "))
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        return StepResult("SKIPPED", message=reason.removeprefix("Skipped: "))
    text = _ADDRESS.sub("0x...", report.longreprtext)
    message = _ADDRESS.sub("0x...", dict(report.sections).get(SECTION, text))
    if call.excinfo is None:
        return StepResult("FAILED", message=message)
    error = (call.excinfo.typename, _ADDRESS.sub("0x...", str(call.excinfo.value)), text)
    return StepResult("FAILED", message=message, error=error)
