"""The page of a recording begins with which scenario it is, how it ended, and why; the rest is good to know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from callbook.lab import Lab
from callbook.notebook.headline import headline
from callbook.record import trace_of

if TYPE_CHECKING:
    from callbook.record import Trace


def lines(trace: Trace) -> list[tuple[str, str]]:
    """Return the paragraphs of a page's head, each with its class."""
    return re.findall(r'<p class="(.*?)">(.*?)</p>', headline(trace))


def test_a_failure_stands_before_all_else(failing: Trace) -> None:
    """With the step and its cause."""
    assert [
        ("eyebrow", "examples/a_failing_scenario.feature:6"),
        ("verdict bad", "failed at: Then the callback is offered to Ben"),
        ("cause", "expected offered to Ben, got waits for an agent, in the strategy 'any ready agent'"),
        (
            "soft",
            "2 March 2026, 08:00:00.000 to 08:00:08.000 UTC · 5 steps · 22 messages among 66 entries · seed 1 · @P2",
        ),
    ] == [(kind, words.replace("&#x27;", "'")) for kind, words in lines(failing)]
    assert "<h1>A callback that is declined goes to another agent</h1>" in headline(failing)


def test_what_has_passed_says_so(handled: Trace) -> None:
    """There is no cause then."""
    passed = replace(handled, head=msgspec.structs.replace(handled.head, outcome="passed"))
    assert [("verdict good", "passed")] == [each for each in lines(passed) if each[0] != "soft"][1:]


def test_a_recording_of_no_scenario_has_no_verdict() -> None:
    """It ended where somebody looked."""
    lab = Lab()
    assert [
        ("eyebrow", "Recording"),
        ("soft", "2 March 2026, 08:00:00.000 to 08:00:00.000 UTC · 0 messages among 0 entries · seed 1"),
    ] == lines(trace_of(lab))


def test_another_day_is_named() -> None:
    """A time of day alone would not say on which day it ended."""
    lab = Lab()
    lab.log_in("Anna")
    lab.advance(24 * 60 * 60 * 1_000)
    lab.advance(1)
    assert "2 March 2026, 08:00:00.000 to 3 March 2026, 08:00:00.001 UTC" in headline(trace_of(lab))
