"""Steps about what an agent sees and hears: notification, bell, countdown, Callback Information, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from callbook.core import Noted, counted
from callbook_steps.in_words import InWords, NotFound, compared, listed
from callbook_steps.meant import for_contact, interaction_meant, of_contact
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
@then(phrase("the notification of {contact:Whose} shows {agent:Agent} this case information"))
@then(phrase("{agent:Agent} sees this case information"))
@then(phrase("{agent:Agent} sees this case information of {contact:Whose}"))
def sees_case(stage: Stage, agent: str, datatable: list[list[str]], contact: str = "") -> None:
    """Check what the notification or window tells of the case, from a table with the columns key, value."""
    case = interaction_meant(stage, agent, contact).case
    for row in rows_of(datatable, "key", "value"):
        found = case.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then(phrase("{agent:Agent} sees the callback {state:Quoted}"))
@then(phrase("{agent:Agent} sees the callback of {contact:Whose} {state:Quoted}"))
def sees_callback(stage: Stage, agent: str, state: str, contact: str = "") -> None:
    """Check the state of a callback at a desktop: offered, counting down, in hand, taken away during a call."""
    seen, found = f"{agent} sees the callback{of_contact(contact)}", interaction_meant(stage, agent, contact).state
    assert InWords(f"{seen} {state}") == InWords(f"{seen} {found}")


@then(phrase("{agent:Agent} sees an open interaction window"))
@then(phrase("{agent:Agent} sees an open interaction window for {contact:Whose}"))
def sees_window(stage: Stage, agent: str, contact: str = "") -> None:
    """Check that the interaction window is open."""
    is_open, whose = interaction_meant(stage, agent, contact).window, for_contact(contact)
    found = "an open interaction window" if is_open else "a notification, no window"
    assert InWords(f"{agent} sees an open interaction window{whose}") == InWords(f"{agent} sees {found}{whose}")


@then(phrase("{agent:Agent} hears the bell {file:Quoted}"))
@then(phrase("{agent:Agent} hears the bell {file:Quoted} for {contact:Whose}"))
def hears_bell(stage: Stage, agent: str, file: str, contact: str = "") -> None:
    """Check that this sound can be heard now."""
    found, whose = interaction_meant(stage, agent, contact).bell, for_contact(contact)
    heard = f"the bell '{found}'" if found else "no bell"
    assert InWords(f"{agent} hears the bell '{file}'{whose}") == InWords(f"{agent} hears {heard}{whose}")


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
@then(phrase("{agent:Agent} sees a countdown of {seconds:d} seconds for {contact:Whose}"))
def sees_countdown(stage: Stage, agent: str, seconds: int, contact: str = "") -> None:
    """Check how many seconds of the countdown are left."""
    found, whose = interaction_meant(stage, agent, contact).seconds_left, for_contact(contact)
    wanted = f"a countdown of {counted(seconds, 'second')}"
    shown = f"a countdown of {counted(found, 'second')}" if found else "no countdown"
    assert InWords(f"{agent} sees {wanted}{whose}") == InWords(f"{agent} sees {shown}{whose}")


@then(phrase("{agent:Agent}'s Callback Information shows"))
@then(phrase("{agent:Agent}'s Callback Information about {contact:Whose} shows"))
def information_shows(stage: Stage, agent: str, datatable: list[list[str]], contact: str = "") -> None:
    """Check the whole view, field by field and in order; the value * stands for any that is not empty."""
    expected = [(row["field"], row["value"]) for row in rows_of(datatable, "field", "value")]
    wild = {name for name, value in expected if value == "*"}
    fields = _information(stage, agent, contact).fields
    got = [(name, "*" if name in wild and value else value) for name, value in fields]
    wanted, found = compared([_field(*each) for each in expected], [_field(*each) for each in got], "field")
    assert wanted == found


@then(phrase("{agent:Agent}'s Callback Information has the frame {colour:Quoted}"))
@then(phrase("{agent:Agent}'s Callback Information about {contact:Whose} has the frame {colour:Quoted}"))
def frame_is(stage: Stage, agent: str, colour: str, contact: str = "") -> None:
    """Check the colour of the frame."""
    found = _information(stage, agent, contact).frame_color.text
    assert InWords(f"the frame of {agent}'s Callback Information is {colour}") == InWords(
        f"the frame of {agent}'s Callback Information is {found}"
    )


@then(phrase("{agent:Agent}'s Callback Information has the header {colour:Quoted}"))
@then(phrase("{agent:Agent}'s Callback Information about {contact:Whose} has the header {colour:Quoted}"))
def header_is(stage: Stage, agent: str, colour: str, contact: str = "") -> None:
    """Check the colour of the header's text."""
    found = _information(stage, agent, contact).header_foreground_color.text
    assert InWords(f"the header of {agent}'s Callback Information is {colour}") == InWords(
        f"the header of {agent}'s Callback Information is {found}"
    )


@then(phrase("{agent:Agent} sees the disposition {code:Quoted}"))
@then(phrase("{agent:Agent} sees the disposition {code:Quoted} for {contact:Whose}"))
def sees_disposition(stage: Stage, agent: str, code: str, contact: str = "") -> None:
    """Check the disposition that is set; empty for none."""
    found, whose = interaction_meant(stage, agent, contact).disposition, for_contact(contact)
    seen = f"{agent} sees the disposition"
    assert InWords(f"{seen} '{code}'{whose}") == InWords(f"{seen} '{found}'{whose}")


@then(phrase("{agent:Agent} sees the callback rescheduled to {moment:Words}"))
@then(phrase("{agent:Agent} sees the callback of {contact:Whose} rescheduled to {moment:Words}"))
def sees_reschedule(stage: Stage, agent: str, moment: str, contact: str = "") -> None:
    """Check the new moment (in UTC) that is set."""
    found = interaction_meant(stage, agent, contact).reschedule
    assert moment in found, f"{agent} sees {_rescheduled(found, contact)}"


@then(phrase("{agent:Agent} sees no reschedule"))
@then(phrase("{agent:Agent} sees no reschedule for {contact:Whose}"))
def sees_no_reschedule(stage: Stage, agent: str, contact: str = "") -> None:
    """Check that no new moment is set."""
    found = interaction_meant(stage, agent, contact).reschedule
    assert InWords(f"{agent} sees {_rescheduled('', contact)}") == InWords(
        f"{agent} sees {_rescheduled(found, contact)}"
    )


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
    stage.check_noted(agent)
    return [
        entry.text
        for entry in stage.lab.journal
        if isinstance(entry, Noted) and entry.actor == agent and topic in {"", entry.topic}
    ]


def _all(stage: Stage, agent: str) -> tuple[Shown, ...]:
    return stage.desk(agent).shown().interactions


def _notifications(stage: Stage, agent: str) -> str:
    names = [str(stage.name_shown(each)) for each in _all(stage, agent) if each.notification]
    return f"the notification of {', '.join(names)}" if names else "no notification"


def _rescheduled(reschedule: str, contact: str) -> str:
    if not reschedule:
        return f"no reschedule{for_contact(contact)}"
    return f"the callback{of_contact(contact)} rescheduled to {reschedule}"


def _field(name: str, value: str) -> str:
    return f"{name}: {value}"


def _information(stage: Stage, agent: str, contact: str) -> CallbackInformation:
    information = interaction_meant(stage, agent, contact).information
    if information is None:
        raise NotFound(f"{agent} sees a Callback Information", f"{agent} has a voice call without a callback")
    return information
