"""Golden recordings, judged by their own configuration, conform: nothing is violated, nothing suspect or skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.damaged import goldens, messages_of, wires_only

from callbook.verification import Verdict, conform

if TYPE_CHECKING:
    from callbook.record import Trace
    from callbook.verification import Conformance

GRAVE = {Verdict.VIOLATES, Verdict.SUSPECT}
SHOWN_BY = {
    "RequestAccept": {"F1", "O4"},
    "RequestReject": {"P2"},
    "RequestMakeCall": {"F3", "P8", "O7"},
    "RequestReleaseCall": {"F5", "P8"},
    "RequestSingleStepTransfer": {"F6", "P8"},
    "RequestStopProcessing": {"P7", "O11"},
    "RequestPlaceInQueue": {"F5"},
}
"""Clauses of which a verdict is due wherever a desktop sends such a request about a web callback."""


def said(judged: Conformance) -> list[str]:
    """Return what was found that should not be, in words."""
    return [str(finding) for finding in judged.findings if finding.verdict in GRAVE]


@pytest.mark.parametrize("trace", goldens(), ids=lambda trace: trace.name)
def test_a_golden_recording_conforms(trace: Trace) -> None:
    """Nothing is found in it, and every callback was judged."""
    judged = conform(trace)
    assert said(judged) == []
    assert (judged.failing, judged.judged) == ((), judged.stays)


def test_the_wires_alone_say_as_much() -> None:
    """Clicks, screens and states are not read."""
    alone = [wires_only(trace) for trace in goldens()]
    judged = [conform(trace) for trace in alone if trace is not None]
    assert len(judged) > len(alone) - 4
    assert [line for each in judged for line in said(each)] == []


def test_nearly_everything_that_a_recording_shows_gets_a_verdict() -> None:
    """Nobody conforms because nothing was judged."""
    findings = [finding for trace in goldens() for finding in conform(trace).findings]
    judged = [finding for finding in findings if finding.verdict is not Verdict.UNJUDGED]
    assert len(judged) >= 400
    assert len(judged) >= 0.95 * len(findings)


def test_every_request_about_a_callback_is_judged() -> None:
    """By the clauses that it shows."""
    due, given = 0, 0
    for trace in goldens():
        judged = conform(trace)
        clauses = {clause for clause, verdict in judged.clauses.items() if verdict is not Verdict.UNJUDGED}
        names = {entry.name for entry in messages_of(trace)} & set(SHOWN_BY)
        for name in names if judged.stays else ():
            due += len(SHOWN_BY[name])
            given += len(SHOWN_BY[name] & clauses)
    assert due >= 150
    assert given >= 0.95 * due


def test_the_clauses_that_are_judged_are_many() -> None:
    """All of which golden recordings show something on a wire."""
    judged = {clause for trace in goldens() for clause in conform(trace).clauses}
    expected = {"E2", "E4", "E6", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "C7"}
    expected |= {"O1", "O3", "O4", "O5", "O7", "O11", "O12", "O13", "P1", "P3", "P4", "P5", "P6", "P7", "P8"}
    assert sorted(expected - judged) == []
