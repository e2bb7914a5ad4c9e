"""A scenario that is broken in one place says in the first three lines of its account what is wrong."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

COLUMNS: Final = 100
SOUND: Final = {
    "login": "Given Anna is logged in",
    "schedule": 'And Maria has scheduled a callback in the queue "callbacks"',
    "accept": "When Anna accepts the callback",
    "dial": "And Anna dials and Maria answers",
    "release": "And Anna releases the call",
    "mark done": "And Anna marks the callback done",
    "end": "Then the callback is done",
}
VALUE = 'Given the option "webcallback.auto-answer" is "ture"\nAnd Anna is logged in'
OPTION = 'Given the option "webcallback.auto-anser" is "true"\nAnd Anna is logged in'
PRIVILEGE = 'Given Anna does not have the privilege "Can Declin"\nAnd Anna is logged in'
BROKEN: Final[dict[str, tuple[dict[str, str], str]]] = {
    "expectation": ({"end": "Then the callback is offered to Ben"}, "got       done"),
    "agent": ({"accept": "When Ana accepts the callback"}, "There is no agent 'Ana'"),
    "step": ({"accept": "When Anna excepts the callback"}, "nobody defines this step"),
    "option": ({"login": OPTION}, "There is no option 'webcallback.auto-anser'"),
    "value": (
        {"login": VALUE, "accept": 'Then Anna sees the callback "in hand"'},
        "webcallback.auto-answer is invalid: 'ture'",
    ),
    "privilege": ({"login": PRIVILEGE}, "There is no privilege 'Can Declin'"),
    "queue": (
        {"schedule": 'And Maria has scheduled a callback in the queue "calbacks"'},
        "There is no queue 'calbacks'",
    ),
    "time": ({"end": 'Then it is "2026-03-02 09:05" in "Europe/London"'}, "it is 2026-03-02 08:00 in Europe/London"),
    "number": ({"end": "Then Anna has sent RequestAccept 2 times"}, "got       "),
    "order": (
        {"accept": "When Anna dials and Maria answers", "dial": "And Anna accepts the callback"},
        "the callback is offered",
    ),
}
"""What is changed in the sound scenario, and the words that name the cause."""


def _steps(change: dict[str, str]) -> str:
    lines = "\n".join({**SOUND, **change}.values()).splitlines()
    return "\n".join(f"    {line}" for line in lines)


def test_the_sound_one_passes(pytester: pytest.Pytester) -> None:
    """What is broken below is all that is wrong."""
    pytester.makefile(".feature", x=f"Feature: F\n  Scenario: S\n{_steps({})}\n")
    pytester.runpytest_inprocess("x.feature").assert_outcomes(passed=1)


@pytest.mark.parametrize(("change", "cause"), BROKEN.values(), ids=BROKEN)
def test_a_broken_one_says_why(
    pytester: pytest.Pytester, change: dict[str, str], cause: str, snapshot: SnapshotAssertion
) -> None:
    """The account down to the ladder, as a terminal of 100 columns shows it; no frame of the kit stands before it."""
    pytester.makefile(".feature", x=f"Feature: F\n  Scenario: S\n{_steps(change)}\n")
    lines = pytester.runpytest_inprocess("x.feature").outlines
    begin = next(number for number, line in enumerate(lines) if line.strip("_ ") == "S")
    shown = lines[begin + 1 :]
    account = next(number for number, line in enumerate(shown) if line.strip("- ") == "Scenario")
    assert [] == [line for line in shown[:account] if ".py:" in line and "nearest" not in line]
    end = next(number for number, line in enumerate(shown) if number > account and line.startswith(("-", "  messages")))
    rows = [row for line in shown[account + 1 : end] for row in (wrap(line, COLUMNS, drop_whitespace=False) or [""])]
    assert cause in "".join(rows[:3])
    assert snapshot == re.sub(r"(_steps\.py):\d+", r"\1:...", "\n".join(row.rstrip() for row in rows))
