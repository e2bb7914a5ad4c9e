"""What a failed scenario says: where, which step, expected, got, the nearest, the last messages, how to replay it."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest._code.code import Traceback, TracebackEntry
from _pytest.pathlib import bestrelpath

from callbook.lab import Lab
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, STEP
from callbook.pytest_plugin.run.expectation import COMPARISON, step_failure
from callbook.pytest_plugin.run.nearest_event import wanted_by
from callbook.pytest_plugin.run.recording import trace_path
from callbook.record import NO_STEP

SECTION = "Scenario"

_RUNNER = {"_pytest", "pluggy", "pytest_bdd"}


def failure_section(item: pytest.Item, error: BaseException) -> str:
    """Return the account of a scenario's failure in the reader's words.

    Args:
        item: a test item with ScenarioFacts.
        error: what ended it.
    """
    facts = item.stash[FACTS]
    failure = step_failure(item, error)
    lines = [
        f"{facts.feature}:{facts.line}  {facts.scenario}",
        *_field("step", failure.place or NO_STEP),
        *_field("expected", failure.expected),
        *_field("got", failure.got),
        *_nearest(item),
        *_last_messages(item),
        *_field("again", f'pytest "{item.nodeid}"'),
        *_replay(item),
    ]
    return "\n".join(lines)


def frames_of_steps(traceback: Traceback) -> Traceback:
    """Return *traceback* without the runner's own frames: they stand between the reader and the step.

    The frame of the test function goes too (its path is the feature file): pytest would cut the
    unfiltered traceback there. Where no other frame exists the traceback stays as it is.
    """
    return traceback.filter(_belongs_to_a_step) or traceback


def _belongs_to_a_step(entry: TracebackEntry) -> bool:
    path = Path(entry.path)
    return path.suffix != ".feature" and not _RUNNER.intersection(path.parts)


def _field(name: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"  {name:<9} {first}", *(f"  {'':<9} {line}" for line in rest)]


def _nearest(item: pytest.Item) -> list[str]:
    if LAB not in item.stash or STEP not in item.stash:
        return []
    wanted = wanted_by(item.stash[STEP].name, item.stash.get(COMPARISON, None))
    nearest: str | None = item.config.hook.pytest_callbook_nearest(lab=item.stash[LAB], wanted=wanted)
    return [] if nearest is None else _field("nearest", nearest or "nothing like it has happened")


def _replay(item: pytest.Item) -> list[str]:
    """Return how to play again what was recorded; the recording is written when the scenario has ended."""
    if not isinstance(item.stash.get(LAB, None), Lab):
        return []
    trace = item.config.rootpath / item.config.option.traces / trace_path(item.stash[FACTS])
    return _field("replay", f"callbook replay {bestrelpath(item.config.invocation_params.dir, trace)}")


def _last_messages(item: pytest.Item) -> list[str]:
    if LAB not in item.stash:
        return []
    ladder: str | None = item.config.hook.pytest_callbook_ladder(lab=item.stash[LAB])
    return _field("messages", f"the last ones:\n{ladder}") if ladder else []
