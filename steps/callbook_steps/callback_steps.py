"""Steps about what an agent does with a callback, and how a scenario comes to have one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_bdd import given, when

from callbook.core import parse_moment
from callbook.workspace import Action, CallPhase
from callbook_mocks.interaction_server import PlaceKind
from callbook_steps.contact_steps import schedules
from callbook_steps.in_words import InWords
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook_steps.stage import Stage

LONGEST_RINGING = 20_000
"""Milliseconds within which a contact who answers has answered."""


@given(phrase("{agent:Name} is offered the callback of {contact:Name}"))
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


@given(phrase("{agent:Name} has the callback of {contact:Name} in hand"))
def in_hand(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the agent's interaction window; nobody has been called."""
    is_offered(stage, agent, contact)
    stage.desk(agent).perform(Action.ACCEPT)


@given(phrase("{agent:Name} is talking to {contact:Name}"))
def is_talking(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the conversation with the contact."""
    in_hand(stage, agent, contact)
    stage.desk(agent).perform(Action.DIAL)
    _wait_for_answer(stage, agent)


@given(phrase("{agent:Name} has talked to {contact:Name} and released the call"))
def has_talked(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as the end of the conversation."""
    is_talking(stage, agent, contact)
    stage.desk(agent).perform(Action.RELEASE)


@given(phrase("{agent:Name} {action:Does}"))
@when(phrase("{agent:Name} {action:Does}"))
def does(stage: Stage, agent: str, action: Action) -> None:
    """Let an agent do something that takes no further words: accept, dial, hold, mark done, go Ready, log in ..."""
    stage.desk(agent).perform(action)


@given(phrase("{agent:Name} has dialled and {contact:Name} has answered"))
@when(phrase("{agent:Name} dials and {contact:Name} answers"))
def dials_and_talks(stage: Stage, agent: str, contact: str) -> None:
    """Let an agent call a contact who answers."""
    stage.contact(contact)
    stage.desk(agent).perform(Action.DIAL)
    _wait_for_answer(stage, agent)


@given(phrase("{agent:Name} has set the disposition {code:Quoted}"))
@when(phrase("{agent:Name} sets the disposition {code:Quoted}"))
def sets_disposition(stage: Stage, agent: str, code: str) -> None:
    """Let an agent set a disposition code."""
    stage.desk(agent).perform(Action.SET_DISPOSITION, code=code)


@given(phrase("{agent:Name} has rescheduled to {moment:Quoted}"))
@when(phrase("{agent:Name} reschedules to {moment:Quoted}"))
def reschedules(stage: Stage, agent: str, moment: str) -> None:
    """Let an agent set another time, in the contact's time zone."""
    stage.desk(agent).perform(Action.RESCHEDULE, moment=moment_of_contact(stage, moment))


@when(phrase("{agent:Name} reschedules to {moment:Quoted} on the number {number:Quoted}"))
def reschedules_on(stage: Stage, agent: str, moment: str, number: str) -> None:
    """Let an agent set another time and another number."""
    stage.desk(agent).perform(Action.RESCHEDULE, moment=moment_of_contact(stage, moment), phone_number=number)


@given(phrase("{agent:Name} has the callbacks of these contacts in hand"))
def many_in_hand(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Bring several callbacks into an agent's hands, one after the other, from a one-column table."""
    for (contact,) in datatable:
        in_hand(stage, agent, contact)


@when(phrase("{agent:Name} {action:Does} of {contact:Name}"))
def does_of(stage: Stage, agent: str, action: Action, contact: str) -> None:
    """Let an agent do something with the callback of a certain contact, not with the newest."""
    stage.desk(agent).perform(action, stage.callbacks[contact])


def moment_of_contact(stage: Stage, words: str) -> object:
    """Read a moment in the time zone of the contact whose callback it is."""
    zone = next(reversed(stage.contacts.values())).person.time_zone
    return parse_moment(words, zone, stage.lab.clock.now(), where="the step")


def _wait_for_answer(stage: Stage, agent: str) -> None:
    until = stage.lab.clock.instant + LONGEST_RINGING
    while stage.desk(agent).shown().interactions[-1].call is not CallPhase.TALKING:
        call = stage.desk(agent).shown().interactions[-1].call
        assert stage.lab.clock.instant < until, f"nobody has answered: {agent}'s call is {call}"
        stage.lab.clock.jump()


def _is_there(stage: Stage, agent: str) -> bool:
    return Action.LOG_IN not in stage.desk(agent).actions()
