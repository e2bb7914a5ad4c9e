"""Reads the stream of a run: the scenarios, their steps, how each ended.

Every report, table and count of the run is made of what stands in it.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as BinasciiError
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import nan
from pathlib import Path
from typing import Any

import msgspec

from callbook.configuration import CLAUSES
from callbook.core import BadInput
from callbook.record.cucumber.case_envelopes import LINK
from callbook.record.cucumber.envelopes import (
    Attachment,
    Envelope,
    Hook,
    Meta,
    ParseError,
    Status,
    TestCase,
    TestCaseStarted,
    TestStep,
    TestStepResult,
)
from callbook.record.cucumber.notes import (
    DECISION,
    PLAN,
    RUN,
    SCENARIO,
    PlanNotes,
    RunNotes,
    ScenarioNotes,
    StepFailure,
)
from callbook.record.cucumber.results import PHASES, outcome_of
from callbook.record.decisions import Decision


@dataclass(frozen=True, slots=True)
class RanStep:
    """A step that was to be run.

    Attributes:
        id: of the pickle's step, or of the hook.
        definition: the id of what ran it; empty if nothing did, or if several match.
        result: how it ended.
        attachments: what it brought about: what it has attached, and the ladder and the recording of its scenario.
        hook: what ran before or after the steps; None for a step of the pickle.
        attached: those of them that it has attached itself.
    """

    id: str
    definition: str
    result: TestStepResult
    attachments: tuple[Attachment, ...]
    hook: Hook | None = None
    attached: tuple[Attachment, ...] = ()

    @property
    def is_phase(self) -> bool:
        """Whether it is a hook in which pytest counts what goes wrong as an error: set-up or clean-up."""
        return self.id.partition(" ")[0] in PHASES


@dataclass(frozen=True)
class RanScenario:
    """A scenario that has ended, or a row of its Examples.

    Attributes:
        pickle: what was to be run.
        before: the hooks before the first step: those that were called, and set-up if something went wrong in it.
        steps: of the pickle.
        after: the hooks after the last step.
        notes: None where the runner refused the file, and so ran nothing of it.
        seconds: what set-up and steps took, by the wall; not a number if the run was broken off.
        attempts: how often it was run until it passed, or nobody tried again.
        decision: what was decided of it on every configuration; None if nobody asked.
    """

    pickle: dict[str, Any]
    before: tuple[RanStep, ...]
    steps: tuple[RanStep, ...]
    after: tuple[RanStep, ...]
    notes: ScenarioNotes | None
    seconds: float
    attempts: int = 1
    decision: Decision | None = None

    @cached_property
    def outcome(self) -> str:
        """How it ended: ``passed``, ``failed``, ``skipped`` or ``error``."""
        hooks = (*self.before, *self.after)
        phases: list[Status] = [step.result.status for step in hooks if step.is_phase]
        others: list[Status] = [step.result.status for step in hooks if not step.is_phase]
        return outcome_of([*others, *(step.result.status for step in self.steps)], phases)

    @property
    def every_step(self) -> tuple[RanStep, ...]:
        """The steps, with the hooks around them."""
        return (*self.before, *self.steps, *self.after)

    @property
    def trace(self) -> str:
        """Its recording, relative to the folder of the run; empty if there is none."""
        added = (each for step in self.every_step for each in step.attachments[len(step.attached) :])
        links = (each.body for each in added if each.media_type == LINK)
        return next(links, "")

    @property
    def feature(self) -> str:
        """Its file, relative to the root of the run."""
        return str(self.pickle["uri"])

    @property
    def line(self) -> int:
        """Where it stands in its file: its own line, or that of its row in the Examples."""
        return int(self.pickle["location"]["line"])

    @property
    def name(self) -> str:
        """Its name as pytest shows it: with the row of its Examples in brackets."""
        return self.notes.name if self.notes else str(self.pickle["name"])

    @cached_property
    def tags(self) -> list[str]:
        """Those of feature, rule, scenario and Examples, without their @, in the order of the file."""
        return tags_of(self.pickle)

    @cached_property
    def clauses(self) -> list[str]:
        """The clauses among its tags, in the register's order."""
        return clauses_among(self.tags)

    @property
    def shows(self) -> list[tuple[str, ...]]:
        """The coverage points that were seen in it, each (kind, name, value)."""
        return self.notes.shows if self.notes else []

    @property
    def failure(self) -> StepFailure | None:
        """How it failed, in the reader's words; None if it did not, or if nobody could say."""
        return self.notes.failure if self.notes else None

    @property
    def error(self) -> str:
        """The text of the exception that ended it; empty if there was none."""
        errors = (step.result.exception for step in self.every_step)
        return next((error.message for error in errors if error), "")


