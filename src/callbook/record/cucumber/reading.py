"""Reads the stream of a run: the scenarios, their steps, how each ended.

Every report, table and count of the run is made of what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import nan
from pathlib import Path
from typing import Any

import msgspec

from callbook.configuration import CLAUSES
from callbook.core import BadInput
from callbook.record.cucumber.envelopes import (
    LINK,
    Attachment,
    Envelope,
    ParseError,
    Status,
    TestCase,
    TestCaseStarted,
    TestStepResult,
)
from callbook.record.cucumber.notes import RUN, SCENARIO, RunNotes, ScenarioNotes, StepFailure
from callbook.record.cucumber.results import outcome_of


@dataclass(frozen=True, slots=True)
class RanStep:
    """A step that was to be run.

    Attributes:
        id: of the pickle's step; of the hook for set-up and clean-up.
        definition: the id of what ran it; empty if nothing did, or if several match.
        result: how it ended.
        attachments: what it brought about.
    """

    id: str
    definition: str
    result: TestStepResult
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class RanScenario:
    """A scenario that has ended, or a row of its Examples.

    Attributes:
        pickle: what was to be run.
        set_up, clean_up: what went wrong there, None if nothing did.
        steps: of the pickle.
        notes: None where the runner refused the file, and so ran nothing of it.
        seconds: what set-up and steps took, by the wall; not a number if the run was broken off.
    """

    pickle: dict[str, Any]
    set_up: RanStep | None
    steps: tuple[RanStep, ...]
    clean_up: RanStep | None
    notes: ScenarioNotes | None
    seconds: float

    @cached_property
    def outcome(self) -> str:
        """How it ended: ``passed``, ``failed``, ``skipped`` or ``error``."""
        hooks: list[Status] = [step.result.status for step in (self.set_up, self.clean_up) if step]
        return outcome_of((step.result.status for step in self.steps), hooks)

    @property
    def every_step(self) -> tuple[RanStep, ...]:
        """The steps, with set-up and clean-up where something went wrong there."""
        return tuple(step for step in (self.set_up, *self.steps, self.clean_up) if step)

    @property
    def trace(self) -> str:
        """Its recording, relative to the folder of the run; empty if there is none."""
        links = (each.body for step in self.every_step for each in step.attachments if each.media_type == LINK)
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
        finished: whether the run came to its end.
    """

    documents: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    pickles: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    cases: list[RanScenario] = field(default_factory=list[RanScenario])
    definitions: dict[str, str] = field(default_factory=dict[str, str])
    parse_errors: list[ParseError] = field(default_factory=list[ParseError])
    seconds: float = 0.0
    finished: bool = False

    @property
    def played(self) -> list[RanScenario]:
        """The scenarios that were run."""
        return [case for case in self.cases if case.notes]


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
_RUN_NOTES = msgspec.json.Decoder(RunNotes)
_AGAIN = "one that this version of Callbook has written, unchanged: run the features again"


def read_stream(folder: Path) -> Stream:
    """Return the stream in *folder*; one that breaks off is read as far as it goes.

    Raises:
        BadInput: there is none, an earlier version wrote it, or it is not as it was written: the error names the line.
    """
    path = folder / STREAM_FILE
    reader = _Reader()
    try:
        for line in path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                reader.take(_DECODER.decode(line))
    except OSError:
        raise _no_stream(folder) from None
    except msgspec.DecodeError as error:
        raise _changed(path, f"line {reader.lines + 1}: {error}") from None
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
        self._ended: dict[tuple[str, str], tuple[str, RanScenario]] = {}
        self._results: dict[str, TestStepResult] = {}
        self._attachments: dict[str, list[Attachment]] = {}
        self._notes: dict[str, ScenarioNotes] = {}

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
            self._results[envelope.test_step_finished.test_step_id] = envelope.test_step_finished.test_step_result
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
        elif envelope.test_run_finished:
            self.stream.finished = True

    def _attach(self, attachment: Attachment) -> None:
        if attachment.media_type == RUN:
            self.run, self.lines_before_run = _RUN_NOTES.decode(attachment.body), self.lines
            self.stream.seconds = self.run.seconds
        elif attachment.media_type == SCENARIO:
            self._notes[attachment.test_case_started_id or ""] = _SCENARIO_NOTES.decode(attachment.body)
        else:
            self._attachments.setdefault(attachment.test_step_id or "", []).append(attachment)

    def _close(self, started: TestCaseStarted) -> None:
        """Put together a scenario that has ended; of one that was run again, the last attempt counts."""
        case = self._cases[started.test_case_id]
        steps = [
            self._ran(step.id, step.hook_id or step.pickle_step_id or "", step.step_definition_ids)
            for step in case.test_steps
        ]
        hooks = {step.id: step for step in steps if step.id in {"set-up", "clean-up"}}
        of_pickle = tuple(step for step in steps if step.id not in hooks)
        pickle, notes = self.stream.pickles[case.pickle_id], self._notes.get(started.id)
        ran = RanScenario(pickle, hooks.get("set-up"), of_pickle, hooks.get("clean-up"), notes, nan)
        self._ended[case.pickle_id, ran.name] = case.id, ran

    def _ran(self, name: str, of: str, definitions: list[str] | None) -> RanStep:
        attachments = tuple(self._attachments.get(name, ()))
        definition = definitions[0] if definitions and len(definitions) == 1 else ""
        return RanStep(of, definition, self._results[name], attachments)

    def read(self) -> Stream:
        """Return what was read, the scenarios in the order of the files."""
        seconds = self.run.seconds_of if self.run else {}
        scenarios = (replace(ran, seconds=seconds.get(case, nan)) for case, ran in self._ended.values())
        self.stream.cases = sorted(scenarios, key=lambda each: (each.feature, each.line, each.name))
        return self.stream
