from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


def test_a_contact_schedules_under_any_name_for_any_time(session: Session) -> None:
    """A name that is given, or nobody in particular; the wished time in the contact's words."""
    session.contact("schedule", name="Maria", wished_time="tomorrow at 09:30", behaviour="busy")
    session.contact("schedule")
    first, second = session.state()["contacts"]
    assert ("Maria", "busy", "2026-03-03T09:30:00Z") == (first["name"], first["behaviour"], first["due"])
    assert ("Dale Watts", "answers", "") == (second["name"], second["behaviour"], second["due"])


_SLEEPS = (
    "There is no behaviour of a contact 'sleeps'. Accepted: answering machine, answers, busy, does not answer, "
    "number does not exist, rejects the call."
)
_TOO_LONG = f"name '{'M' * 101}' in contact cannot be used. Accepted: at most 100 characters."


@pytest.mark.parametrize(("given", "expected"), [({"behaviour": "sleeps"}, _SLEEPS), ({"name": "M" * 101}, _TOO_LONG)])
def test_what_no_contact_can_be_is_refused(session: Session, given: dict[str, str], expected: str) -> None:
    """Nothing is scheduled."""
    assert expected == session.contact("schedule", **given)
    assert [] == session.state()["contacts"]


def test_the_website_says_itself_what_it_refuses(session: Session) -> None:
    """A time that has passed."""
    assert session.contact("schedule", wished_time="yesterday at 10:00").startswith(
        "The website refuses the callback form, nothing was submitted."
    )


def test_what_a_contact_does_when_called_can_be_changed(session: Session) -> None:
    """From the next call on."""
    session.contact("schedule", name="Maria")
    callback = session.newest
    session.contact("behave", on=callback, behaviour="rejects the call")
    assert "rejects the call" == session.state()["contacts"][0]["behaviour"]
    for action in ("accept", "dial"):
        session.do(action, callback)
    session.lab.advance(60_000)
    assert "busy" == session.anna.shown().interactions[0].call_result


def test_a_contact_hangs_up_who_is_on_the_phone(session: Session) -> None:
    """The page knows who is; who is not is told."""
    session.contact("schedule", name="Maria")
    callback = session.newest
    assert not session.state()["contacts"][0]["talking"]
    assert session.contact("hang up", on=callback).startswith("phone number '+447700900931'")
    for action in ("accept", "dial"):
        session.do(action, callback)
    session.lab.advance(10_000)
    assert session.state()["contacts"][0]["talking"]
    assert "" == session.contact("hang up", on=callback)
    assert "released by the contact" == session.anna.shown().interactions[0].call_result


def test_a_contact_cancels(session: Session) -> None:
    """Whoever has the callback loses it; of one that never was the trainer is told."""
    session.contact("schedule", name="Maria")
    session.contact("cancel", on=session.newest)
    assert () == session.anna.shown().interactions
    assert [] == session.state()["contacts"]
    assert (
        "There is no interaction 'nothing'."
        == session.contact("cancel", on="nothing").partition(" Did")[0].partition(" Acc")[0]
    )


def test_a_number_that_is_nobodys_has_nobody_to_play(session: Session) -> None:
    """A callback that was rescheduled on a new number: the kit knows no contact there."""
    session.contact("schedule", name="Maria")
    callback = session.newest
    session.do("accept", callback)
    given = {"date": "2026-03-05", "time": "09:30", "zone": "UTC", "phone_number": "+442079460001"}
    session.do("reschedule", callback, **given)
    session.do("mark done", callback)
    assert "" == session.state()["contacts"][0]["behaviour"]
    expected = "There is no contact with the phone number '+442079460001'. Did you mean '+447700900931'?"
    assert expected == session.contact("behave", on=callback, behaviour="busy")
