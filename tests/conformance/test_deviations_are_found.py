"""A desktop that deviates is found with the right clause and line, or the table says why no log shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import MessageSent
from callbook.verification import Verdict
from callbook.verification.conformance.deviations import DEVIATIONS

if TYPE_CHECKING:
    from callbook.verification.conformance.deviations import Deviation

SEEABLE = [each for each in DEVIATIONS if not each.unseeable]
OF_CATALOGUE = {*PRIVILEGES, *(name for name, option in OPTIONS.items() if option.clause.startswith("O"))}
SHOWN_BY = {
    "P1": "RequestAgentLogin",
    "P2": "RequestReject",
    "P3": "RequestChangeProperties",
    "P4": "RequestChangeProperties",
    "P5": "RequestChangeProperties",
    "P6": "RequestChangeProperties",
    "P7": "RequestStopProcessing",
    "O1": "RequestAgentLogin",
    "O2": "RequestAgentLogin",
    "O3": "RequestRemoveMedia",
    "O4": "RequestAccept",
    "O5": "RequestAccept",
    "O6": "RequestReject",
    "O7": "RequestMakeCall",
    "O11": "RequestStopProcessing",
    "O12": "RequestPlaceInQueue",
    "O13": "RequestPlaceInQueue",
    "F3": "RequestMakeCall",
    "F7": "RequestChangeProperties",
}
"""The message at which each clause is seen to be broken; of P8 there are many."""


@pytest.mark.parametrize("row", SEEABLE, ids=lambda row: row.name)
def test_it_is_found_with_its_clause_and_its_line(row: Deviation) -> None:
    """It is a violation that fails a run, at the request that breaks the clause."""
    trace = row.recording()
    found = row.found(trace)
    assert found is not None
    assert (found.verdict, found.clause, found.assumed) == (Verdict.VIOLATES, row.clause, False)
    shown = trace.entry(found.place.entry)
    assert isinstance(shown, MessageSent)
    assert (shown.sender, shown.name) == ("Anna", SHOWN_BY.get(row.clause, shown.name))


def test_of_the_catalogues_most_can_be_found_and_the_rest_says_why_not() -> None:
    """Seven privileges, six of the voice channel, fourteen options."""
    rows = [each for each in DEVIATIONS if each.name in OF_CATALOGUE]
    assert {each.name for each in rows} == OF_CATALOGUE
    assert len(rows) == 27
    assert len([each for each in rows if not each.unseeable]) >= 20
    assert [each.name for each in DEVIATIONS if bool(each.unseeable) is (each.play is not None)] == []


@pytest.mark.parametrize("row", SEEABLE, ids=lambda row: row.name)
def test_the_desktop_of_the_row_deviates_in_nothing_else(row: Deviation) -> None:
    """One finding for one cause; what needs another privilege breaks that."""
    found = row.judged(row.recording()).of(Verdict.VIOLATES)
    beside = {"Can Use Web Callback Channel": {"P1"}, "Can Use Voice Channel": {"P8"}, "Can Reschedule": {"P4"}}
    assert {each.clause for each in found} == beside.get(row.name, {row.clause})


def test_most_are_still_found_where_another_message_is_lost() -> None:
    """At the same place: eight in ten at least."""
    still, tried = 0, 0
    for row in SEEABLE:
        trace = row.recording()
        found = row.found(trace)
        assert found is not None
        own = {found.place.entry, 0 if found.invitation is None else found.invitation.entry}
        for entry in trace.entries[::3]:
            if isinstance(entry, MessageSent) and entry.number not in own:
                rest = replace(trace, entries=tuple(each for each in trace.entries if each is not entry))
                again = row.found(rest)
                tried += 1
                still += again is not None and again.place == found.place
    assert tried > 100
    assert still >= 0.8 * tried