@dataclass(slots=True)
class Stream:
    """The stream of a run.

    Attributes:
        documents: the feature files, by their names.
        pickles: by their ids.
        cases: the scenarios, in the order of the files, with those of files that the runner refused.
        definitions: where each step definition stands, by its id.
        parse_errors: feature files that could not be run.
        seconds: from the first scenario's beginning to the last one's end, by the wall.
        began: when the first one began, by the wall, in seconds since the epoch; 0 where that is not known.
        configuration: whose contact centre was tried, as the run was told; empty for the kit's own.
        commit: of the project's repository; empty where that is not known.
        meta: who has run it, and where; None if the stream broke off before.
        planned: how many scenarios were to be run.
        finished: whether the stream came to its end.
    """

    documents: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    pickles: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    cases: list[RanScenario] = field(default_factory=list[RanScenario])
    definitions: dict[str, str] = field(default_factory=dict[str, str])
    parse_errors: list[ParseError] = field(default_factory=list[ParseError])
    seconds: float = 0.0
    began: float = 0.0
    configuration: str = ""
    commit: str = ""
    meta: Meta | None = None
    planned: int = 0
    finished: bool = False

    @property
    def played(self) -> list[RanScenario]:
        """The scenarios that were run."""
        return [case for case in self.cases if case.notes]

    @property
    def never_ran(self) -> int:
        """How many scenarios were to be run, and were not: the run was broken off, or stopped at a failure."""
        return max(self.planned - len(self.played), 0)

    @property
    def broken_off(self) -> str:
        """In words that the run did not come to its end; empty if it did."""
        if self.never_ran:
            return f"the run was broken off: {self.never_ran} never ran"
        return "" if self.finished else "the run was broken off"


def tags_of(pickle: dict[str, Any]) -> list[str]:
    """Return the tags of a *pickle*, each once and without its @."""
    return list(dict.fromkeys(tag["name"].removeprefix("@") for tag in pickle["tags"]))


def clauses_among(tags: Iterable[str]) -> list[str]:
    """Return the clauses among *tags*, in the register's order."""
    claimed = set(tags)
    return [clause.id for clause in CLAUSES if clause.id in claimed]


STREAM_FILE = "messages.ndjson"
EARLIER_RUN_FILE = "run.ndjson"
"""What runs of earlier versions held their scenarios in."""

_DECODER = msgspec.json.Decoder(Envelope)
_SCENARIO_NOTES = msgspec.json.Decoder(ScenarioNotes)
_DECISION = msgspec.json.Decoder(Decision)
_PLAN_NOTES = msgspec.json.Decoder(PlanNotes)
_RUN_NOTES = msgspec.json.Decoder(RunNotes)
_AGAIN = "one that this version of Callbook has written, unchanged: run the features again"


def read_stream(folder: Path) -> Stream:
    """Return the stream in *folder*, or the one that *folder* is; one that breaks off is read as far as it goes.

    Raises:
        BadInput: there is none, an earlier version wrote it, or it is not as it was written: the error names the line.
    """
    path = folder if folder.is_file() else folder / STREAM_FILE
    reader = _Reader()
    try:
        for line in path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                reader.take(_DECODER.decode(line))
    except OSError:
        raise _no_stream(folder) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _changed(path, f"line {reader.lines + 1}: {error}") from None
    except BinasciiError as error:
        raise _changed(path, f"line {reader.lines + 1}: an attachment that is no base64: {error}") from None
    except KeyError as missing:
        raise _changed(path, f"line {reader.lines + 1}: no line before it has {missing}") from None
    _refuse_incomplete(path, reader)
    return reader.read()


def _no_stream(folder: Path) -> BadInput:
    if (folder / EARLIER_RUN_FILE).is_file():
        return BadInput("folder", str(folder), where=f"{EARLIER_RUN_FILE} of an earlier version", accepted=_AGAIN)
    return BadInput("folder", str(folder), accepted="one that a run has written: run `make acceptance` first")


def _changed(path: Path, where: str) -> BadInput:
    return BadInput("run", str(path), where=where, accepted="what the runner wrote, unchanged: run the features again")


def _refuse_incomplete(path: Path, reader: _Reader) -> None:
    """Hold what was read against what the run itself has counted, once it has come to its end."""
    if not reader.stream.finished:
        return
    if reader.run is None:
        raise BadInput("run", str(path), where="a run of an earlier version", accepted=_AGAIN)
    if reader.run.lines != reader.lines_before_run:
        raise _changed(path, f"its count: {reader.lines_before_run} lines, and {reader.run.lines} were written")


