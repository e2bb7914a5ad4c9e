"""Steps about what an agent sees and hears: notification, bell, countdown, Callback Information, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from callbook.core import Noted
from callbook_steps.phrases import phrase, rows_of

if TYPE_CHECKING:
    from callbook.workspace import Shown
    from callbook_steps.stage import Stage


@then(phrase("{agent:Agent} sees the notification of {contact:Contact}"))
def sees_notification(stage: Stage, agent: str, contact: str) -> None:
    """Check that a contact's callback is notified."""
    assert [contact] == [each.case.get("contact_name") for each in _all(stage, agent) if each.notification]


@then(phrase("{agent:Agent} sees no notification"))
def sees_no_notification(stage: Stage, agent: str) -> None:
    """Check that nothing is notified."""
    assert [] == [each.id for each in _all(stage, agent) if each.notification]


@then(phrase("the notification shows {agent:Agent} this case information"))
@then(phrase("{agent:Agent} sees this case information"))
def sees_case(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check what the notification or window tells of the case, from a table with the columns key, value."""
    case = _newest(stage, agent).case
    for row in rows_of(datatable, "key", "value"):
        assert row["value"] == str(case.get(row["key"], "(missing)"))


@then(phrase("{agent:Agent} sees the callback {state:Quoted}"))
def sees_callback(stage: Stage, agent: str, state: str) -> None:
    """Check the state of the newest interaction: offered, counting down, in hand, taken away during a call."""
    assert state == _newest(stage, agent).state.value


@then(phrase("{agent:Agent} sees an open interaction window"))
def sees_window(stage: Stage, agent: str) -> None:
    """Check that the interaction window is open."""
    assert _newest(stage, agent).window


@then(phrase("{agent:Agent} hears the bell {file:Quoted}"))
def hears_bell(stage: Stage, agent: str, file: str) -> None:
    """Check that this sound can be heard now."""
    assert file == _newest(stage, agent).bell


@then(phrase("{agent:Agent} hears no bell"))
def hears_no_bell(stage: Stage, agent: str) -> None:
    """Check that no bell can be heard now."""
    assert [] == [each.bell for each in _all(stage, agent) if each.bell]


@then(phrase("{agent:Agent}'s bell has rung as {words:Quoted}"))
def bell_has_rung(stage: Stage, agent: str, words: str) -> None:
    """Check how the bell rang last: its file, priority, length and device."""
    assert f"rings: {words}" == [text for text in _texts_shown(stage, agent, "bell") if text.startswith("rings")][-1]


@then(phrase("{agent:Agent} sees a countdown of {seconds:d} seconds"))
def sees_countdown(stage: Stage, agent: str, seconds: int) -> None:
    """Check how many seconds of the countdown are left."""
    assert seconds == _newest(stage, agent).seconds_left


@then(phrase("{agent:Agent}'s Callback Information shows"))
def information_shows(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check the whole view, field by field and in order; the value * stands for any that is not empty."""
    information = _newest(stage, agent).information
    assert information is not None
    expected = [(row["field"], row["value"]) for row in rows_of(datatable, "field", "value")]
    wild = {name for name, value in expected if value == "*"}
    got = [(name, "*" if name in wild and value else value) for name, value in information.fields]
    assert expected == got


@then(phrase("{agent:Agent}'s Callback Information has the frame {colour:Quoted}"))
def frame_is(stage: Stage, agent: str, colour: str) -> None:
    """Check the colour of the frame."""
    information = _newest(stage, agent).information
    assert information is not None
    assert colour == information.frame_color.text


@then(phrase("{agent:Agent}'s Callback Information has the header {colour:Quoted}"))
def header_is(stage: Stage, agent: str, colour: str) -> None:
    """Check the colour of the header's text."""
    information = _newest(stage, agent).information
    assert information is not None
    assert colour == information.header_foreground_color.text


@then(phrase("{agent:Agent} sees the disposition {code:Quoted}"))
def sees_disposition(stage: Stage, agent: str, code: str) -> None:
    """Check the disposition that is set; empty for none."""
    assert code == _newest(stage, agent).disposition


@then(phrase("{agent:Agent} sees the callback rescheduled to {moment:Words}"))
def sees_reschedule(stage: Stage, agent: str, moment: str) -> None:
    """Check the new moment (in UTC) that is set."""
    assert moment in _newest(stage, agent).reschedule


@then(phrase("{agent:Agent} sees no reschedule"))
def sees_no_reschedule(stage: Stage, agent: str) -> None:
    """Check that no new moment is set."""
    assert "" == _newest(stage, agent).reschedule


@then(phrase("{agent:Agent} is told {words:Words}"))
def is_told(stage: Stage, agent: str, words: str) -> None:
    """Check that the agent was told something with these words, of whatever kind."""
    assert [] != [text for text in _texts_shown(stage, agent) if words in text], _texts_shown(stage, agent)


@then(phrase("{agent:Agent} is warned {words:Words}"))
def is_warned(stage: Stage, agent: str, words: str) -> None:
    """Check that a warning with these words was given."""
    assert [] != [text for text in _texts_shown(stage, agent, "warning") if words in text], _texts_shown(
        stage, agent, "warning"
    )


@then(phrase("{agent:Agent} is not warned"))
def is_not_warned(stage: Stage, agent: str) -> None:
    """Check that no warning was given."""
    assert [] == _texts_shown(stage, agent, "warning")


def _texts_shown(stage: Stage, agent: str, topic: str = "") -> list[str]:
    return [
        entry.text
        for entry in stage.lab.journal
        if isinstance(entry, Noted) and entry.actor == agent and topic in {"", entry.topic}
    ]


def _all(stage: Stage, agent: str) -> tuple[Shown, ...]:
    return stage.desk(agent).shown().interactions


def _newest(stage: Stage, agent: str) -> Shown:
    interactions = _all(stage, agent)
    assert interactions, f"{agent} has an interaction"
    return interactions[-1]
