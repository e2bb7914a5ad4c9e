"""Steps about what an agent sees and hears: notification, bell, countdown, Callback Information, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from callbook.core import Noted, counted
from callbook_steps.in_words import InWords, NotFound, compared, listed
from callbook_steps.phrases import phrase, rows_of

if TYPE_CHECKING:
    from callbook.workspace import CallbackInformation, Shown
    from callbook_steps.stage import Stage


@then(phrase("{agent:Agent} sees the notification of {contact:Contact}"))
def sees_notification(stage: Stage, agent: str, contact: str) -> None:
    """Check that a contact's callback is notified."""
    wanted = InWords(f"{agent} sees the notification of {contact}")
    assert wanted == InWords(f"{agent} sees {_notifications(stage, agent)}")


@then(phrase("{agent:Agent} sees no notification"))
def sees_no_notification(stage: Stage, agent: str) -> None:
    """Check that nothing is notified."""
    assert InWords(f"{agent} sees no notification") == InWords(f"{agent} sees {_notifications(stage, agent)}")


@then(phrase("the notification shows {agent:Agent} this case information"))
@then(phrase("{agent:Agent} sees this case information"))
def sees_case(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check what the notification or window tells of the case, from a table with the columns key, value."""
    case = newest_interaction(stage, agent).case
    for row in rows_of(datatable, "key", "value"):
        found = case.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then(phrase("{agent:Agent} sees the callback {state:Quoted}"))
def sees_callback(stage: Stage, agent: str, state: str) -> None:
    """Check the state of the newest interaction: offered, counting down, in hand, taken away during a call."""
    found = newest_interaction(stage, agent).state
    assert InWords(f"{agent} sees the callback {state}") == InWords(f"{agent} sees the callback {found}")


@then(phrase("{agent:Agent} sees an open interaction window"))
def sees_window(stage: Stage, agent: str) -> None:
    """Check that the interaction window is open."""
    found = "an open interaction window" if newest_interaction(stage, agent).window else "a notification, no window"
    assert InWords(f"{agent} sees an open interaction window") == InWords(f"{agent} sees {found}")


@then(phrase("{agent:Agent} hears the bell {file:Quoted}"))
def hears_bell(stage: Stage, agent: str, file: str) -> None:
    """Check that this sound can be heard now."""
    found = newest_interaction(stage, agent).bell
    heard = f"the bell '{found}'" if found else "no bell"
    assert InWords(f"{agent} hears the bell '{file}'") == InWords(f"{agent} hears {heard}")


@then(phrase("{agent:Agent} hears no bell"))
def hears_no_bell(stage: Stage, agent: str) -> None:
    """Check that no bell can be heard now."""
    heard = listed([each.bell for each in _all(stage, agent) if each.bell], "no bell")
    assert InWords(f"{agent} hears no bell") == InWords(f"{agent} hears {heard}")


@then(phrase("{agent:Agent}'s bell has rung as {words:Quoted}"))
def bell_has_rung(stage: Stage, agent: str, words: str) -> None:
    """Check how the bell rang last: its file, priority, length and device."""
    rung = [text for text in _texts_shown(stage, agent, "bell") if text.startswith("rings")]
    found = rung[-1].removeprefix("rings: ") if rung else "(it has not rung)"
    assert InWords(f"{agent}'s bell has rung as {words}") == InWords(f"{agent}'s bell has rung as {found}")


@then(phrase("{agent:Agent} sees a countdown of {seconds:d} seconds"))
def sees_countdown(stage: Stage, agent: str, seconds: int) -> None:
    """Check how many seconds of the countdown are left."""
    found = newest_interaction(stage, agent).seconds_left
    shown = f"a countdown of {counted(found, 'second')}" if found else "no countdown"
    assert InWords(f"{agent} sees a countdown of {counted(seconds, 'second')}") == InWords(f"{agent} sees {shown}")


@then(phrase("{agent:Agent}'s Callback Information shows"))
def information_shows(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check the whole view, field by field and in order; the value * stands for any that is not empty."""
    expected = [(row["field"], row["value"]) for row in rows_of(datatable, "field", "value")]
    wild = {name for name, value in expected if value == "*"}
    fields = _information(stage, agent).fields
    got = [(name, "*" if name in wild and value else value) for name, value in fields]
    wanted, found = compared([_field(*each) for each in expected], [_field(*each) for each in got], "field")
    assert wanted == found


@then(phrase("{agent:Agent}'s Callback Information has the frame {colour:Quoted}"))
def frame_is(stage: Stage, agent: str, colour: str) -> None:
    """Check the colour of the frame."""
    found = _information(stage, agent).frame_color.text
    assert InWords(f"the frame of {agent}'s Callback Information is {colour}") == InWords(
        f"the frame of {agent}'s Callback Information is {found}"
    )


@then(phrase("{agent:Agent}'s Callback Information has the header {colour:Quoted}"))
def header_is(stage: Stage, agent: str, colour: str) -> None:
    """Check the colour of the header's text."""
    found = _information(stage, agent).header_foreground_color.text
    assert InWords(f"the header of {agent}'s Callback Information is {colour}") == InWords(
        f"the header of {agent}'s Callback Information is {found}"
    )


@then(phrase("{agent:Agent} sees the disposition {code:Quoted}"))
def sees_disposition(stage: Stage, agent: str, code: str) -> None:
    """Check the disposition that is set; empty for none."""
    found = newest_interaction(stage, agent).disposition
    assert InWords(f"{agent} sees the disposition '{code}'") == InWords(f"{agent} sees the disposition '{found}'")


@then(phrase("{agent:Agent} sees the callback rescheduled to {moment:Words}"))
def sees_reschedule(stage: Stage, agent: str, moment: str) -> None:
    """Check the new moment (in UTC) that is set."""
    found = newest_interaction(stage, agent).reschedule
    assert moment in found, f"{agent} sees {_rescheduled(found)}"


@then(phrase("{agent:Agent} sees no reschedule"))
def sees_no_reschedule(stage: Stage, agent: str) -> None:
    """Check that no new moment is set."""
    found = newest_interaction(stage, agent).reschedule
    assert InWords(f"{agent} sees no reschedule") == InWords(f"{agent} sees {_rescheduled(found)}")


@then(phrase("{agent:Agent} is told {words:Words}"))
def is_told(stage: Stage, agent: str, words: str) -> None:
    """Check that the agent was told something with these words, of whatever kind."""
    texts = _texts_shown(stage, agent)
    assert any(words in text for text in texts), f"{agent} was told {listed(texts)}"


@then(phrase("{agent:Agent} is warned {words:Words}"))
def is_warned(stage: Stage, agent: str, words: str) -> None:
    """Check that a warning with these words was given."""
    texts = _texts_shown(stage, agent, "warning")
    assert any(words in text for text in texts), f"{agent} was warned of {listed(texts)}"


@then(phrase("{agent:Agent} is not warned"))
def is_not_warned(stage: Stage, agent: str) -> None:
    """Check that no warning was given."""
    found = listed(_texts_shown(stage, agent, "warning"))
    assert InWords(f"{agent} is warned of nothing") == InWords(f"{agent} is warned of {found}")


def _texts_shown(stage: Stage, agent: str, topic: str = "") -> list[str]:
    return [
        entry.text
        for entry in stage.lab.journal
        if isinstance(entry, Noted) and entry.actor == agent and topic in {"", entry.topic}
    ]


def _all(stage: Stage, agent: str) -> tuple[Shown, ...]:
    return stage.desk(agent).shown().interactions


def _notifications(stage: Stage, agent: str) -> str:
    names = [str(each.case.get("contact_name")) for each in _all(stage, agent) if each.notification]
    return f"the notification of {', '.join(names)}" if names else "no notification"


def _rescheduled(reschedule: str) -> str:
    return f"the callback rescheduled to {reschedule}" if reschedule else "no reschedule"


def _field(name: str, value: str) -> str:
    return f"{name}: {value}"


def _information(stage: Stage, agent: str) -> CallbackInformation:
    information = newest_interaction(stage, agent).information
    if information is None:
        raise NotFound(f"{agent} sees a Callback Information", f"{agent} has a voice call without a callback")
    return information


def newest_interaction(stage: Stage, agent: str) -> Shown:
    """Return the newest notification or window at an agent's desktop.

    Raises:
        NotFound: when there is none.
    """
    interactions = _all(stage, agent)
    if not interactions:
        raise NotFound(f"{agent} has a notification or an interaction window", f"{agent} has neither")
    return interactions[-1]
