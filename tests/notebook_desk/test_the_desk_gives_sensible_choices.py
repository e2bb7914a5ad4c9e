from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callbook.configuration.levels import Level
from callbook.notebook.desk.desk_state import choices, suggested

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        ("2026-03-02T10:05:00", "Europe/London", "2026-03-02 11:30"),
        ("2026-03-02T10:00:00", "Europe/London", "2026-03-02 11:00"),
        ("2026-03-02T10:30:00", "Europe/Stockholm", "2026-03-02 12:30"),
        ("2026-03-02T03:10:00", "Europe/London", "2026-03-02 09:00"),
        ("2026-03-02T16:59:00", "Europe/London", "2026-03-03 09:00"),
        ("2026-03-02T22:59:00", "Europe/London", "2026-03-03 09:00"),
        ("2026-03-02T23:30:00", "America/Los_Angeles", "2026-03-02 16:30"),
    ],
)
def test_a_reschedule_begins_with_a_half_hour_in_the_contacts_working_day(now: str, zone: str, expected: str) -> None:
    """At least an hour ahead, between nine and six where the contact lives."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert expected == suggested(moment, zone).strftime("%Y-%m-%d %H:%M")


def test_a_callback_comes_with_all_that_can_be_chosen(session: Session) -> None:
    """Dispositions, a time, zones with the day that it is there, and the length of the countdown."""
    session.lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.timer", "7")
    session.contact("schedule", name="Maria")
    callback = session.newest
    given = choices(session.anna, session.lab)
    assert {"Lunch": "Lunch break", "Training": "Training", "Paperwork": "Paperwork"} == given["reasons"]
    assert {"1002": "Ben", "1003": "Clara"} == given["targets"]
    assert {callback: ["Resolved", "Call again", "Not interested"]} == given["dispositions"]
    assert {callback: 7} == given["countdowns"]
    assert {
        "date": "2026-03-02",
        "time": "09:00",
        "zone": "Europe/London",
        "zones": [
            {"name": "Europe/London", "today": "2026-03-02"},
            {"name": "Europe/Stockholm", "today": "2026-03-02"},
            {"name": "UTC", "today": "2026-03-02"},
        ],
        "phone_number": "+447700900931",
        "agreed": "",
    } == given["reschedule"][callback]


def test_what_was_agreed_is_said_in_the_contacts_time(session: Session) -> None:
    """The agent reads it back to the contact."""
    session.contact("schedule", name="Maria")
    callback = session.newest
    session.do("accept", callback)
    session.do("reschedule", callback, date="2026-07-01", time="09:30", zone="Europe/Stockholm")
    given = choices(session.anna, session.lab)["reschedule"][callback]
    assert "Wed 1 Jul 2026, 08:30 (Europe/London) on +447700900931" == given["agreed"]


def test_a_voice_call_alone_has_nothing_to_choose(session: Session) -> None:
    """A call that was transferred to Ben brings no callback with it."""
    session.lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    session.contact("schedule", name="Maria")
    callback = session.newest
    for action in ("accept", "dial"):
        session.do(action, callback)
    session.lab.advance(10_000)
    session.do("transfer in one step", callback, target="1002")
    ben = session.lab.agent("Ben")
    assert "ringing here" == ben.shown().interactions[0].call
    assert {} == choices(ben, session.lab)["reschedule"]
