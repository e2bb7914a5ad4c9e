"""What a failed step expected and what it got, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol, runtime_checkable

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.parser import Step
from pytest_bdd.steps import step_function_context_registry

from callbook.pytest_plugin.scenario_facts import STEP

_READ_AS: dict[str, tuple[str, str]] = {
    "==": ("{left!r}", "{right!r}"),
    "!=": ("anything but {left!r}", "{right!r}"),
    "in": ("{left!r} to be there", "{right!r}"),
    "not in": ("{left!r} not to be there", "{right!r}"),
}
"""By operator: what a failed `assert expected <operator> got` expected, and what it got."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison that did not hold: what stood left, and what stood right, of the operator."""

    operator: str
    left: object
    right: object


COMPARISON = pytest.StashKey[Comparison]()


@runtime_checkable
class SaysWhatItExpected(Protocol):
    """An exception that a step raises when it can name both sides itself."""

    expected: object
    got: object


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
