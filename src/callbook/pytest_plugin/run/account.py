"""What happens in one run of a scenario, written down while it happens: which step is at work, how each has ended.

Whoever runs the steps says so to the account; the failure in words, the recording and the event stream are made of it.
The scenario's Lab hears of the steps, too; those before there was a Lab are passed on once there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, Recorded, own_lab
from callbook.pytest_plugin.run.expectation import Comparison, expected_and_got
from callbook.record import CLEAN_UP, SET_UP, Attached, HookResult, StepFailure, StepResult

if TYPE_CHECKING:
    from pytest_bdd.parser import Step

    from callbook.lab import Lab
    from callbook.pytest_plugin.collect.problems import Problem
    from callbook.record import HookUsed, StepDefinitionUsed


@runtime_checkable
class TakesSteps(Protocol):
    """A lab that writes steps down, Callbook's own or another's."""

    def step_began(self, keyword: str, text: str, line: int) -> None:
        """Write that a step begins."""
        ...

    def step_ended(self, outcome: str, error: str) -> None:
        """Write how it ended."""
        ...


@dataclass(frozen=True, slots=True)
class Ending:
    """How a step has ended that did not pass.

    Attributes:
        error: what ended it, then or at the end of the scenario.
        result: of the step.
        comparison: what it compared last and did not hold; None if there was none.
    """

    error: BaseException
    result: StepResult
    comparison: Comparison | None


class Account:
    """The account of one run of a scenario.

    Attributes:
        step: the one at work, or the last one; None before the first.
        comparison: what that step, or the hook after it, compared last and did not hold; None if there was none.
        results: of the steps that began, in order.
        ending: what ended the step that did not pass; None as long as all have.
        hooks: of what ran before and after the steps, how it ended.
        hook_at_work: the hook in which the scenario is, or failed; empty while a step is at work.
        hook_failed: what ended the hook that did not pass.
        hook_is_of_run: whether that is no hook of the scenario, but one of the whole run.
        reports: pytest's own, by phase.
        failure: how the scenario failed first, in the reader's words; None if it did not.
        decision: what was decided of the scenario on every configuration, in JSON; empty if nobody asked.
        after_step: is called when the scenario's lab has written down how a step has ended; None for nothing.
    """

    def __init__(self) -> None:
        self.after_step: Callable[[], None] | None = None
        self.step: Step | None = None
        self.comparison: Comparison | None = None
        self.results: list[StepResult] = []
        self.ending: Ending | None = None
        self.hooks: list[HookResult] = []
        self.hook_at_work = ""
        self.hook_failed: BaseException | None = None
        self.hook_is_of_run = False
        self.reports: dict[str | None, pytest.TestReport] = {}
        self.failure: StepFailure | None = None
        self.decision = ""
        self._result_at_work = StepResult()
        self._at_end: list[tuple[Step | None, StepResult, Callable[[], None]]] = []
        self._own_lab: Lab | None = None
        self._lab: TakesSteps | None = None
        self._waiting: list[Callable[[TakesSteps], None]] = []

    def began(self, step: Step, definition: StepDefinitionUsed | None) -> None:
        """Write that a step begins."""
        self.step = step
        self.comparison = None
        self.results.append(StepResult(began=self._now(), definition=definition))
        if self._lab is None:
            self._waiting.append(partial(_began, step=step))
        else:
            _began(self._lab, step)

    def passed(self) -> None:
        """Write that it has passed."""
        result = self.results[-1]
        result.status, result.ended = "PASSED", self._now()
        self._ended("passed", "")

    def failed(self, error: BaseException) -> None:
        """Write that it has failed, or that it skips the scenario; how, the report of the scenario will say."""
        self.ending = Ending(error, self.results[-1], self.comparison)
        self.ending.result.ended = self._now()
        if isinstance(error, Exception | pytest.fail.Exception):
            expected, got = expected_and_got(self.comparison, error, "" if self.step is None else self.step.name)
            self._ended("failed", f"expected {expected}, got {got}")

    @property
    def ended_by(self) -> BaseException | None:
        """What ended the step that did not pass; None as long as all have."""
        return self.ending.error if self.ending else None

    @property
    def has_passed(self) -> bool:
        """Whether the steps have run, and nothing has failed in them or since."""
        return self.ending is None and "call" in self.reports and all(each.passed for each in self.reports.values())

    def check_at_end(self, check: Callable[[], None]) -> None:
        """Take what is to be checked when the last step has passed: the step at work has failed if it does not hold."""
        result = self.results[-1] if self.results else StepResult()
        self._at_end.append((self.step, result, check))

    def end_of_steps(self) -> None:
        """Check what steps wanted checked when the last one has passed.

        Raises:
            AssertionError: the first that does not hold; the step that asked for it is the one that has failed.
        """
        __tracebackhide__ = True
        for step, result, check in self._at_end:
            self.comparison = None
            try:
                check()
            except AssertionError as error:
                self.step, self.ending = step, Ending(error, result, self.comparison)
                raise

    def comparison_before(self, error: BaseException) -> Comparison | None:
        """Return what was compared last in the step, or the hook, that *error* has ended."""
        return self.ending.comparison if self.ending and error is self.ending.error else self.comparison

    def invalid_values(self) -> str:
        """Return which options have a value that nobody can use, in words: behaviour follows another value then."""
        problems = () if self._own_lab is None else self._own_lab.configuration.problems()
        said = [problem.contribution for problem in problems]
        return "; ".join(f"{value.option} is invalid: {value.raw!r}" for value in said)

    def refused(self, step: Step, problem: Problem, error: BaseException) -> None:
        """Write that a step cannot be run, and why."""
        self.began(step, None)
        self.failed(error)
        refused = problem.as_result()
        result = self.results[-1]
        result.status, result.rivals, result.snippets = refused.status, refused.rivals, refused.snippets

    def hook_began(self, hook: HookUsed, hooks: list[HookResult] | None = None) -> StepResult:
        """Write that a function before or after the steps begins, into *hooks* if it is the run's.

        Returns:
            Its result, to be filled in.
        """
        self.hook_at_work = hook.name
        self.comparison = None
        result = self._result_at_work = StepResult("PASSED", began=self._now())
        (self.hooks if hooks is None else hooks).append(HookResult(hook, result))
        return result

    def hook_ended(
        self, result: StepResult, trouble: StepResult | None = None, error: BaseException | None = None
    ) -> None:
        """Write how it has ended: by *error*, which is the *trouble* in words, or by none."""
        result.ended = self._now()
        if trouble is None:
            self.hook_at_work = ""
        else:
            result.status, result.message, result.error = trouble.status, trouble.message, trouble.error
            self.hook_failed = error
            self.hook_is_of_run = all(each.result is not result for each in self.hooks)

    def attach(self, attached: Attached) -> None:
        """Write what the step, or the hook, at work attaches; before the first and after the last it is pytest's."""
        self._at_work().attached.append(attached)

    def _at_work(self) -> StepResult:
        if self.hook_at_work:
            return self._result_at_work
        if self.results and self.results[-1].ended is None and self.results[-1].status == "UNKNOWN":
            return self.results[-1]
        return self._of_phase(CLEAN_UP if self.results else SET_UP)

    def phase(self, hook: HookUsed, trouble: StepResult) -> None:
        """Write what went wrong in set-up or clean-up."""
        result = self._of_phase(hook)
        result.status, result.message, result.error = trouble.status, trouble.message, trouble.error

    def _of_phase(self, hook: HookUsed) -> StepResult:
        found = next((each.result for each in self.hooks if each.hook == hook), None)
        if found is None:
            found = StepResult("PASSED")
            self.hooks.append(HookResult(hook, found))
        return found

    def use(self, lab: object) -> None:
        """Pass on to the scenario's *lab* what has happened so far, and from now on all that happens."""
        self._own_lab = own_lab(lab)
        if isinstance(lab, TakesSteps):
            self._lab = lab
            for waiting in self._waiting:
                waiting(lab)
            self._waiting.clear()

    def _ended(self, outcome: str, error: str) -> None:
        if self._lab is None:
            self._waiting.append(partial(_ended, outcome=outcome, error=error))
            return
        self._lab.step_ended(outcome, error)
        if self.after_step is not None:
            self.after_step()

    def _now(self) -> int | None:
        return self._own_lab.clock.instant if self._own_lab is not None else None


