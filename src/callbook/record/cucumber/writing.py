"""Writes the stream of a run: each scenario as soon as it has ended, each feature before its first scenario.

What is written depends on the features and on the virtual clock alone, but for one line near the end: a run in several
processes writes the same lines, in another order.
"""

from __future__ import annotations

import platform
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from callbook.configuration import CLAUSES_BY_ID
from callbook.core import DEFAULT_START, BadInput, instant_of
from callbook.record.cucumber.case_envelopes import TEST_RUN, CaseEnvelopes, attachment_of, id_of_hook, step_result
from callbook.record.cucumber.documents import FeatureDocument, read_document
from callbook.record.cucumber.envelopes import (
    PROTOCOL,
    Attachment,
    Envelope,
    Hook,
    Location,
    Meta,
    ParameterType,
    ParseError,
    Pattern,
    Product,
    Source,
    SourceReference,
    StepDefinition,
    TestRunFinished,
    TestRunHookFinished,
    TestRunHookStarted,
    TestRunStarted,
    moment,
)
from callbook.record.cucumber.notes import PLAN, RUN, PlanNotes, RunNotes
from callbook.record.cucumber.reading import tags_of
from callbook.record.cucumber.results import (
    FeatureRefused,
    HookResult,
    HookUsed,
    ParameterTypeUsed,
    ScenarioResult,
    StepDefinitionUsed,
    StepResult,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ENCODER = msgspec.json.Encoder()
_NO_SUCCESS = frozenset({"FAILED", "PENDING", "UNDEFINED", "AMBIGUOUS", "UNKNOWN"})
"""A step that is expected to fail is no success, whatever pytest's exit code says: so it is in Cucumber's own kit."""


@dataclass(slots=True)
class Tally:
    """What a run says of itself in its last lines, counted while it is written.

    Attributes:
        scenarios: how many ended, each once, however often it was run.
        retried: how many of them were run more than once.
        clauses: that were shown by a scenario that has passed.
        goldens: what became of golden recordings.
        seconds: from the first scenario's beginning to the last one's end, by the wall.
    """

    scenarios: int = 0
    retried: int = 0
    clauses: set[str] = field(default_factory=set[str])
    goldens: list[str] = field(default_factory=list[str])
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run cannot know by itself: what the wall said, and what was tried.

    Attributes:
        began: when its first scenario began, in seconds since the epoch; 0 where nothing began.
        seconds: from there to the last one's end.
        configuration: whose contact centre was tried, as the run was told; empty for the kit's own.
        commit: of the project's repository; empty outside of one.
    """

    began: float = 0.0
    seconds: float = 0.0
    configuration: str = ""
    commit: str = ""


class StreamWriter:
    """Writes one stream.

    Args:
        path: the file; its folder exists.
        root: of the run, to which the features are relative.
        planned: how many scenarios are to be run.
        read: the features that this process has read already, by their names.

    Attributes:
        tally: of what was written.
    """

    def __init__(
        self, path: Path, root: Path, planned: int, read: Mapping[str, FeatureDocument] = MappingProxyType({})
    ) -> None:
        self._root = root
        self._read = read
        self._file = path.open("wb")
        self._documents: dict[str, FeatureDocument] = {}
        self._written: set[str] = set()
        self._ids: dict[StepDefinitionUsed, str] = {}
        self._cases: Counter[str] = Counter()
        self._is_successful = True
        self._lines = 0
        self.tally = Tally()
        self._seconds: dict[str, float] = {}
        self._start = self._end = instant_of(DEFAULT_START)
        self._write(Envelope(meta=_meta()))
        self._write(Envelope(test_run_started=TestRunStarted(moment(self._start), TEST_RUN)))
        plan = msgspec.json.encode(PlanNotes(planned)).decode()
        self._write(Envelope(attachment=Attachment(plan, "IDENTITY", PLAN)))

    def pickles(self, scenarios: Iterable[tuple[str, int]]) -> None:
        """Write what is to be run, each (feature, line), before any of it is."""
        for feature, line in scenarios:
            pickle = self._feature(feature).pickles[line]
            self._once(pickle["id"], Envelope(pickle=pickle))

    def case(self, attempts: Sequence[ScenarioResult]) -> str:
        """Write a scenario that has ended.

        Args:
            attempts: one, or several if it was run again; the last one counts.

        Returns:
            How it ended by what was written: ``passed``, ``failed``, ``skipped`` or ``error``.

        Raises:
            BadInput: its feature file cannot be read any more.
        """
        last = attempts[-1]
        pickle = self._feature(last.feature).pickles[last.line]
        self._once(pickle["id"], Envelope(pickle=pickle))
        for attempt in attempts:
            for step in attempt.steps:
                for definition in step.definitions:
                    self._define(definition)
            for each in attempt.hooks:
                self._once(id_of_hook(each.hook), Envelope(hook=_hook(each.hook)))
        self._cases[pickle["id"]] += 1
        case = CaseEnvelopes(pickle, attempts, self._cases[pickle["id"]], self._ids.__getitem__)
        envelopes = list(case.envelopes())
        self._file.write(_ENCODER.encode_lines(envelopes))
        self._lines += len(envelopes)
        self._file.flush()
        self._end = max(self._end, case.end)
        if last.notes:
            self._seconds[case.id] = round(last.seconds, 6)
        self._is_successful &= _NO_SUCCESS.isdisjoint(case.statuses)
        self._count(attempts, case.outcome, pickle)
        return case.outcome

    def project(self, definitions: Iterable[StepDefinitionUsed], types: Iterable[ParameterTypeUsed]) -> None:
        """Write the step definitions of the project, used or not, and the types of its patterns; each once."""
        for definition in definitions:
            self._define(definition)
        for each in types:
            name = f"type {each.name} {each.place}"
            message = ParameterType(name, each.name, [each.pattern], False, True, _place(each.place))  # noqa: FBT003 - Cucumber's
            self._once(name, Envelope(parameter_type=message))

    def run_hooks(self, hooks: Iterable[HookResult]) -> None:
        """Write how what ran before and after the whole run has ended."""
        for number, each in enumerate(hooks, 1):
            hook, result = each.hook, each.result
            self._once(id_of_hook(hook), Envelope(hook=_hook(hook)))
            name, at = f"run hook {number}", moment(self._start if hook.is_before else self._end)
            self._write(Envelope(test_run_hook_started=TestRunHookStarted(name, TEST_RUN, id_of_hook(hook), at)))
            for attached in result.attached:
                self._write(Envelope(attachment=attachment_of(attached, run_hook=name)))
            ended = TestRunHookFinished(name, step_result(result, 0), at)
            self._write(Envelope(test_run_hook_finished=ended))
            self._is_successful &= result.status not in _NO_SUCCESS

    def _define(self, definition: StepDefinitionUsed) -> None:
        if definition not in self._ids:
            name = self._ids[definition] = f"{definition.place} {definition.pattern}"
            self._once(name, Envelope(step_definition=_described(name, definition)))

    def _count(self, attempts: Sequence[ScenarioResult], outcome: str, pickle: dict[str, Any]) -> None:
        notes = attempts[-1].notes
        if notes is None:
            return
        self.tally.scenarios += 1
        self.tally.retried += len(attempts) > 1
        if outcome == "passed":
            self.tally.clauses.update(CLAUSES_BY_ID.keys() & tags_of(pickle))
        if notes.golden:
            self.tally.goldens.append(notes.golden)

    def refused(self, refused: FeatureRefused) -> None:
        """Write a feature file that cannot be run: its scenarios with steps that are wrong, or why it is none."""
        try:
            document = self._feature(refused.feature)
        except BadInput:
            document = None
        cases = list(_refused_cases(document, refused)) if document else []
        for case in cases:
            self.case([case])
        if not cases:
            for line, _, text in refused.problems:
                place = SourceReference(refused.feature, Location(line) if line else None)
                self._write(Envelope(parse_error=ParseError(place, text)))

    def finish(self, *, success: bool, surroundings: Surroundings = Surroundings(), message: str = "") -> None:
        """Write that the run has ended, and what it cannot know by itself; close the file."""
        self.tally.seconds = round(surroundings.seconds, 6)
        began, configuration, commit = round(surroundings.began, 3), surroundings.configuration, surroundings.commit
        notes = RunNotes(self._lines, self.tally.seconds, self._seconds, began, configuration, commit)
        self._write(Envelope(attachment=Attachment(msgspec.json.encode(notes).decode(), "IDENTITY", RUN)))
        finished = TestRunFinished(success and self._is_successful, moment(self._end), TEST_RUN, message or None)
        self._write(Envelope(test_run_finished=finished))
        self._file.close()

    def _feature(self, uri: str) -> FeatureDocument:
        if uri not in self._documents:
            document = self._documents[uri] = self._read.get(uri) or read_document(self._root / uri, uri)
            self._write(Envelope(source=Source(uri, document.text, document.media_type)))
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
    """Yield the scenarios of a file that has a problem at a line of one: none of its steps were run."""
    problems = {line: StepResult(status, message=text) for line, status, text in refused.problems}
    lines_of = {
        line: [document.lines_of_nodes[step["astNodeIds"][0]] for step in pickle["steps"]]
        for line, pickle in document.pickles.items()
    }
    if any(not problems.keys().isdisjoint(lines) for lines in lines_of.values()):
        for line, lines in lines_of.items():
            steps = [problems.get(each) or StepResult("SKIPPED") for each in lines]
            yield ScenarioResult(document.uri, line, steps)


_HookKind = Literal["BEFORE_TEST_CASE", "AFTER_TEST_CASE", "BEFORE_TEST_RUN", "AFTER_TEST_RUN"]
_KINDS: dict[tuple[bool, bool], _HookKind] = {
    (True, False): "BEFORE_TEST_CASE",
    (False, False): "AFTER_TEST_CASE",
    (True, True): "BEFORE_TEST_RUN",
    (False, True): "AFTER_TEST_RUN",
}


def _hook(hook: HookUsed) -> Hook:
    return Hook(id_of_hook(hook), _place(hook.place), hook.name, _KINDS[hook.is_before, hook.is_of_run])


def _place(text: str) -> SourceReference:
    file, _, line = text.rpartition(":")
    return SourceReference(file, Location(int(line))) if line.isdecimal() else SourceReference(text)


def _meta() -> Meta:
    python = Product(platform.python_implementation(), platform.python_version())
    return Meta(
        PROTOCOL, Product("callbook", version("callbook")), python, Product(sys.platform), Product(platform.machine())
    )


def _described(name: str, definition: StepDefinitionUsed) -> StepDefinition:
    pattern = Pattern(definition.pattern, "REGULAR_EXPRESSION" if definition.regular else "CUCUMBER_EXPRESSION")
    return StepDefinition(name, pattern, _place(definition.place))
