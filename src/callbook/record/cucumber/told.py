"""What is told of a scenario that has ended, in small: a worker of an xdist run sends it to whoever writes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from callbook.record.cucumber.envelopes import Status


class DefinitionTold(msgspec.Struct, frozen=True, array_like=True):
    """A step definition.

    Attributes:
        pattern: as written.
        place: file and line.
        regular: whether the pattern is a regular expression.
    """

    pattern: str
    place: str
    regular: bool


class StepTold(msgspec.Struct, array_like=True):
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
    definition: DefinitionTold | None = None
    message: str = ""
    error: tuple[str, ...] = ()
    rivals: list[DefinitionTold] = []

    @property
    def definitions(self) -> list[DefinitionTold]:
        """What ran, or the rivals."""
        return self.rivals if self.definition is None else [self.definition]


class CaseTold(msgspec.Struct):
    """A scenario that has ended.

    Attributes:
        feature: its file, relative to the root of the run.
        line: of the scenario, or of its row in the Examples.
        steps: those that began, in order; the first ones of the scenario.
        set_up: what went wrong before the first step, None if nothing did.
        clean_up: the same after the last step.
        trace: its recording, relative to the folder of the run; empty if there is none.
        ladder: the last messages of one that failed.
    """

    feature: str
    line: int
    steps: list[StepTold] = []
    set_up: StepTold | None = None
    clean_up: StepTold | None = None
    trace: str = ""
    ladder: str = ""


class FeatureRefused(msgspec.Struct):
    """A feature file that cannot be run.

    Attributes:
        feature: the file.
        problems: each (line, status, text, rivals); 0 is the file as a whole.
    """

    feature: str
    problems: list[tuple[int, Status, str, list[DefinitionTold]]]


_FROM_BAD_TO_GOOD: tuple[Status, ...] = ("FAILED", "AMBIGUOUS", "UNDEFINED", "UNKNOWN", "PENDING", "SKIPPED")
_SKIPPED = frozenset({"PENDING", "SKIPPED"})


def worst(statuses: Iterable[Status]) -> Status:
    """Give the worst of *statuses*: what the whole counts as."""
    found = set(statuses)
    for status in _FROM_BAD_TO_GOOD:
        if status in found:
            return status
    return "PASSED"


def outcome_of(statuses: Iterable[Status], hooks: Iterable[Status]) -> str:
    """Say in pytest's words how a scenario ended: ``passed``, ``failed``, ``skipped`` or ``error``."""
    if worst(hooks) == "FAILED":
        return "error"
    whole = worst((*statuses, *hooks))
    return "skipped" if whole in _SKIPPED else "passed" if whole == "PASSED" else "failed"
