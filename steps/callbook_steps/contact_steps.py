"""Steps about contacts and the company's website."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import given, parsers, then, when

from callbook.core import MILLISECOND, BadInput, counted, find
from callbook.lab import NotSubmitted
from callbook_mocks.contacts import Person, behaves
from callbook_mocks.website import CallbackForm, FormRefused
from callbook_steps.in_words import listed
from callbook_steps.names import checks
from callbook_steps.phrases import TYPES, longest_first, phrase, reads, rows_of
from callbook_steps.stage import Attempt
from callbook_steps.wrong_names import ON_THE_WEBSITE, NotInCall, NotRinging, OtherKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.workspace import Screen
    from callbook_mocks.contacts import BehaviourKind
    from callbook_steps.spoken import Spoken
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

_COLUMNS = ("field", "value")
_FIELDS = {each.name: each for each in fields(CallbackForm)}
_REQUIRED = [each.name for each in fields(CallbackForm) if each.default is MISSING]


@reads(longest_first(HABITS))
def habit(text: str) -> BehaviourKind:
    """Take what a contact does when called."""
    return HABITS[text]


@reads(r'"[^"]*"')
def form_field(text: str) -> str:
    """Take a field of the web form in double quotes."""
    return find("field", text[1:-1], _FIELDS, where="the web form").name


def _phrase(text: str) -> parsers.parse:
    return parsers.parse(text, extra_types={**TYPES, "Habit": habit, "Field": form_field}, case_sensitive=True)


def _many_come_in(spoken: Spoken, given: Mapping[str, Any], _: object) -> None:
    for number in range(1, given["count"] + 1):
        spoken.brings_callback(f"Contact{number}")


def _form_is_filled_in(spoken: Spoken, _: object, table: list[list[str]]) -> None:
    rows = {row["field"]: row["value"] for row in rows_of(table, *_COLUMNS)}
    for each in rows:
        find("field", each, _FIELDS, where="the web form")
    for name in _REQUIRED:
        if name not in rows:
            raise BadInput("form without the field", name, where="the table", accepted="a row for it, empty or not")
    spoken.brings_callback(rows["name"])
    spoken.brings_callback_of_a_number()
    spoken.tries(ON_THE_WEBSITE)


def _is_tried(spoken: Spoken, _: object, __: object) -> None:
    spoken.tries(ON_THE_WEBSITE)


def _is_judged(spoken: Spoken, _: object, __: object) -> None:
    spoken.tried(ON_THE_WEBSITE)


@given(_phrase("{contact:NewContact} {kind:Habit}"))
@when(_phrase("from now on {contact:Contact} {kind:Habit}"))
def contact_does(stage: Stage, contact: str, kind: BehaviourKind) -> None:
    """Say what a contact does when called, from the next call on."""
    stage.lab.plays(stage.contact(contact), behaves(kind))


@given(_phrase("{contact:NewContact} {kind:Habit} after {delay:Duration}"))
@when(_phrase("from now on {contact:Contact} {kind:Habit} after {delay:Duration}"))
def contact_does_after(stage: Stage, contact: str, kind: BehaviourKind, delay: timedelta) -> None:
    """Say what a contact does when called, and how long after the first ring."""
    stage.lab.plays(stage.contact(contact), behaves(kind, after=delay // MILLISECOND))


@given(phrase("{contact:NewContact} hangs up after {delay:Duration}"))
@when(phrase("from now on {contact:Contact} hangs up after {delay:Duration}"))
def contact_hangs_up(stage: Stage, contact: str, delay: timedelta) -> None:
    """Let a contact answer, from the next call on, and hang up by themselves after talking that long."""
    stage.lab.plays(stage.contact(contact), behaves("answers", hangs_up_after=delay // MILLISECOND))


@given(phrase("{contact:NewContact} lives in {zone:Quoted}"))
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


@given(phrase("{contact:Owner} has scheduled a callback"))
@when(phrase("{contact:Owner} schedules a callback"))
def schedules(stage: Stage, contact: str) -> None:
    """Let a contact ask on the website to be called now."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact))


