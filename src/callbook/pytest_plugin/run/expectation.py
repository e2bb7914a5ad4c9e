"""Which step is at work; what a failed one expected and what it got, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import pytest
from pytest_bdd.parser import Step

from callbook.core import CallbookError
from callbook.pytest_plugin.collect.scenario_facts import STEP
from callbook.record import FailureCause, StepFailure

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


class StepAtWork:
    """Notes on the running item which step is at work, and what it compared last."""

    def __init__(self) -> None:
        self._item: pytest.Item | None = None

    def step_began(self, item: pytest.Item, step: Step, function: Callable[..., object]) -> None:
        """Note the step; what earlier steps compared is over."""
        self._item = item
        item.stash[STEP] = step
        if COMPARISON in item.stash:
            del item.stash[COMPARISON]

    def step_passed(self, item: pytest.Item) -> None:
        """Leave it noted: what comes between steps belongs to the one before."""

    def step_failed(self, item: pytest.Item, error: BaseException) -> None:
        """Leave it noted: the account of the failure needs it."""

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Note both sides of an assert that fails; pytest explains it in its own way as well."""
        if self._item is not None:
            self._item.stash[COMPARISON] = Comparison(op, left, right)

    def pytest_runtest_logfinish(self) -> None:
        """Let go of an item that has ended."""
        self._item = None


def step_failure(item: pytest.Item, error: BaseException) -> StepFailure:
    """Return how the scenario of *item* has failed by *error*, in the reader's words."""
    expected, got = expected_and_got(item, error)
    step = item.stash.get(STEP, None)
    words, line = ("", 0) if step is None else (f"{step.keyword} {step.name}", step.line_number)
    return StepFailure(expected, got, _cause(error), words, line)


def _cause(error: BaseException) -> FailureCause:
    if isinstance(error, CallbookError):
        return "refusal"
    return "difference" if isinstance(error, AssertionError) else "breakdown"


def expected_and_got(item: pytest.Item, error: BaseException) -> tuple[str, str]:
    """Return what was expected and got: the error says it itself, or an assert compared it, or neither."""
    if isinstance(error, SaysWhatItExpected):
        return str(error.expected), str(error.got)
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
