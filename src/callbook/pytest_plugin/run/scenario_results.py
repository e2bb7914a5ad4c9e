"""How each scenario and each of its steps ended: put on the last report of its test.

From there the process that writes takes it; with xdist that is another one, and the report the only way to it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import msgspec
import pytest

from callbook.core import instant_of
from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, own_lab
from callbook.pytest_plugin.run.account import ACCOUNT, Account
from callbook.pytest_plugin.run.failure import (
    SECTION,
    error_in_words,
    failure_section,
    in_own_frames,
    step_failure,
    trouble_of,
    without_addresses,
)
from callbook.pytest_plugin.run.frames import frames_of_steps
from callbook.pytest_plugin.run.goldens import RENEWED
from callbook.pytest_plugin.run.recording import KEPT, Kept
from callbook.record import (
    AFTER_STEPS,
    BEFORE_STEPS,
    CLEAN_UP,
    SET_UP,
    HookResult,
    ScenarioNotes,
    ScenarioResult,
    StepResult,
)

RESULT = "callbook_result"
"""The attribute of a last report that carries how its scenario ended, each attempt, from an xdist worker as well."""

OF_RUN = "callbook_of_run"
"""The attribute of a report that says that what went wrong is no scenario's: a clean-up of the whole run."""

_ATTEMPTS = pytest.StashKey[list[Any]]()


class ScenarioResults:
    """Gathers, in the process that runs the scenario.

    Args:
        is_worker: whether a report goes to another process, and carries plain values only.
    """

    def __init__(self, *, is_worker: bool) -> None:
        self._is_worker = is_worker
        self._at_work: pytest.Item | None = None

    def broken_off(self) -> tuple[str, ScenarioResult] | None:
        """Return the scenario whose clean-up never came, since somebody left the debugger, and how it was then."""
        item = self._at_work
        account = item.stash[ACCOUNT] if item is not None else None
        return (item.nodeid, _result(item, account)) if item and account and "call" in account.reports else None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what went wrong in a phase; the last report carries all to where it is written."""
        account = item.stash.get(ACCOUNT, None)
        if account is None:
            return (yield)
        shortens = not item.config.getoption("fulltrace", default=False)
        if call.excinfo is not None and shortens:
            call.excinfo.traceback = frames_of_steps(call.excinfo.traceback)
        report = yield
        if call.excinfo is not None and report.failed and shortens:
            shown: Any = in_own_frames(item, report.longrepr, call.excinfo.value)
            report.longrepr = shown
        account.reports[report.when] = report
        self._at_work = None if report.when == "teardown" else item
        if not report.passed:
            _note(item, account, report, call)
        if report.when == "teardown":
            attempts = item.stash.setdefault(_ATTEMPTS, [])
            result = _result(item, account)
            attempts.append(msgspec.to_builtins(result) if self._is_worker else result)
            # All of them: whoever runs a test again may pass over the last report of an attempt that failed.
            report.__dict__[RESULT] = list(attempts)
        return report


def _note(item: pytest.Item, account: Account, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
    """Note what went wrong; what ended a step belongs to that step, everything else to what surrounds the steps."""
    error = call.excinfo.value if call.excinfo is not None else None
    is_told = error is not None and error is account.hook_failed
    if is_told and account.hook_is_of_run and report.when == "teardown":
        report.__dict__[OF_RUN] = True
        return
    if report.failed and error is not None:
        for each in _failures(account, error):
            report.sections.append((SECTION, failure_section(item, each)))
            account.failure = account.failure or step_failure(account, each)
    trouble = _trouble(report, call)
    if is_told:
        if account.ending is not None and account.ending.result.status == "UNKNOWN":
            _settle(account.ending.result, trouble_of(item, account.ending.error))
    elif report.when != "call":
        account.phase(SET_UP if report.when == "setup" else CLEAN_UP, trouble)
    elif account.ending is not None and account.ending.error is error:
        _settle(account.ending.result, trouble)
    else:
        if account.ending is not None:
            _settle(account.ending.result, trouble_of(item, account.ending.error))
        account.hooks.append(HookResult(AFTER_STEPS if account.results else BEFORE_STEPS, trouble))


def _failures(account: Account, error: BaseException) -> Iterator[BaseException]:
    """Yield what is to be told of: a step that has failed first, and the *error* that came after it."""
    first = account.ended_by
    # A step that was skipped, or is expected to fail, is no failure to tell of.
    is_failure = isinstance(first, Exception | pytest.fail.Exception) and not isinstance(first, pytest.xfail.Exception)
    if first is not None and is_failure and first is not error and account.failure is None:
        yield first
    yield error


def _settle(step: StepResult, trouble: StepResult) -> None:
    if not step.snippets and not step.rivals:
        step.status = trouble.status
    step.message, step.error = trouble.message, trouble.error


def _trouble(report: pytest.TestReport, call: pytest.CallInfo[None]) -> StepResult:
    if hasattr(report, "wasxfail"):
        return StepResult("PENDING", message=f"expected to fail: {report.wasxfail}".removesuffix(": "))
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        return StepResult("SKIPPED", message=reason.removeprefix("Skipped: "))
    text = without_addresses(report.longreprtext)
    message = without_addresses(dict(report.sections).get(SECTION, text))
    if call.excinfo is None:
        return StepResult("FAILED", message=message)
    return StepResult("FAILED", message=message, error=error_in_words(call.excinfo.value, text))


def _result(item: pytest.Item, account: Account) -> ScenarioResult:
    facts, kept = item.stash[FACTS], item.stash.get(KEPT, Kept(0.0))
    lab = item.stash.get(LAB, None)
    if lab is not None and (own := own_lab(lab)) is not None:
        start = instant_of(own.start)
        for step in account.results:
            step.began = start if step.began is None else step.began
    steps = [*account.results, *_not_run(item, account)]
    ladder = ""
    if lab is not None and any(each.failed for each in account.reports.values()):
        ladder = item.config.hook.pytest_callbook_ladder(lab=lab) or ""
    golden = next((str(value) for name, value in reversed(item.user_properties) if name == RENEWED), "")
    notes = ScenarioNotes(facts.scenario, kept.shows, account.failure, golden)
    ended = ScenarioResult(facts.feature, facts.line, steps, account.hooks, kept.trace, ladder, notes, kept.seconds)
    ended.decision = account.decision
    return ended


def _not_run(item: pytest.Item, account: Account) -> Iterator[StepResult]:
    """Yield the steps after one that failed: what cannot be run is told all the same; a skip ends everything."""
    if account.ending is not None and account.ending.result.status != "SKIPPED":
        for planned in item.stash[PLAN].steps[len(account.results) :]:
            refused = planned.problem.as_result() if planned.problem else StepResult()
            yield refused if refused.rivals or refused.snippets else StepResult("SKIPPED")


SCENARIO_RESULTS = pytest.StashKey[ScenarioResults]()
"""On the configuration."""
