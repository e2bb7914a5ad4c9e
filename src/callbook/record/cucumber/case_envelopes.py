"""The messages of one scenario that has ended, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

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
from callbook.record.cucumber.told import CaseTold, DefinitionTold, StepTold

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
        told: what became of it.
        name: gives the id of a step definition.
        attempt: which one this was, from 0.

    Attributes:
        statuses: of the steps.
        hook_statuses: of set-up and clean-up, where something went wrong.
        end: the instant at which it ended.
    """

    def __init__(
        self, pickle: dict[str, Any], told: CaseTold, name: Callable[[DefinitionTold], str], attempt: int
    ) -> None:
        self._told = told
        self._name = name
        self._pickle_id: str = pickle["id"]
        self._attempt = attempt
        self._case = f"{self._pickle_id} case {attempt + 1}"
        self._run = f"{self._pickle_id} run {attempt + 1}"
        self._steps = [
            (pickle_step["id"], step or StepTold("SKIPPED"))
            for pickle_step, step in zip_longest(pickle["steps"], told.steps)
        ]
        self._start = next((step.began for step in told.steps if step.began is not None), instant_of(DEFAULT_START))
        self.end = self._start
        self.statuses: list[Status] = [step.status for _, step in self._steps]
        self.hook_statuses: list[Status] = [step.status for step in (told.set_up, told.clean_up) if step]

    def envelopes(self) -> Iterator[Envelope]:
        """Give the messages."""
        parts = list(self._parts())
        case = self._case
        yield Envelope(test_case=TestCase(case, self._pickle_id, [part for part, _ in parts], TEST_RUN))
        yield Envelope(test_case_started=TestCaseStarted(self._attempt, self._run, case, moment(self._start)))
        for part, step in parts:
            yield from self._step(part.id, step)
        yield from self._attachments(parts)
        yield Envelope(test_case_finished=TestCaseFinished(self._run, moment(self.end), will_be_retried=False))

    def _parts(self) -> Iterator[tuple[TestStep, StepTold]]:
        if self._told.set_up is not None:
            yield TestStep(f"{self._case} set-up", hook_id=_SET_UP.id), self._told.set_up
        for number, (pickle_step_id, step) in enumerate(self._steps, 1):
            ids = [self._name(each) for each in step.definitions]
            arguments: list[dict[str, list[object]]] = [{"stepMatchArguments": []} for _ in ids]
            yield TestStep(f"{self._case} step {number}", pickle_step_id, ids, arguments), step
        if self._told.clean_up is not None:
            yield TestStep(f"{self._case} clean-up", hook_id=_CLEAN_UP.id), self._told.clean_up

    def _step(self, name: str, step: StepTold) -> Iterator[Envelope]:
        began = self.end if step.began is None else step.began
        self.end = began if step.ended is None else step.ended
        failure = Failure(*step.error) if step.error else None
        result = TestStepResult(moment(self.end - began), step.status, step.message or None, failure)
        yield Envelope(test_step_started=TestStepStarted(self._run, name, moment(began)))
        yield Envelope(test_step_finished=TestStepFinished(self._run, name, result, moment(self.end)))

    def _attachments(self, parts: list[tuple[TestStep, StepTold]]) -> Iterator[Envelope]:
        """Hang the recording on the last step, the ladder on the one that failed."""
        failed = next((part.id for part, step in parts if step.status == "FAILED"), parts[-1][0].id)
        if self._told.ladder:
            yield Envelope(attachment=Attachment(self._told.ladder, "IDENTITY", TEXT, self._run, failed))
        if self._told.trace:
            file = self._told.trace.rpartition("/")[2]
            link = Attachment(self._told.trace, "IDENTITY", LINK, self._run, parts[-1][0].id, file)
            yield Envelope(attachment=link)
