"""What a failed step expected and what it got, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from callbook.core import CallbookError
from callbook.pytest_plugin.run.asserted import Asserted, asserted_by
from callbook.pytest_plugin.run.frames import place_in_the_kit
from callbook.record import FailureCause

_READ_AS: dict[str, tuple[str, str]] = {
    "==": ("{left}", "{right}"),
    "!=": ("anything but {left}", "{right}"),
    "in": ("{left} to be there", "{right}"),
    "not in": ("{left} not to be there", "{right}"),
}
"""By operator: what a failed `assert expected <operator> got` expected, and what it got."""


TO_SUCCEED = "the step to succeed"
"""What was expected where nothing says more."""

NOT_SO = "that it does not hold"
"""What was found where an assert says no more."""

_LONGEST = 400


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


def expected_and_got(comparison: Comparison | None, error: BaseException, step: str = "") -> tuple[str, str]:
    """Return what was expected and got: the error says it itself, or an assert does, or neither.

    Args:
        comparison: the last that did not hold, or that stood beside one in a longer assert; None if there was none.
        error: what ended the step.
        step: its text, which is what is expected where an assert of the kit compares nothing.
    """
    if isinstance(error, SaysWhatItExpected):
        return str(error.expected), str(error.got)
    if isinstance(error, AssertionError):
        return _by_assert(comparison, error, step)
    if isinstance(error, CallbookError):
        return TO_SUCCEED, f"{type(error).__name__}: {error}"
    place = place_in_the_kit(error)
    where = f" (at {place} of the kit; --full-trace shows the way there)" if place else ""
    return TO_SUCCEED, f"{type(error).__name__}: {error}{where}"


def _by_assert(comparison: Comparison | None, error: AssertionError, step: str) -> tuple[str, str]:
    found = asserted_by(error)
    if found is not None and found.is_of_the_kit and found.message:
        return _whole(found, step)
    compares = found is None or found.compares
    if comparison is not None and compares and comparison.operator in _READ_AS:
        expected, got = _sides(comparison)
        return expected, "\n".join([got, *([found.message] if found else [])]).rstrip()
    if found is None or not found.text:
        return TO_SUCCEED, f"AssertionError: {error}"
    return _whole(found, step)


def _whole(found: Asserted, step: str) -> tuple[str, str]:
    """Return both sides of an assert that is more than one comparison: its own text, and what it says for itself."""
    expected = step if found.is_of_the_kit and step else f"assert {found.text}"
    return expected, found.message or found.explanation or NOT_SO


def _sides(comparison: Comparison) -> tuple[str, str]:
    expected, got = _READ_AS[comparison.operator]
    left, right = _shown(comparison.left), _shown(comparison.right)
    return expected.format(left=left, right=right), got.format(left=left, right=right)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
