"""Writes the stream of a run: each scenario as soon as it has ended, each feature before its first scenario.

What is written depends on the features and on the virtual clock alone, but for one line near the end: a run in several
processes writes the same lines, in another order.
"""

from __future__ import annotations

import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import chain, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from callbook.core import DEFAULT_START, BadInput, instant_of
from callbook.record.cucumber.documents import FeatureDocument, read_document
from callbook.record.cucumber.envelopes import (
    GHERKIN,
    LINK,
    PROTOCOL,
    TEXT,
    Attachment,
    Envelope,
    Failure,
    Hook,
    Location,
    Meta,
    ParseError,
    Pattern,
    Product,
    Source,
    SourceReference,
    Status,
    StepDefinition,
    TestCase,
    TestCaseFinished,
    TestCaseStarted,
    TestRunFinished,
    TestRunStarted,
    TestStep,
    TestStepFinished,
    TestStepResult,
    TestStepStarted,
    moment,
)
from callbook.record.cucumber.notes import RUN, SCENARIO, RunNotes
from callbook.record.cucumber.results import FeatureRefused, ScenarioResult, StepDefinitionUsed, StepResult, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TEST_RUN = "run"
_SET_UP = Hook("set-up", SourceReference("pytest"), "set-up", "BEFORE_TEST_CASE")
_CLEAN_UP = Hook("clean-up", SourceReference("pytest"), "clean-up", "AFTER_TEST_CASE")
SET_UP_AND_CLEAN_UP = (_SET_UP, _CLEAN_UP)
"""pytest's fixtures as hooks: a step of them is there where something went wrong."""


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


_ENCODER = msgspec.json.Encoder()


class StreamWriter:
    """Writes one stream.

    Args:
        path: the file; its folder exists.
        root: of the run, to which the features are relative.
        read: the features that this process has read already, by their names.
    """

    def __init__(self, path: Path, root: Path, read: Mapping[str, FeatureDocument] = MappingProxyType({})) -> None:
        self._root = root
        self._read = read
        self._file = path.open("wb")
        self._documents: dict[str, FeatureDocument] = {}
        self._written: set[str] = set()
        self._attempts: Counter[str] = Counter()
        self._lines = 0
        self._seconds: dict[str, float] = {}
        self._start = self._end = instant_of(DEFAULT_START)
        self._write(Envelope(meta=_meta()))
        self._write(Envelope(test_run_started=TestRunStarted(moment(self._start), TEST_RUN)))

    def case(self, result: ScenarioResult) -> str:
        """Write a scenario that has ended.

        Returns:
            How it ended by what was written: ``passed``, ``failed``, ``skipped`` or ``error``.

        Raises:
            BadInput: its feature file cannot be read any more.
        """
        pickle = self._feature(result.feature).pickles[result.line]
        self._once(pickle["id"], Envelope(pickle=pickle))
        for definition in chain.from_iterable(step.definitions for step in result.steps):
            self._once(_id_of(definition), Envelope(step_definition=_described(definition)))
        for hook in SET_UP_AND_CLEAN_UP:
            if (result.set_up if hook.type == "BEFORE_TEST_CASE" else result.clean_up) is not None:
                self._once(hook.id, Envelope(hook=hook))
        case = CaseEnvelopes(pickle, result, _id_of, self._attempts[pickle["id"]])
        for envelope in case.envelopes():
            self._write(envelope)
        self._file.flush()
        self._end = max(self._end, case.end)
        self._attempts[pickle["id"]] += 1
        if result.notes:
            self._seconds[case.id] = round(result.seconds, 6)
        return outcome_of(case.statuses, case.hook_statuses)

    def refused(self, refused: FeatureRefused) -> None:
        """Write a feature file that cannot be run: its scenarios with steps that are wrong, or why it is none."""
        try:
            document = self._feature(refused.feature)
        except BadInput:
            document = None
        cases = list(_refused_cases(document, refused)) if document else []
        for case in cases:
            self.case(case)
        if not cases:
            for line, _, text, _ in refused.problems:
                place = SourceReference(refused.feature, Location(line) if line else None)
                self._write(Envelope(parse_error=ParseError(place, text)))

    def finish(self, *, success: bool, seconds: float = 0.0, message: str = "") -> None:
        """Write that the run has ended, and that it took *seconds* by the wall; close the file."""
        notes = RunNotes(self._lines, round(seconds, 6), self._seconds)
        self._write(Envelope(attachment=Attachment(msgspec.json.encode(notes).decode(), "IDENTITY", RUN)))
        finished = TestRunFinished(success, moment(self._end), TEST_RUN, message or None)
        self._write(Envelope(test_run_finished=finished))
        self._file.close()

    def _feature(self, uri: str) -> FeatureDocument:
        if uri not in self._documents:
            document = self._documents[uri] = self._read.get(uri) or read_document(self._root / uri, uri)
            self._write(Envelope(source=Source(uri, document.text, GHERKIN)))
            self._write(Envelope(gherkin_document=document.document))
        return self._documents[uri]

    def _once(self, name: str, envelope: Envelope) -> None:
        if name not in self._written:
            self._written.add(name)
            self._write(envelope)

    def _write(self, envelope: Envelope) -> None:
        self._file.write(_ENCODER.encode(envelope) + b"\n")
        self._lines += 1


def _refused_cases(document: FeatureDocument, refused: FeatureRefused) -> Iterable[ScenarioResult]:
    """Yield the scenarios that have a step at the line of a problem; their other steps were not run."""
    problems = {
        line: StepResult(status, message=text, rivals=rivals) for line, status, text, rivals in refused.problems
    }
    for line, pickle in document.pickles.items():
        lines = [document.lines_of_nodes[step["astNodeIds"][0]] for step in pickle["steps"]]
        if not problems.keys().isdisjoint(lines):
            yield ScenarioResult(
                document.uri, line, steps=[problems.get(each) or StepResult("SKIPPED") for each in lines]
            )


def _meta() -> Meta:
    python = Product(platform.python_implementation(), platform.python_version())
    return Meta(
        PROTOCOL, Product("callbook", version("callbook")), python, Product(sys.platform), Product(platform.machine())
    )


def _id_of(definition: StepDefinitionUsed) -> str:
    return f"{definition.place} {definition.pattern}"


def _described(definition: StepDefinitionUsed) -> StepDefinition:
    file, _, line = definition.place.rpartition(":")
    pattern = Pattern(definition.pattern, "REGULAR_EXPRESSION" if definition.regular else "CUCUMBER_EXPRESSION")
    return StepDefinition(_id_of(definition), pattern, SourceReference(file, Location(int(line))))
