"""Reads the stream of a run: what was to be run, and how each scenario and each step ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from callbook.core import BadInput
from callbook.record.cucumber.case_envelopes import LINK
from callbook.record.cucumber.envelopes import Attachment, Envelope, ParseError, Status, TestCase, TestStepResult
from callbook.record.cucumber.told import outcome_of

STREAM_FILE = "messages.ndjson"
_DECODER = msgspec.json.Decoder(Envelope)


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


@dataclass(frozen=True, slots=True)
class RanCase:
    """A scenario that has ended.

    Attributes:
        pickle: what was to be run.
        set_up, clean_up: what went wrong there, None if nothing did.
        steps: of the pickle.
    """

    pickle: dict[str, Any]
    set_up: RanStep | None
    steps: tuple[RanStep, ...]
    clean_up: RanStep | None

    @property
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


@dataclass(slots=True)
class Stream:
    """The stream of a run.

    Attributes:
        documents: the feature files, by their names.
        pickles: by their ids.
        cases: the scenarios, in the order of the files.
        definitions: where each step definition stands, by its id.
        parse_errors: feature files that could not be run.
        finished: whether the run came to its end.
    """

    documents: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    pickles: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    cases: list[RanCase] = field(default_factory=list[RanCase])
    definitions: dict[str, str] = field(default_factory=dict[str, str])
    parse_errors: list[ParseError] = field(default_factory=list[ParseError])
    finished: bool = False


def read_stream(folder: Path) -> Stream:
    """Read the stream in *folder*; one that breaks off is read as far as it goes.

    Raises:
        BadInput: there is none, or it is none.
    """
    path = folder / STREAM_FILE
    reader = _Reader()
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        for line in lines:
            if line.endswith(b"\n"):
                reader.take(_DECODER.decode(line))
    except OSError:
        raise BadInput(
            "folder", str(folder), accepted="one that a run has written: run `make acceptance` first"
        ) from None
    except msgspec.DecodeError as error:
        raise BadInput("run", str(path), where=str(error), accepted="what the runner wrote, unchanged") from None
    return reader.read()


class _Reader:
    def __init__(self) -> None:
        self.stream = Stream()
        self._cases: dict[str, TestCase] = {}
        self._case_of_run: dict[str, str] = {}
        self._ended: dict[str, RanCase] = {}
        self._results: dict[str, TestStepResult] = {}
        self._attachments: dict[str, list[Attachment]] = {}

    def take(self, envelope: Envelope) -> None:
        stream = self.stream
        match envelope:
            case Envelope(gherkin_document=dict(document)):
                stream.documents[document["uri"]] = document
            case Envelope(pickle=dict(pickle)):
                stream.pickles[pickle["id"]] = pickle
            case Envelope(test_case=TestCase() as case):
                self._cases[case.id] = case
            case _:
                self._take_event(envelope)

    def _take_event(self, envelope: Envelope) -> None:
        if envelope.test_step_finished:
            self._results[envelope.test_step_finished.test_step_id] = envelope.test_step_finished.test_step_result
        elif envelope.attachment:
            self._attachments.setdefault(envelope.attachment.test_step_id, []).append(envelope.attachment)
        elif envelope.test_case_started:
            self._case_of_run[envelope.test_case_started.id] = envelope.test_case_started.test_case_id
        elif envelope.test_case_finished:
            self._close(self._cases[self._case_of_run[envelope.test_case_finished.test_case_started_id]])
        elif envelope.step_definition:
            place = envelope.step_definition.source_reference
            line = f":{place.location.line}" if place.location else ""
            self.stream.definitions[envelope.step_definition.id] = f"{place.uri}{line}"
        elif envelope.parse_error:
            self.stream.parse_errors.append(envelope.parse_error)
        elif envelope.test_run_finished:
            self.stream.finished = True

    def _close(self, case: TestCase) -> None:
        steps = [
            self._ran(step.id, step.hook_id or step.pickle_step_id or "", step.step_definition_ids)
            for step in case.test_steps
        ]
        hooks = {step.id: step for step in steps if step.id in {"set-up", "clean-up"}}
        of_pickle = tuple(step for step in steps if step.id not in hooks)
        pickle = self.stream.pickles[case.pickle_id]
        self._ended[pickle["id"]] = RanCase(pickle, hooks.get("set-up"), of_pickle, hooks.get("clean-up"))

    def _ran(self, name: str, of: str, definitions: list[str] | None) -> RanStep:
        attachments = tuple(self._attachments.get(name, ()))
        definition = definitions[0] if definitions and len(definitions) == 1 else ""
        return RanStep(of, definition, self._results[name], attachments)

    def read(self) -> Stream:
        """Give what was read; of a scenario that was run again, the last attempt."""
        cases = self._ended.values()
        self.stream.cases = sorted(cases, key=lambda case: (case.pickle["uri"], case.pickle["location"]["line"]))
        return self.stream
