"""Steps about contacts and the company's website."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, then, when

from callbook.core import MILLISECOND, BadInput
from callbook.lab import NotSubmitted
from callbook_mocks.contacts import Person, behaves
from callbook_mocks.website import CallbackForm, FormRefused
from callbook_steps.phrases import TYPES, longest_first, phrase, reads, rows_of

if TYPE_CHECKING:
    from callbook_mocks.contacts import BehaviourKind
    from callbook_steps.stage import Stage

HABITS: dict[str, BehaviourKind] = {
    "answers": "answers",
    "is busy": "busy",
    "does not answer": "does not answer",
    "has an answering machine": "answering machine",
    "rejects the call": "rejects the call",
    "has a number that does not exist": "number does not exist",
}
"""What contacts do when they are called, as scenarios say it."""


@reads(longest_first(HABITS))
def habit(text: str) -> BehaviourKind:
    """Take what a contact does when called."""
    return HABITS[text]


def _phrase(text: str) -> parsers.parse:
    return parsers.parse(text, extra_types={**TYPES, "Habit": habit}, case_sensitive=True)


@given(_phrase("{contact:Name} {kind:Habit}"))
def contact_does(stage: Stage, contact: str, kind: BehaviourKind) -> None:
    """Say what a contact does when called, from the next call on."""
    stage.lab.plays(stage.contact(contact), behaves(kind))


@given(_phrase("{contact:Name} {kind:Habit} after {delay:Duration}"))
def contact_does_after(stage: Stage, contact: str, kind: BehaviourKind, delay: timedelta) -> None:
    """Say what a contact does when called, and how long after the first ring."""
    stage.lab.plays(stage.contact(contact), behaves(kind, after=delay // MILLISECOND))


@given(phrase("{contact:Name} hangs up after {delay:Duration}"))
def contact_hangs_up(stage: Stage, contact: str, delay: timedelta) -> None:
    """Let a contact answer and hang up by themselves after talking that long."""
    stage.lab.plays(stage.contact(contact), behaves("answers", hangs_up_after=delay // MILLISECOND))


@given(phrase("{contact:Name} lives in {zone:Quoted}"))
def contact_lives_in(stage: Stage, contact: str, zone: str) -> None:
    """Say in which time zone a contact lives."""
    person = stage.contact(contact).person
    stage.contact(contact).person = Person(
        name=person.name,
        phone_number=person.phone_number,
        locale=person.locale,
        time_zone=zone,
        reason=person.reason,
        wished_time=person.wished_time,
    )


@given(phrase("{contact:Name} has scheduled a callback"))
@when(phrase("{contact:Name} schedules a callback"))
def schedules(stage: Stage, contact: str) -> None:
    """Let a contact ask on the website to be called now."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact))


@given(phrase("{contact:Name} has scheduled a callback for {moment:Quoted}"))
@when(phrase("{contact:Name} schedules a callback for {moment:Quoted}"))
def schedules_for(stage: Stage, contact: str, moment: str) -> None:
    """Let a contact ask to be called at a time of the contact's own zone."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact), moment)


@given(phrase("{contact:Name} has scheduled a callback in the queue {queue:Quoted}"))
@when(phrase("{contact:Name} schedules a callback in the queue {queue:Quoted}"))
def schedules_in(stage: Stage, contact: str, queue: str) -> None:
    """Let a contact use the website whose callbacks go into a certain queue."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact), queue=queue)


@given(phrase("{count:d} contacts have scheduled callbacks"))
def many_schedule(stage: Stage, count: int) -> None:
    """Let many contacts ask to be called now, one after the other."""
    for number in range(1, count + 1):
        schedules(stage, f"Contact{number}")


@when(phrase("{contact:Name} tries to schedule a callback for {moment:Quoted}"))
def tries_to_schedule(stage: Stage, contact: str, moment: str) -> None:
    """Let a contact ask for a time that the website must refuse."""
    with pytest.raises((BadInput, NotSubmitted)) as refused:
        stage.lab.schedule(stage.contact(contact), moment)
    _remember(stage, refused.value)


@when(phrase("{contact:Name} tries to schedule a callback"))
def tries_to_schedule_now(stage: Stage, contact: str) -> None:
    """Let a contact use a website that cannot take it."""
    with pytest.raises((BadInput, NotSubmitted)) as refused:
        stage.lab.schedule(stage.contact(contact))
    _remember(stage, refused.value)


@when(phrase("somebody fills in the web form with"))
def fills_in(stage: Stage, datatable: list[list[str]]) -> None:
    """Fill in the web form from a table with the columns field, value; what is wrong is remembered field by field."""
    fields = {row["field"]: row["value"] for row in rows_of(datatable)}
    stage.reasons = {}
    try:
        stage.callbacks[fields["name"]] = stage.lab.fill_in(CallbackForm(**fields))
    except FormRefused as refused:
        _remember(stage, refused)


@then(phrase("the website refuses the field {field:Quoted}, because {reason:Quoted}"))
def website_refuses(stage: Stage, field: str, reason: str) -> None:
    """Check that the website named a field and gave a reason that contains these words."""
    assert field in stage.reasons
    assert reason in stage.reasons[field]


@then(phrase("the website refuses nothing else but these {count:d} fields"))
def website_refuses_count(stage: Stage, count: int) -> None:
    """Check how many fields the website found wrong."""
    assert count == len(stage.reasons)


@then(phrase("the contact is told {words:Quoted}"))
def contact_is_told(stage: Stage, words: str) -> None:
    """Check what the website told the contact."""
    assert words in stage.refusal


@when(phrase("{contact:Name} cancels the callback on the website"))
def cancels(stage: Stage, contact: str) -> None:
    """Let a contact take the callback back: whoever has it loses it."""
    stage.lab.cancel(stage.callbacks[contact])


@when(phrase("{contact:Name} hangs up"))
def hangs_up(stage: Stage, contact: str) -> None:
    """Let a contact end the call."""
    stage.lab.hang_up(stage.contact(contact).person.phone_number)


def _remember(stage: Stage, refused: Exception) -> None:
    stage.refusal = str(refused)
    stage.reasons = dict(refused.reasons) if isinstance(refused, FormRefused) else {}
