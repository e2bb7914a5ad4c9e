"""What a failed step expected and what it got, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import pytest

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
