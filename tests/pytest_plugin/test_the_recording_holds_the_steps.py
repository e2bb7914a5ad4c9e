"""Each step stands in the recording, with how it ended; what it did leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.journal_entries import ActionTaken, Entry, MessageSent, StepEnded
from callbook.record.trace import Trace, read_trace

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @E5
    Feature: F
      Scenario: S
        Given the voice switch is a "T-Server"
        And Anna is logged in
        When Maria schedules a callback
        Then the callback is offered to {who}
"""


@pytest.fixture(autouse=True)
def _no_conftest(project: Project) -> None:
    project.write("conftest.py", "")


def _recorded(project: Project, text: str) -> Trace:
    project.write("x.feature", text)
    project.run()
    [scenario] = project.played()
    return read_trace(project.root / ".callbook/last-run" / scenario.trace)


def _root(trace: Trace, entry: Entry) -> Entry:
    while entry.cause:
        entry = trace.entry(entry.cause)
    return entry


def _ends(trace: Trace) -> list[tuple[int, str]]:
    return [(entry.step, entry.outcome) for entry in trace.entries if isinstance(entry, StepEnded)]


def test_every_step_stands_there(project: Project) -> None:
    """Keyword, text and line; also the one that ran before there was a Lab."""
    trace = _recorded(project, FEATURE.format(who="Anna"))
    expected = [
        ("Given", 'the voice switch is a "T-Server"', 4),
        ("And", "Anna is logged in", 5),
        ("When", "Maria schedules a callback", 6),
        ("Then", "the callback is offered to Anna", 7),
    ]
    assert expected == [(step.keyword, step.text, step.line) for step in trace.steps]
    assert [(step.number, "passed") for step in trace.steps] == _ends(trace)
    assert None is trace.failure


def test_what_a_step_does_leads_back_to_it(project: Project) -> None:
    """From the message to the action to the step."""
    trace = _recorded(project, FEATURE.format(who="Anna"))
    roots = {entry.name: _root(trace, entry) for entry in trace.entries if isinstance(entry, MessageSent)}
    assert ("Anna is logged in", "Maria schedules a callback") == tuple(
        getattr(roots[name], "text", "") for name in ("RequestAgentLogin", "EventInvite")
    )
    desktops = [entry for entry in trace.entries if isinstance(entry, ActionTaken) and "desktop" in entry.action]
    assert ["Anna is logged in"] == [getattr(_root(trace, entry), "text", "") for entry in desktops]


def test_the_step_that_failed_says_why(project: Project) -> None:
    """The words of the failure report."""
    trace = _recorded(project, FEATURE.format(who="Ben"))
    failure = trace.failure
    assert failure is not None
    assert (trace.steps[-1].number, "failed") == _ends(trace)[-1]
    assert "expected offered to Ben, got offered to Anna" == failure.error
