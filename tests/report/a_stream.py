"""Runs that nobody has run: scenarios as a stream says them, and a folder as a run of such scenarios leaves it."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from callbook.record.cucumber.envelopes import Hook, Moment, SourceReference, Status, TestStepResult
from callbook.record.cucumber.notes import ScenarioNotes
from callbook.record.cucumber.reading import STREAM_FILE, RanScenario, RanStep
from callbook.record.cucumber.results import SET_UP, HookResult, ScenarioResult, StepResult
from callbook.record.cucumber.writing import StreamWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_STATUSES: dict[str, Status] = {"passed": "PASSED", "failed": "FAILED", "skipped": "SKIPPED", "error": "SKIPPED"}


def ran(
    clauses: str,
    *,
    outcome: str = "passed",
    shows: Iterable[tuple[str, ...]] = (),
    feature: str = "x.feature",
    name: str = "S",
) -> RanScenario:
    """Give a scenario that has ended, with these clauses as its tags."""
    pickle = {
        "id": f"{feature}:1",
        "uri": feature,
        "location": {"line": 1},
        "name": name,
        "tags": [{"name": f"@{clause}"} for clause in clauses.split()],
        "steps": [],
    }
    step = RanStep("step", "", TestStepResult(Moment(0, 0), _STATUSES[outcome]), ())
    set_up = Hook("set-up", SourceReference("pytest"), "set-up", "BEFORE_TEST_CASE")
    broken = RanStep("set-up", "", TestStepResult(Moment(0, 0), "FAILED"), (), set_up)
    before = (broken,) if outcome == "error" else ()
    return RanScenario(pickle, before, (step,), (), ScenarioNotes(name, list(shows)), nan)


def write_run(folder: Path, features: Path, results: Sequence[ScenarioResult]) -> None:
    """Write the stream of a run of *features*, the root of that run, into *folder*."""
    writer = StreamWriter(folder / STREAM_FILE, features, len(results))
    for result in results:
        writer.case([result])
    writer.finish(success=True)


def result(line: int, name: str, outcome: str = "passed", **more: object) -> ScenarioResult:
    """Give how the scenario of ``x.feature`` at *line*, of one step, has ended."""
    broken = [HookResult(SET_UP, StepResult("FAILED"))] if outcome == "error" else []
    notes = ScenarioNotes(name, **more)  # type: ignore[arg-type]
    return ScenarioResult("x.feature", line, [StepResult(_STATUSES[outcome])], broken, notes=notes, seconds=0.25)
