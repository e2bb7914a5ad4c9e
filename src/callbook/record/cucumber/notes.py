"""What Callbook says of a run beyond Cucumber's schema: attachments in JSON, with media types of our own.

``PLAN`` stands before the first scenario: how many are to be run. Every scenario that was run has ``SCENARIO``: what
pytest calls it, what it has shown, how it failed. One that was decided on every configuration as well has ``DECISION``,
which is one of the scenarios in what `callbook everywhere --json` prints. The run has ``RUN`` near its end: how many
lines were written before, when and for how long it ran by the wall, and what was tried. That one line of the stream
differs from run to run; every other one depends on the features and on the virtual clock alone.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCENARIO = "application/vnd.callbook.scenario+json"
DECISION = "application/vnd.callbook.decision+json"
PLAN = "application/vnd.callbook.plan+json"
RUN = "application/vnd.callbook.run+json"

FailureCause = Literal["difference", "refusal", "breakdown"]
NO_STEP = "none: the scenario failed before its first step"


class StepFailure(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a scenario failed, in the reader's words.

    Attributes:
        expected, got: both sides.
        cause: whether something else was found than expected, the product refused, or something broke down.
        step: keyword and text of the step; where else it failed if not in a step; empty before the first step.
        line: of the step in its file.
    """

    expected: str
    got: str
    cause: FailureCause
    step: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """The step with its line, or where else it failed; empty before the first step."""
        return f"{self.step}  (line {self.line})" if self.line else self.step


class ScenarioNotes(msgspec.Struct, omit_defaults=True):
    """What Callbook notes of a scenario that was run.

    Attributes:
        name: what pytest calls the test: the scenario, with the row of its Examples in brackets.
        shows: coverage points, each (kind, name, value), for example (privilege, Can Decline, withheld).
        failure: None if it did not fail, or if nobody is left who could say how.
        golden: what became of its golden recording, if that was renewed.
    """

    name: str
    shows: list[tuple[str, ...]] = []
    failure: StepFailure | None = None
    golden: str = ""


class PlanNotes(msgspec.Struct):
    """What Callbook notes of a run before its first scenario.

    Attributes:
        scenarios: how many are to be run.
    """

    scenarios: int


class RunNotes(msgspec.Struct):
    """What Callbook notes of a whole run.

    Attributes:
        lines: how many lines of the stream stand before this one.
        seconds: from the first scenario's beginning to the last one's end, by the wall.
        seconds_of: set-up and steps of each scenario, by the wall, by the id of its test case.
        began: when the first scenario began, by the wall, in seconds since the epoch; 0 where nothing began.
        configuration: whose contact centre was tried, as the run was told; empty for the kit's own.
        commit: of the project's repository, with ``-dirty`` where something was not committed; empty outside of one.
    """

    lines: int
    seconds: float
    seconds_of: dict[str, float]
    began: float = 0.0
    configuration: str = ""
    commit: str = ""
