from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import Unknown
from callbook.lab import Lab
from callbook.notebook.desk import Desks

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


def test_a_callback_is_accepted_and_the_answer_carries_the_number_of_the_question(session: Session) -> None:
    """The page tells by that number which of its questions was answered."""
    session.contact("schedule", name="Maria")
    assert "" == session.ask("accept", session.newest, "Anna", 7, {})
    assert {"ask": 7, "text": ""} == session.state()["desks"][0]["answer"]
    assert "in hand" == session.anna.shown().interactions[0].state


def test_a_refusal_is_shown_to_the_agent_who_asked(session: Session) -> None:
    """It says why and what would be accepted; the other desk shows nothing."""
    session.contact("schedule", name="Maria")
    callback = session.newest
    expected = (
        f"Anna cannot mark done {callback} (offered, no call): the callback is offered [P7]. "
        "Accepted: when the callback is in hand."
    )
    assert expected == session.ask("mark done", callback, "Anna", 8, {})
    assert [{"ask": 8, "text": expected}, {"ask": 0, "text": ""}] == [
        desk["answer"] for desk in session.state()["desks"]
    ]


def test_what_is_said_with_an_action_reaches_it(session: Session) -> None:
    """A reason, a disposition."""
    session.do("go Not Ready", reason="Lunch")
    assert "Lunch" == session.anna.shown().reason
    session.do("go Ready")
    session.contact("schedule", name="Maria")
    session.do("accept", session.newest)
    session.do("set the disposition", session.newest, code="Resolved")
    assert "Resolved" == session.anna.shown().interactions[0].disposition


def test_a_new_time_is_read_in_the_zone_that_was_chosen(session: Session) -> None:
    """Half past nine in Stockholm is half past eight in UTC; a new number goes along."""
    session.contact("schedule", name="Maria")
    session.do("accept", session.newest)
    given = {"date": "2026-03-05", "time": "09:30", "zone": "Europe/Stockholm", "phone_number": "+44 20 7946 0001"}
    assert "" == session.do("reschedule", session.newest, **given)
    assert "2026-03-05T08:30:00+00:00 +442079460001" == session.anna.shown().interactions[0].reschedule


_SKIPPED = (
    "moment '2026-03-29 02:30' in reschedule cannot be used: the clocks of Europe/Stockholm go from 2026-03-29 02:00 "
    "straight to 2026-03-29 03:00. Accepted: 2026-03-29 03:00, the next time that exists."
)
_NO_ZONE = (
    "There is no time zone 'Europe/Stokholm' in reschedule. "
    "Did you mean 'Europe/Stockholm' or 'Europe/Skopje' or 'Europe/Rome'?"
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "moment ' ' in reschedule cannot be used. Accepted: a date and a time."),
        ({"date": "2026-03-29", "time": "02:30", "zone": "Europe/Stockholm"}, _SKIPPED),
        ({"date": "2026-03-29", "time": "02:30", "zone": "Europe/Stokholm"}, _NO_ZONE),
    ],
)
def test_a_time_that_cannot_be_is_refused(session: Session, given: dict[str, str], expected: str) -> None:
    """Nothing has changed then."""
    session.contact("schedule", name="Maria")
    session.do("accept", session.newest)
    assert expected == session.do("reschedule", session.newest, **given)
    assert "" == session.anna.shown().interactions[0].reschedule


def test_only_the_desks_of_the_session_can_be_worked_at(session: Session) -> None:
    """The trainer is told."""
    session.desks.take({"kind": "perform", "agent": "Clara", "action": "log in"})
    assert "agent 'Clara' in this session cannot be used. Accepted: Anna, Ben." == session.desks.said


def test_nobody_of_that_name_works_here() -> None:
    """The nearest names are given."""
    with pytest.raises(Unknown) as refused:
        Desks(Lab(), "Anne")
    assert "There is no agent 'Anne'. Did you mean 'Anna'?" == str(refused.value)
