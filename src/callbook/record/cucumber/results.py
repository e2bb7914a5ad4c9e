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


class ParameterTypeUsed(msgspec.Struct, frozen=True, array_like=True):
    """A type of placeholders that a project brings along.

    Attributes:
        name: as patterns call it.
        pattern: the regular expression of its texts.
        place: file and line of what reads them.
    """

    name: str
    pattern: str
    place: str


class Attached(msgspec.Struct, frozen=True, array_like=True):
    """What a step, or a hook, has attached.

    Attributes:
        body: a text as it is; bytes in base64.
        encoded: whether the body is base64.
        media_type: what it is.
        file_name: empty if it has none.
    """

    body: str
    encoded: bool
    media_type: str
    file_name: str


class StepResult(msgspec.Struct, array_like=True):
    """A step that began.

    Attributes:
        status: how it ended.
        began, ended: instants of the virtual clock, None as long as there was none.
        definition: what ran, None where nobody defines it.
        message: why it failed, or was skipped.
        error: the exception's type, its text, and its traceback; empty if there was none.
        rivals: the definitions that match, where they are several and so none ran.
        attached: what it has attached, in order.
        snippets: definitions to paste, where nobody defines it.
    """

    status: Status = "UNKNOWN"
    began: int | None = None
    ended: int | None = None
    definition: StepDefinitionUsed | None = None
    message: str = ""
    error: tuple[str, ...] = ()
    rivals: list[StepDefinitionUsed] = []
    attached: list[Attached] = []
    snippets: list[str] = []

    @property
    def definitions(self) -> list[StepDefinitionUsed]:
        """What ran, or the rivals."""
        return self.rivals if self.definition is None else [self.definition]


class HookUsed(msgspec.Struct, frozen=True, array_like=True):
    """What ran before or after the steps of a scenario: pytest's fixtures, or a function of the project.

    Attributes:
        name: as reports show it.
        place: file and line; `pytest` for the fixtures as a whole.
        is_before: whether it ran before the first step.
        is_phase: whether pytest counts what goes wrong in it as an error and not as a failure: set-up and clean-up.
        is_of_run: whether it ran before or after the whole run, and not a scenario.
    """

    name: str
    place: str
    is_before: bool
    is_phase: bool = False
    is_of_run: bool = False


SET_UP = HookUsed("set-up", "pytest", is_before=True, is_phase=True)
CLEAN_UP = HookUsed("clean-up", "pytest", is_before=False, is_phase=True)
PHASES = frozenset({SET_UP.name, CLEAN_UP.name})
BEFORE_STEPS = HookUsed("before the steps", "pytest", is_before=True)
AFTER_STEPS = HookUsed("after the steps", "pytest", is_before=False)
"""Where something went wrong outside of the steps: in the phases of pytest, or in what surrounds the steps."""


class HookResult(msgspec.Struct, array_like=True):
    """How a hook ended."""

    hook: HookUsed
    result: StepResult


class ScenarioResult(msgspec.Struct):
    """A scenario that has ended, or one attempt at it.

    Attributes:
        feature: its file, relative to the root of the run.
        line: of the scenario, or of its row in the Examples.
        steps: those that began, in order; the first ones of the scenario.
        hooks: what ran before the first step and after the last one, in order.
        trace: its recording, relative to the folder of the run; empty if there is none.
        ladder: the last messages of one that failed.
        notes: None if it was not run, because the runner refuses its file.
        seconds: what set-up and steps took, by the wall.
        decision: what was decided of it on every configuration, in JSON; empty if nobody asked.
    """

    feature: str
    line: int
    steps: list[StepResult] = []
    hooks: list[HookResult] = []
    trace: str = ""
    ladder: str = ""
    notes: ScenarioNotes | None = None
    seconds: float = 0.0
    decision: str = ""


class FeatureRefused(msgspec.Struct):
    """A feature file that cannot be run.

    Attributes:
        feature: the file.
        problems: each (line, status, text); 0 is the file as a whole.
    """

    feature: str
    problems: list[tuple[int, Status, str]]


_FROM_BAD_TO_GOOD: tuple[Status, ...] = ("FAILED", "AMBIGUOUS", "UNDEFINED", "UNKNOWN", "PENDING", "SKIPPED")
_SKIPPED = frozenset({"PENDING", "SKIPPED"})


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of *statuses*: what the whole counts as."""
    found = set(statuses)
    for status in _FROM_BAD_TO_GOOD:
        if status in found:
            return status
    return "PASSED"


def outcome_of(statuses: Iterable[Status], phases: Iterable[Status]) -> str:
    """Return in pytest's words how a scenario ended: ``passed``, ``failed``, ``skipped`` or ``error``.

    Args:
        statuses: of the steps, and of the hooks that pytest counts among them.
        phases: of set-up and clean-up.
    """
    phases = tuple(phases)
    if worst(phases) == "FAILED":
        return "error"
    whole = worst((*statuses, *phases))
    return "skipped" if whole in _SKIPPED else "passed" if whole == "PASSED" else "failed"
