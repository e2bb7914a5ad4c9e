"""What a failed scenario says: where, which step, what was expected and got, the last messages."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Protocol, runtime_checkable

import pytest
from _pytest._code.code import Traceback, TracebackEntry
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.parser import Step
from pytest_bdd.steps import step_function_context_registry

from callbook.pytest_plugin.scenario_facts import FACTS, LAB, STEP
from callbook.pytest_plugin.step_watch import COMPARISON, Comparison

SECTION = "Scenario"

_RUNNER = {"_pytest", "pluggy", "pytest_bdd"}

_READ_AS: dict[str, tuple[str, str]] = {
    "==": ("{left!r}", "{right!r}"),
    "!=": ("anything but {left!r}", "{right!r}"),
    "in": ("{left!r} to be there", "{right!r}"),
    "not in": ("{left!r} not to be there", "{right!r}"),
}
"""By operator: what a failed `assert expected <operator> got` expected, and what it got."""


@runtime_checkable
class SaysWhatItExpected(Protocol):
    """An exception that a step raises when it can name both sides itself."""

    expected: object
    got: object


def failure_section(item: pytest.Item, error: BaseException) -> str:
    """Tell the failure of a scenario in the reader's words.

    Args:
        item: a test item with ScenarioFacts.
        error: what ended it.
    """
    facts = item.stash[FACTS]
    expected, got = expected_and_got(item, error)
    lines = [
        f"{facts.feature}:{facts.line}  {facts.scenario}",
        *_step_line(item),
        *_field("expected", expected),
        *_field("got", got),
        *_field("again", f'pytest "{item.nodeid}"'),
        *_last_messages(item),
    ]
    return "\n".join(lines)


def expected_and_got(item: pytest.Item, error: BaseException) -> tuple[str, str]:
    """Find what was expected and got: the error says it itself, or an assert compared it, or neither."""
    if isinstance(error, SaysWhatItExpected):
        return str(error.expected), str(error.got)
    if isinstance(error, StepDefinitionNotFoundError):
        return "a definition of this step", _nearest_definitions(item.stash[STEP])
    comparison = item.stash.get(COMPARISON, None)
    if comparison is not None and isinstance(error, AssertionError):
        return _sides(comparison)
    return "the step to succeed", f"{type(error).__name__}: {error}"


def frames_of_steps(traceback: Traceback) -> Traceback:
    """Leave the runner's own frames out: they stand between the reader and the step.

    The frame of the test function goes too (its path is the feature file): pytest would cut the
    unfiltered traceback there. Where no other frame exists the traceback stays as it is.
    """
    return traceback.filter(_belongs_to_a_step) or traceback


def _belongs_to_a_step(entry: TracebackEntry) -> bool:
    path = Path(entry.path)
    return path.suffix != ".feature" and not _RUNNER.intersection(path.parts)


def _sides(comparison: Comparison) -> tuple[str, str]:
    left, right = comparison.left, comparison.right
    if comparison.operator not in _READ_AS:
        return f"{left!r} {comparison.operator} {right!r}", "that it does not hold"
    expected, got = _READ_AS[comparison.operator]
    return expected.format(left=left, right=right), got.format(left=left, right=right)


def _nearest_definitions(step: Step) -> str:
    texts = sorted({context.parser.name for context in step_function_context_registry.values()})
    near = get_close_matches(step.name, texts, n=3, cutoff=0.5)
    return "\n".join(["none; the nearest are:", *near]) if near else "none, nor any near it"


def _step_line(item: pytest.Item) -> list[str]:
    step = item.stash.get(STEP, None)
    if step is None:
        return _field("step", "none: the scenario failed before its first step")
    return _field("step", f"{step.keyword} {step.name}  (line {step.line_number})")


def _field(name: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"  {name:<9} {first}", *(f"  {'':<9} {line}" for line in rest)]


def _last_messages(item: pytest.Item) -> list[str]:
    if LAB not in item.stash:
        return []
    ladder: str | None = item.config.hook.pytest_callbook_ladder(lab=item.stash[LAB])
    return _field("messages", f"the last ones:\n{ladder}") if ladder else []