class _Reader:
    def __init__(self) -> None:
        self.stream = Stream()
        self.run: RunNotes | None = None
        self.lines_before_run = 0
        self.lines = 0
        self._cases: dict[str, TestCase] = {}
        self._started: dict[str, TestCaseStarted] = {}
        self._ended: dict[str, RanScenario] = {}
        self._hooks: dict[str, Hook] = {}
        self._results: dict[tuple[str, str], TestStepResult] = {}
        self._attached: dict[tuple[str, str], list[Attachment]] = {}
        self._added: dict[tuple[str, str], list[Attachment]] = {}
        self._notes: dict[str, ScenarioNotes] = {}
        self._decisions: dict[str, Decision] = {}

    def take(self, envelope: Envelope) -> None:
        stream = self.stream
        match envelope:
            case Envelope(gherkin_document=dict(document)):
                stream.documents[document["uri"]] = document
            case Envelope(pickle=dict(pickle)):
                if pickle["uri"] not in stream.documents:
                    raise KeyError(pickle["uri"])
                stream.pickles[pickle["id"]] = pickle
            case Envelope(test_case=TestCase() as case):
                self._cases[case.id] = case
            case Envelope(attachment=Attachment() as attachment):
                self._attach(attachment)
            case _:
                self._take_event(envelope)
        self.lines += 1

    def _take_event(self, envelope: Envelope) -> None:
        if envelope.test_step_finished:
            finished = envelope.test_step_finished
            self._results[finished.test_case_started_id, finished.test_step_id] = finished.test_step_result
        elif envelope.hook:
            self._hooks[envelope.hook.id] = envelope.hook
        elif envelope.test_case_started:
            self._started[envelope.test_case_started.id] = envelope.test_case_started
        elif envelope.test_case_finished:
            self._close(self._started[envelope.test_case_finished.test_case_started_id])
        elif envelope.step_definition:
            place = envelope.step_definition.source_reference
            line = f":{place.location.line}" if place.location else ""
            self.stream.definitions[envelope.step_definition.id] = f"{place.uri}{line}"
        elif envelope.parse_error:
            self.stream.parse_errors.append(envelope.parse_error)
        elif envelope.meta:
            self.stream.meta = envelope.meta
        elif envelope.test_run_finished:
            self.stream.finished = True

    def _attach(self, attachment: Attachment) -> None:
        if attachment.media_type == RUN:
            self.run, self.lines_before_run = _RUN_NOTES.decode(attachment.body), self.lines
            self.stream.seconds, self.stream.began = self.run.seconds, self.run.began
            self.stream.configuration, self.stream.commit = self.run.configuration, self.run.commit
        elif attachment.media_type == PLAN:
            self.stream.planned = _PLAN_NOTES.decode(attachment.body).scenarios
        elif attachment.media_type == SCENARIO:
            self._notes[attachment.test_case_started_id or ""] = _SCENARIO_NOTES.decode(attachment.body)
        elif attachment.media_type == DECISION:
            self._decisions[attachment.test_case_started_id or ""] = _DECISION.decode(attachment.body)
        else:
            if attachment.content_encoding == "BASE64":
                b64decode(attachment.body, validate=True)
            key = attachment.test_case_started_id or "", attachment.test_step_id or ""
            # What a step attaches comes before its end; the runner adds the rest when the scenario has ended.
            attachments = self._added if key in self._results else self._attached
            attachments.setdefault(key, []).append(attachment)

    def _close(self, started: TestCaseStarted) -> None:
        """Put together a scenario that has ended; of one that was run again, the last attempt counts."""
        case = self._cases[started.test_case_id]
        steps = [self._ran(started.id, step) for step in case.test_steps]
        before = tuple(step for step in steps if step.hook and step.hook.type.startswith("BEFORE"))
        after = tuple(step for step in steps if step.hook and step.hook.type.startswith("AFTER"))
        of_pickle = tuple(step for step in steps if not step.hook)
        pickle, notes = self.stream.pickles[case.pickle_id], self._notes.get(started.id)
        attempts, decision = started.attempt + 1, self._decisions.get(started.id)
        self._ended[case.id] = RanScenario(pickle, before, of_pickle, after, notes, nan, attempts, decision)

    def _ran(self, run: str, step: TestStep) -> RanStep:
        attached = tuple(self._attached.get((run, step.id), ()))
        attachments = (*attached, *self._added.get((run, step.id), ()))
        ids = step.step_definition_ids
        definition = ids[0] if ids and len(ids) == 1 else ""
        hook = self._hooks[step.hook_id] if step.hook_id else None
        result = self._results.get((run, step.id))
        if result is None:
            raise KeyError(step.id)
        return RanStep(step.hook_id or step.pickle_step_id or "", definition, result, attachments, hook, attached)

    def read(self) -> Stream:
        """Return what was read, the scenarios in the order of the files."""
        seconds = self.run.seconds_of if self.run else {}
        scenarios = (replace(ran, seconds=seconds.get(case, nan)) for case, ran in self._ended.items())
        self.stream.cases = sorted(scenarios, key=lambda each: (each.feature, each.line, each.name))
        return self.stream
