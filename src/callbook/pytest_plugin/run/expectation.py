"""What a failed step expected and what it got, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from callbook.core import CallbookError
from callbook.record import FailureCause

_READ_AS: dict[str, tuple[str, str]] = {
    "==": ("{left!r}", "{right!r}"),
    "!=": ("anything but {left!r}", "{right!r}"),
    "in": ("{left!r} to be there", "{right!r}"),
    "not in": ("{left!r} not to be there", "{right!r}"),
}
"""By operator: what a failed `assert expected <operator> got` expected, and what it got."""


TO_SUCCEED = "the step to succeed"
"""What was expected where nothing says more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison that did not hold: what stood left, and what stood right, of the operator."""

    operator: str
    left: object
    right: object


@runtime_checkable
class SaysWhatItExpected(Protocol):
    """An exception that a step raises when it can name both sides itself."""

    expected: object
    got: object


def cause_of(error: BaseException) -> FailureCause:
    """Return whether something else was found than expected, the product refused, or something broke down."""
    if isinstance(error, CallbookError):
        return "refusal"
    return "difference" if isinstance(error, AssertionError) else "breakdown"


def expected_and_got(comparison: Comparison | None, error: BaseException) -> tuple[str, str]:
    """Return what was expected and got: the error says it itself, or an assert compared it, or neither."""
    if isinstance(error, SaysWhatItExpected):
        return str(error.expected), str(error.got)
    if comparison is not None and isinstance(error, AssertionError):
        return _sides(comparison)
    return TO_SUCCEED, f"{type(error).__name__}: {error}"


def _sides(comparison: Comparison) -> tuple[str, str]:
    left, right = comparison.left, comparison.right
    if comparison.operator not in _READ_AS:
        return f"{left!r} {comparison.operator} {right!r}", "that it does not hold"
    expected, got = _READ_AS[comparison.operator]
    return expected.format(left=left, right=right), got.format(left=left, right=right)
