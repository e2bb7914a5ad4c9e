"""A step that brings something about fails where it did not come about: no scenario goes on from a false start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDS = {
    "alone": (["Given Anna is offered the callback of Maria"], True),
    "somebody else is Ready": (["Given Ben is logged in", "And Anna is offered the callback of Maria"], False),
    "somebody else is Not Ready": (
        ["Given Ben is logged in and Not Ready", "And Anna is offered the callback of Maria"],
        True,
    ),
}


@pytest.mark.parametrize(("steps", "passes"), ENDS.values(), ids=ENDS)
def test_a_callback_is_offered_to_whom_the_step_says(
    pytester: pytest.Pytester, steps: Sequence[str], *, passes: bool
) -> None:
    """A callback that went to another agent is not offered to this one."""
    lines = "\n    ".join(steps)
    pytester.makefile(".feature", x=f"Feature: F\n  Scenario: S\n    {lines}\n")
    result = pytester.runpytest_inprocess("x.feature")
    result.assert_outcomes(passed=passes, failed=not passes)
    if not passes:
        result.stdout.fnmatch_lines(["  expected  offered to Anna", "  got       offered to Ben"])
