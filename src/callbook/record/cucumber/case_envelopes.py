"""The messages of a test case that has ended, in their order: what is to be run, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from callbook.core import DEFAULT_START, instant_of
from callbook.record.cucumber.envelopes import (
    Attachment,
    Envelope,
    Failure,
    Snippet,
    Status,
    Suggestion,
    TestCase,
    TestCaseFinished,
    TestCaseStarted,
    TestStep,
    TestStepFinished,
    TestStepResult,
    TestStepStarted,
    moment,
)
from callbook.record.cucumber.notes import DECISION, SCENARIO
from callbook.record.cucumber.results import (
    CLEAN_UP,
    SET_UP,
    Attached,
    HookUsed,
    ScenarioResult,
    StepDefinitionUsed,
    StepResult,
    outcome_of,
)

TEST_RUN = "run"
TEXT, LINK = "text/plain", "text/uri-list"
_Part = tuple[TestStep, StepResult]


def id_of_hook(hook: HookUsed) -> str:
    """Return the id of a hook."""
    if hook.place == "pytest":
        return hook.name
    return f"{_WHEN[hook.is_before, hook.is_phase]} {hook.place} {hook.name}"


_WHEN = {(True, False): "before", (False, False): "after", (True, True): SET_UP.name, (False, True): CLEAN_UP.name}
"""The first word of a hook's id tells whether pytest counts what goes wrong in it as an error, see ``PHASES``."""


class CaseEnvelopes:
    """The messages of one test case: a scenario with its hooks, run once or, until it passes, several times.

    Args:
        pickle: what was to be run.
        attempts: at it, at least one; the last one counts.
        number: of the test case among those of the pickle, from 1: whoever repeats tests makes several.
        name: gives the id of a step definition.

    Attributes:
        id: of the test case.
        statuses: of steps and hooks of the last attempt, without set-up and clean-up.
        outcome: of the last attempt in pytest's words: ``passed``, ``failed``, ``skipped`` or ``error``.
        end: the instant at which the last attempt ended.
    """

    def __init__(
        self,
        pickle: dict[str, Any],
        attempts: Sequence[ScenarioResult],
        number: int,
        name: Callable[[StepDefinitionUsed], str],
    ) -> None:
        self._pickle = pickle
        self._attempts = attempts
        self._name = name
        self.id = f"{pickle['id']} case {number}"
        self._run = f"{pickle['id']} run {number}"
        self.end = instant_of(DEFAULT_START)
        last = attempts[-1]
        hooks: list[Status] = [each.result.status for each in last.hooks if not each.hook.is_phase]
        not_begun: list[Status] = ["SKIPPED"] if len(last.steps) < len(pickle["steps"]) else []
        self.statuses: list[Status] = [*hooks, *(each.status for each in last.steps), *not_begun]
        self.outcome = outcome_of(self.statuses, [each.result.status for each in last.hooks if each.hook.is_phase])

    def envelopes(self) -> Iterator[Envelope]:
        """Yield the messages in Cucumber's order."""
        hooks = list(dict.fromkeys(each.hook for attempt in self._attempts for each in attempt.hooks))
        runs = [self._parts(attempt, hooks) for attempt in self._attempts]
        yield Envelope(test_case=TestCase(self.id, self._pickle["id"], [part for part, _ in runs[-1]], TEST_RUN))
        for number, (attempt, parts) in enumerate(zip(self._attempts, runs, strict=True)):
            run = f"{self._run} attempt {number + 1}" if number else self._run
            start = next((each.began for each in attempt.steps if each.began is not None), instant_of(DEFAULT_START))
            self.end = start
            yield Envelope(test_case_started=TestCaseStarted(number, run, self.id, moment(start)))
            for part, step in parts:
                yield from self._step(run, part, step)
            yield from _attachments(run, attempt, parts)
            again = number < len(runs) - 1
            yield Envelope(test_case_finished=TestCaseFinished(run, moment(self.end), will_be_retried=again))

    def _parts(self, attempt: ScenarioResult, hooks: list[HookUsed]) -> list[_Part]:
        """Return what is run, each with how it ended; a hook that an attempt does not speak of went well."""
        of_hooks = {each.hook: each.result for each in attempt.hooks}
        before, after = (
            [(self._hook(hook), of_hooks.get(hook) or StepResult("PASSED")) for hook in hooks if hook.is_before is when]
            for when in (True, False)
        )
        return [*before, *self._steps(attempt), *after]

    def _hook(self, hook: HookUsed) -> TestStep:
        return TestStep(f"{self.id} {id_of_hook(hook)}", hook_id=id_of_hook(hook))

    def _steps(self, attempt: ScenarioResult) -> Iterator[_Part]:
        steps: list[dict[str, Any]] = self._pickle["steps"]
        for number, pickle_step in enumerate(steps, 1):
            result = attempt.steps[number - 1] if number <= len(attempt.steps) else StepResult("SKIPPED")
            ids = [self._name(each) for each in result.definitions]
            arguments: list[dict[str, list[object]]] = [{"stepMatchArguments": []} for _ in ids]
            yield TestStep(f"{self.id} step {number}", pickle_step["id"], ids, arguments), result

    def _step(self, run: str, part: TestStep, step: StepResult) -> Iterator[Envelope]:
        began = self.end if step.began is None else step.began
        self.end = began if step.ended is None else step.ended
        result = step_result(step, self.end - began)
        yield Envelope(test_step_started=TestStepStarted(run, part.id, moment(began)))
        for each in step.attached:
            yield Envelope(attachment=attachment_of(each, run, part.id))
        if step.snippets and part.pickle_step_id is not None:
            snippets = [Snippet("python", code) for code in step.snippets]
            yield Envelope(suggestion=Suggestion(f"{part.id} of {run}", part.pickle_step_id, snippets))
        yield Envelope(test_step_finished=TestStepFinished(run, part.id, result, moment(self.end)))


def step_result(step: StepResult, duration: int) -> TestStepResult:
    """Return the message of how a step, or a hook, ended that took *duration* milliseconds."""
    failure = Failure(*step.error) if step.error else None
    return TestStepResult(moment(duration), step.status, step.message or None, failure)


def attachment_of(
    attached: Attached, run: str | None = None, step: str | None = None, *, run_hook: str | None = None
) -> Attachment:
    """Return the message of what was attached, to a step or a hook of a test case's *run*, or to a hook of the run."""
    encoding: Literal["BASE64", "IDENTITY"] = "BASE64" if attached.encoded else "IDENTITY"
    file_name = attached.file_name or None
    return Attachment(attached.body, encoding, attached.media_type, run, step, file_name, run_hook)


def _attachments(run: str, attempt: ScenarioResult, parts: Sequence[_Part]) -> Iterator[Envelope]:
    """Yield the recording, of the last step; the ladder, of the one that failed; notes and decision, of the case."""
    last = parts[-1][0].id if parts else None  # a file that is refused may hold a scenario without steps
    failed = next((part.id for part, step in parts if step.status == "FAILED"), last)
    if attempt.ladder:
        yield Envelope(attachment=Attachment(attempt.ladder, "IDENTITY", TEXT, run, failed))
    if attempt.trace:
        file = attempt.trace.rpartition("/")[2]
        yield Envelope(attachment=Attachment(attempt.trace, "IDENTITY", LINK, run, last, file))
    if attempt.notes:
        notes = msgspec.json.encode(attempt.notes).decode()
        yield Envelope(attachment=Attachment(notes, "IDENTITY", SCENARIO, run))
    if attempt.decision:
        yield Envelope(attachment=Attachment(attempt.decision, "IDENTITY", DECISION, run))