@given(phrase("{contact:Owner} has scheduled a callback for {moment:Quoted}"))
@when(phrase("{contact:Owner} schedules a callback for {moment:Quoted}"))
def schedules_for(stage: Stage, contact: str, moment: str) -> None:
    """Let a contact ask to be called at a time of the contact's own zone."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact), moment)


@given(phrase("{contact:Owner} has scheduled a callback in the queue {queue:Queue}"))
@when(phrase("{contact:Owner} schedules a callback in the queue {queue:Queue}"))
def schedules_in(stage: Stage, contact: str, queue: str) -> None:
    """Let a contact use the website whose callbacks go into a certain queue."""
    stage.callbacks[contact] = stage.lab.schedule(stage.contact(contact), queue=queue)


@given(phrase("{count:d} contacts have scheduled callbacks"))
@checks(_many_come_in)
def many_schedule(stage: Stage, count: int) -> None:
    """Let many contacts ask to be called now, one after the other."""
    for number in range(1, count + 1):
        schedules(stage, f"Contact{number}")


@when(phrase("{contact:NewContact} tries to schedule a callback for {moment:Quoted}"))
@checks(_is_tried)
def tries_to_schedule(stage: Stage, contact: str, moment: str) -> None:
    """Let a contact ask for a time that the website must refuse."""
    made, before = stage.contact(contact), stage.state()
    with pytest.raises((BadInput, NotSubmitted)) as refused:
        stage.lab.schedule(made, moment)
    _remember(stage, before, refused.value)


@when(phrase("{contact:NewContact} tries to schedule a callback"))
@checks(_is_tried)
def tries_to_schedule_now(stage: Stage, contact: str) -> None:
    """Let a contact use a website that cannot take it."""
    made, before = stage.contact(contact), stage.state()
    with pytest.raises((BadInput, NotSubmitted)) as refused:
        stage.lab.schedule(made)
    _remember(stage, before, refused.value)


@when(phrase("somebody fills in the web form with"))
@checks(_form_is_filled_in)
def fills_in(stage: Stage, datatable: list[list[str]]) -> None:
    """Fill in the web form from a table with the columns field, value; what is wrong is remembered field by field."""
    typed = {row["field"]: row["value"] for row in rows_of(datatable, *_COLUMNS)}
    before = stage.state()
    try:
        stage.callbacks[typed["name"]] = stage.lab.fill_in(CallbackForm(**typed))
    except FormRefused as refused:
        _remember(stage, before, refused)
    else:
        stage.attempt = Attempt(before)


@then(_phrase("the website refuses the field {field:Field}, because {reason:Words}"))
@checks(_is_judged)
def website_refuses(stage: Stage, field: str, reason: str) -> None:
    """Check that the website named a field and gave a reason that contains these words."""
    reasons = stage.last_attempt.reasons
    assert field in reasons, f"the website refuses the fields {listed([*reasons])}"
    assert reason in reasons[field], f"the website refuses it: {reasons[field]}"


@then(phrase("the website refuses nothing else but these {count:d} fields"))
@checks(_is_judged)
def website_refuses_count(stage: Stage, count: int) -> None:
    """Check how many fields the website found wrong."""
    found = stage.last_attempt.reasons
    assert count == len(found), f"the website refuses {counted(len(found), 'field')}: {listed([*found])}"


@then(phrase("the contact is told {words:Words}"))
@checks(_is_judged)
def contact_is_told(stage: Stage, words: str) -> None:
    """Check what the website told the contact."""
    told = stage.last_attempt.refusal
    assert words in told, f"the contact is told: {told}" if told else "the contact is told nothing"


@when(phrase("{contact:Whose} cancels the callback on the website"))
def cancels(stage: Stage, contact: str) -> None:
    """Let a contact take the callback back: whoever has it loses it."""
    stage.lab.cancel(stage.callback_of(contact))


@when(phrase("{contact:Caller} hangs up"))
def hangs_up(stage: Stage, contact: str) -> None:
    """Let a contact end the call."""
    if contact not in stage.contacts and any(contact == agent.name for agent in stage.lab.configuration.agents):
        raise OtherKind.hangs_up(contact, stage.contacts)
    _at_the_telephone(stage, contact, stage.lab.hang_up, NotInCall)


@when(phrase("{contact:Contact} picks up"))
def picks_up(stage: Stage, contact: str) -> None:
    """Let a contact answer the telephone that rings, now."""
    _at_the_telephone(stage, contact, stage.lab.pick_up, NotRinging)


@when(phrase("{contact:Contact} rejects the call"))
def rejects(stage: Stage, contact: str) -> None:
    """Let a contact reject the call that rings, now: for the agent the line is busy."""
    _at_the_telephone(stage, contact, stage.lab.reject, NotRinging)


def _at_the_telephone(
    stage: Stage, contact: str, do: Callable[[str], None], otherwise: Callable[[str], BadInput]
) -> None:
    number = stage.known_contact(contact).person.phone_number
    try:
        do(number)
    except BadInput as error:
        raise otherwise(contact) from error


def _remember(stage: Stage, before: tuple[Screen, ...], refused: Exception) -> None:
    reasons = dict(refused.reasons) if isinstance(refused, FormRefused) else {}
    stage.attempt = Attempt(before, str(refused), reasons)
