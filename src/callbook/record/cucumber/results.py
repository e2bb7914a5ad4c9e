"""How a scenario has ended, in small: a worker of an xdist run sends it to whoever writes the stream."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from callbook.record.cucumber.envelopes import Status
from callbook.record.cucumber.notes import ScenarioNotes


class StepDefinitionUsed(msgspec.Struct, frozen=True, array_like=True):
    """A step definition.

    Attributes:
        pattern: as written.
        place: file and line.
        regular: whether the pattern is a regular expression.
    """

    pattern: str
    place: str
    regular: bool


class StepResult(msgspec.Struct, array_like=True):
    """A step that began.

    Attributes:
        status: how it ended.
        began, ended: instants of the virtual clock, None as long as there was none.
        definition: what ran, None where nobody defines it.
        message: why it failed, or was skipped.
        error: the exception's type, its text, and its traceback; empty if there was none.
        rivals: the definitions that match, where they are several and so none ran.
    """

    status: Status = "UNKNOWN"
    began: int | None = None
    ended: int | None = None
    definition: StepDefinitionUsed | None = None
    message: str = ""
    error: tuple[str, ...] = ()
    rivals: list[StepDefinitionUsed] = []

    @property
    def definitions(self) -> list[StepDefinitionUsed]:
        """What ran, or the rivals."""
        return self.rivals if self.definition is None else [self.definition]


class ScenarioResult(msgspec.Struct):
    """A scenario that has ended.

    Attributes:
        feature: its file, relative to the root of the run.
        line: of the scenario, or of its row in the Examples.
        steps: those that began, in order; the first ones of the scenario.
        set_up: what went wrong before the first step, None if nothing did.
        clean_up: the same after the last step.
        trace: its recording, relative to the folder of the run; empty if there is none.
        ladder: the last messages of one that failed.
        notes: None if it was not run, because the runner refuses its file.
        seconds: what set-up and steps took, by the wall.
    """

    feature: str
    line: int
    steps: list[StepResult] = []
    set_up: StepResult | None = None
    clean_up: StepResult | None = None
    trace: str = ""
    ladder: str = ""
    notes: ScenarioNotes | None = None
    seconds: float = 0.0


class FeatureRefused(msgspec.Struct):
    """A feature file that cannot be run.

    Attributes:
        feature: the file.
        problems: each (line, status, text, rivals); 0 is the file as a whole.
    """

    feature: str
    problems: list[tuple[int, Status, str, list[StepDefinitionUsed]]]


_FROM_BAD_TO_GOOD: tuple[Status, ...] = ("FAILED", "AMBIGUOUS", "UNDEFINED", "UNKNOWN", "PENDING", "SKIPPED")
_SKIPPED = frozenset({"PENDING", "SKIPPED"})


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of *statuses*: what the whole counts as."""
    found = set(statuses)
    for status in _FROM_BAD_TO_GOOD:
        if status in found:
            return status
    return "PASSED"


def outcome_of(statuses: Iterable[Status], hooks: Iterable[Status]) -> str:
    """Return in pytest's words how a scenario ended: ``passed``, ``failed``, ``skipped`` or ``error``."""
    if worst(hooks) == "FAILED":
        return "error"
    whole = worst((*statuses, *hooks))
    return "skipped" if whole in _SKIPPED else "passed" if whole == "PASSED" else "failed"
