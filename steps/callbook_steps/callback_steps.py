"""Steps about what an agent does with a callback, and how a scenario comes to have one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pytest_bdd import given, when

from callbook.core import parse_moment
from callbook.workspace import Action, CallPhase
from callbook_mocks.interaction_server import PlaceKind
from callbook_steps.contact_steps import schedules
from callbook_steps.in_words import InWords
from callbook_steps.names import checks
from callbook_steps.phrases import column_of, phrase
from callbook_steps.wrong_names import NotTheirs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage

    Attach = Callable[[str], None]

LONGEST_RINGING = 20_000
"""Milliseconds within which a contact who answers has answered."""


def _is_theirs(spoken: Spoken, given: Mapping[str, Any], _: object) -> None:
    spoken.owner(given["contact"])


def _many_come_in(spoken: Spoken, _: object, table: list[list[str]]) -> None:
    for contact in column_of(table, "contact"):
        spoken.brings_callback(contact)


@given(phrase("{agent:Agent} is offered the callback of {contact:Owner}"))
def is_offered(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the agent's notification."""
    if not _is_there(stage, agent):
        stage.desk(agent).perform(Action.LOG_IN)
    schedules(stage, contact)
    place = stage.lab.where(stage.callback)
    offered = replace(place, kind=PlaceKind.OFFERED, agent=stage.lab.agent_id(agent))
    # Somebody else may be Ready, too, or the desktop accepts by itself.
    wanted = place if place.agent == offered.agent else offered
    assert InWords(stage.lab.place_in_words(wanted)) == InWords(stage.lab.place_in_words(place))


@given(phrase("{agent:Agent} has the callback of {contact:Owner} in hand"))
def in_hand(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the agent's interaction window; nobody has been called."""
    is_offered(stage, agent, contact)
    stage.desk(agent).perform(Action.ACCEPT)


@given(phrase("{agent:Agent} is talking to {contact:Owner}"))
def is_talking(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the conversation with the contact."""
    in_hand(stage, agent, contact)
    stage.desk(agent).perform(Action.DIAL)
    _wait_for_answer(stage, agent)


@given(phrase("{agent:Agent} has talked to {contact:Owner} and released the call"))
def has_talked(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the end of the conversation."""
    is_talking(stage, agent, contact)
    stage.desk(agent).perform(Action.RELEASE)


@given(phrase("{agent:Agent} {action:Does}"))
@when(phrase("{agent:Agent} {action:Does}"))
def does(stage: Stage, agent: str, action: Action) -> None:
    """Let an agent do something that takes no further words."""
    stage.desk(agent).perform(action)


@given(phrase("{agent:Agent} has dialled and {contact:Contact} has answered"))
@when(phrase("{agent:Agent} dials and {contact:Contact} answers"))
@checks(_is_theirs)
def dials_and_talks(stage: Stage, agent: str, contact: str) -> None:
    """Let an agent call the contact of the callback in hand, who answers."""
    _check_it_is_theirs(stage, agent, contact)
    stage.desk(agent).perform(Action.DIAL)
    _wait_for_answer(stage, agent)


@given(phrase("{agent:Agent} has set the disposition {code:Code}"))
@when(phrase("{agent:Agent} sets the disposition {code:Code}"))
def sets_disposition(stage: Stage, agent: str, code: str) -> None:
    """Let an agent set a disposition code."""
    stage.desk(agent).perform(Action.SET_DISPOSITION, code=code)


@given(phrase("{agent:Agent} has rescheduled to {moment:Quoted}"))
@when(phrase("{agent:Agent} reschedules to {moment:Quoted}"))
def reschedules(stage: Stage, agent: str, moment: str, attach: Attach) -> None:
    """Let an agent set another time, in the time zone of the callback's contact; without one in the centre's."""
    stage.desk(agent).perform(Action.RESCHEDULE, moment=moment_of_contact(stage, agent, moment, attach))


@when(phrase("{agent:Agent} reschedules to {moment:Quoted} on the number {number:Number}"))
def reschedules_on(stage: Stage, agent: str, moment: str, number: str, attach: Attach) -> None:
    """Let an agent set another time and another number."""
    read = moment_of_contact(stage, agent, moment, attach)
    stage.desk(agent).perform(Action.RESCHEDULE, moment=read, phone_number=number)


@given(phrase("{agent:Agent} has the callbacks of these contacts in hand"))
@checks(_many_come_in)
def many_in_hand(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Bring several callbacks into an agent's hands, from a one-column table, with the header contact or without."""
    for contact in column_of(datatable, "contact"):
        in_hand(stage, agent, contact)


@when(phrase("{agent:Agent} {action:Does} of {contact:Contact}"))
@checks(_is_theirs)
def does_of(stage: Stage, agent: str, action: Action, contact: str) -> None:
    """Let an agent do something with the callback of a certain contact, not with the newest."""
    stage.desk(agent).perform(action, stage.callback_of(contact))


def moment_of_contact(stage: Stage, agent: str, words: str, attach: Attach) -> object:
    """Return the moment that *words* mean in the time zone of the contact whose callback the agent has.

    Where nobody knows that zone, as of a callback from another system, it is the contact centre's; the step says so.

    Raises:
        BadInput: they mean no moment.
    """
    newest = next(reversed(stage.desk(agent).shown().interactions), None)
    contact = stage.contact_of(newest) if newest else None
    zone = contact.person.time_zone if contact else str(newest.case.get("time_zone", "")) if newest else ""
    if not zone:
        zone = stage.lab.contact_center.time_zone
        attach(f"No time zone is known of a contact: {words!r} is read in the contact centre's, {zone}.")
    return parse_moment(words, zone, stage.lab.clock.now(), where="the step")


def _check_it_is_theirs(stage: Stage, agent: str, contact: str) -> None:
    known, interactions = stage.known_contact(contact), stage.desk(agent).shown().interactions
    if interactions and known.person.phone_number != interactions[-1].phone_number:
        owner = stage.contact_of(interactions[-1])
        if owner is not known:
            number = interactions[-1].phone_number
            raise NotTheirs(contact, [owner.person.name if owner else f"somebody with the number {number}"])


def _wait_for_answer(stage: Stage, agent: str) -> None:
    until = stage.lab.clock.instant + LONGEST_RINGING
    while stage.desk(agent).shown().interactions[-1].call is not CallPhase.TALKING:
        call = stage.desk(agent).shown().interactions[-1].call
        assert stage.lab.clock.instant < until, f"nobody has answered: {agent}'s call is {call}"
        stage.lab.clock.jump()


def _is_there(stage: Stage, agent: str) -> bool:
    return Action.LOG_IN not in stage.desk(agent).actions()