def _began(lab: TakesSteps, step: Step) -> None:
    lab.step_began(step.keyword, step.name, step.line_number)


def _ended(lab: TakesSteps, outcome: str, error: str) -> None:
    lab.step_ended(outcome, error)


ACCOUNT = pytest.StashKey[Account]()
"""On a scenario's item: the account of its run, or of its last one."""


class Accounts:
    """Opens an account for each run of a scenario, and finds what belongs in it."""

    def __init__(self) -> None:
        self._open: Account | None = None

    @property
    def current(self) -> Account | None:
        """The account of the scenario that runs now; None between scenarios."""
        return self._open

    def attach(self, attached: Attached) -> None:
        """Write what is attached to the scenario at work.

        Raises:
            BadInput: none is.
        """
        if self._open is None:
            what = attached.file_name or attached.media_type
            raise BadInput("attach", what, accepted="it in a step, or in a fixture of a scenario")
        self._open.attach(attached)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin anew: an item that is run again has no step and no Lab yet."""
        if FACTS in item.stash:
            self._open = item.stash[ACCOUNT] = Account()
            if LAB in item.stash:
                del item.stash[LAB]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Note the Lab that a step asked for: pytest lists only the fixtures that a test names itself."""
        value = yield
        if fixturedef.argname == "lab" and self._open is not None:
            request.node.stash[LAB] = cast("Recorded", value)
            self._open.use(value)
        return value

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Note both sides of an assert that fails; pytest explains it in its own way as well."""
        if self._open is not None:
            self._open.comparison = Comparison(op, left, right)

    def pytest_runtest_logfinish(self) -> None:
        """Let go of the account of an item that has ended."""
        self._open = None


ACCOUNTS = pytest.StashKey[Accounts]()
"""On the configuration."""
