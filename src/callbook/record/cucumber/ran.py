"""What the stream of a run says, read: the scenarios, their steps, how each ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from callbook.configuration import CLAUSES
from callbook.record.cucumber.case_envelopes import LINK
from callbook.record.cucumber.envelopes import Attachment, ParseError, Status, TestStepResult
from callbook.record.cucumber.notes import ScenarioNotes, StepFailure
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
