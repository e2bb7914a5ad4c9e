"""The messages of one scenario that has ended, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from callbook.core import DEFAULT_START, instant_of
from callbook.record.cucumber.envelopes import (
    Attachment,
    Envelope,
    Failure,
    Hook,
    SourceReference,
    Status,
    TestCase,
    TestCaseFinished,
    TestCaseStarted,
    TestStep,
    TestStepFinished,
    TestStepResult,
    TestStepStarted,
    moment,
)
from callbook.record.cucumber.notes import SCENARIO
from callbook.record.cucumber.results import ScenarioResult, StepDefinitionUsed, StepResult

TEST_RUN = "run"
_SET_UP = Hook("set-up", SourceReference("pytest"), "set-up", "BEFORE_TEST_CASE")
_CLEAN_UP = Hook("clean-up", SourceReference("pytest"), "clean-up", "AFTER_TEST_CASE")
SET_UP_AND_CLEAN_UP = (_SET_UP, _CLEAN_UP)
"""pytest's fixtures as hooks: a step of them is there where something went wrong."""

TEXT, LINK = "text/plain", "text/uri-list"


class CaseEnvelopes:
    """The messages of one scenario.

    Args:
        pickle: what was to be run.
        result: how it ended.
        name: gives the id of a step definition.
        attempt: which one this was, from 0.

    Attributes:
        id: of the test case.
        statuses: of the steps.
        hook_statuses: of set-up and clean-up, where something went wrong.
        end: the instant at which it ended.
    """

    def __init__(
        self, pickle: dict[str, Any], result: ScenarioResult, name: Callable[[StepDefinitionUsed], str], attempt: int
    ) -> None:
        self._result = result
        self._name = name
        self._pickle_id: str = pickle["id"]
        self._attempt = attempt
        self.id = f"{self._pickle_id} case {attempt + 1}"
        self._run = f"{self._pickle_id} run {attempt + 1}"
        self._steps = [
            (pickle_step["id"], step or StepResult("SKIPPED"))
            for pickle_step, step in zip_longest(pickle["steps"], result.steps)
        ]
        self._start = next((step.began for step in result.steps if step.began is not None), instant_of(DEFAULT_START))
        self.end = self._start
        self.statuses: list[Status] = [step.status for _, step in self._steps]
        self.hook_statuses: list[Status] = [step.status for step in (result.set_up, result.clean_up) if step]

    def envelopes(self) -> Iterator[Envelope]:
        """Yield the messages in Cucumber's order."""
        parts = list(self._parts())
        case = self.id
        yield Envelope(test_case=TestCase(case, self._pickle_id, [part for part, _ in parts], TEST_RUN))
        yield Envelope(test_case_started=TestCaseStarted(self._attempt, self._run, case, moment(self._start)))
        for part, step in parts:
            yield from self._step(part.id, step)
        yield from self._attachments(parts)
        yield Envelope(test_case_finished=TestCaseFinished(self._run, moment(self.end), will_be_retried=False))

    def _parts(self) -> Iterator[tuple[TestStep, StepResult]]:
        if self._result.set_up is not None:
            yield TestStep(f"{self.id} set-up", hook_id=_SET_UP.id), self._result.set_up
        for number, (pickle_step_id, step) in enumerate(self._steps, 1):
            ids = [self._name(each) for each in step.definitions]
            arguments: list[dict[str, list[object]]] = [{"stepMatchArguments": []} for _ in ids]
            yield TestStep(f"{self.id} step {number}", pickle_step_id, ids, arguments), step
        if self._result.clean_up is not None:
            yield TestStep(f"{self.id} clean-up", hook_id=_CLEAN_UP.id), self._result.clean_up

    def _step(self, name: str, step: StepResult) -> Iterator[Envelope]:
        began = self.end if step.began is None else step.began
        self.end = began if step.ended is None else step.ended
        failure = Failure(*step.error) if step.error else None
        result = TestStepResult(moment(self.end - began), step.status, step.message or None, failure)
        yield Envelope(test_step_started=TestStepStarted(self._run, name, moment(began)))
        yield Envelope(test_step_finished=TestStepFinished(self._run, name, result, moment(self.end)))

    def _attachments(self, parts: list[tuple[TestStep, StepResult]]) -> Iterator[Envelope]:
        """Yield the recording, of the last step; the ladder, of the one that failed; the notes, of the test case."""
        failed = next((part.id for part, step in parts if step.status == "FAILED"), parts[-1][0].id)
        if self._result.ladder:
            yield Envelope(attachment=Attachment(self._result.ladder, "IDENTITY", TEXT, self._run, failed))
        if self._result.trace:
            file = self._result.trace.rpartition("/")[2]
            link = Attachment(self._result.trace, "IDENTITY", LINK, self._run, parts[-1][0].id, file)
            yield Envelope(attachment=link)
        if self._result.notes:
            notes = msgspec.json.encode(self._result.notes).decode()
            yield Envelope(attachment=Attachment(notes, "IDENTITY", SCENARIO, self._run))
