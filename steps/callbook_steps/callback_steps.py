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
from callbook_steps.meant import interaction_meant, on_which
from callbook_steps.names import checks
from callbook_steps.phrases import column_of, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage

    Attach = Callable[[str], None]

LONGEST_RINGING = 20_000
"""Milliseconds within which a contact who answers has answered."""


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
    _wait_for_answer(stage, agent, contact)


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


@given(phrase("{agent:Agent} has dialled and {contact:Whose} has answered"))
@when(phrase("{agent:Agent} dials and {contact:Whose} answers"))
def dials_and_talks(stage: Stage, agent: str, contact: str) -> None:
    """Let an agent call the contact of a callback in hand, who answers."""
    stage.known_contact(contact)
    on = interaction_meant(stage, agent, contact).id
    stage.desk(agent).perform(Action.DIAL, on)
    _wait_for_answer(stage, agent, contact)


@given(phrase("{agent:Agent} has set the disposition {code:Code}"))
@given(phrase("{agent:Agent} has set the disposition {code:Code} for {contact:Whose}"))
@when(phrase("{agent:Agent} sets the disposition {code:Code}"))
@when(phrase("{agent:Agent} sets the disposition {code:Code} for {contact:Whose}"))
def sets_disposition(stage: Stage, agent: str, code: str, contact: str = "") -> None:
    """Let an agent set a disposition code."""
    stage.desk(agent).perform(Action.SET_DISPOSITION, on_which(stage, agent, contact), code=code)


@given(phrase("{agent:Agent} has rescheduled to {moment:Quoted}"))
@given(phrase("{agent:Agent} has rescheduled the callback of {contact:Whose} to {moment:Quoted}"))
@when(phrase("{agent:Agent} reschedules to {moment:Quoted}"))
@when(phrase("{agent:Agent} reschedules the callback of {contact:Whose} to {moment:Quoted}"))
def reschedules(stage: Stage, agent: str, moment: str, attach: Attach, contact: str = "") -> None:
    """Let an agent set another time, in the time zone of the callback's contact; without one in the centre's."""
    read = moment_of_contact(stage, agent, moment, attach, contact)
    stage.desk(agent).perform(Action.RESCHEDULE, on_which(stage, agent, contact), moment=read)


@when(phrase("{agent:Agent} reschedules to {moment:Quoted} on the number {number:Number}"))
@when(
    phrase("{agent:Agent} reschedules the callback of {contact:Whose} to {moment:Quoted} on the number {number:Number}")
)
@when(phrase("{agent:Agent} reschedules to {moment:Quoted} on the same number"))
@when(phrase("{agent:Agent} reschedules the callback of {contact:Whose} to {moment:Quoted} on the same number"))
def reschedules_on(  # noqa: PLR0913, PLR0917 - a step takes what its words name
    stage: Stage, agent: str, moment: str, attach: Attach, number: str = "", contact: str = ""
) -> None:
    """Let an agent set another time, and a number: another one, or the same again."""
    read = moment_of_contact(stage, agent, moment, attach, contact)
    to_call = number or interaction_meant(stage, agent, contact).phone_number
    stage.desk(agent).perform(Action.RESCHEDULE, on_which(stage, agent, contact), moment=read, phone_number=to_call)


@given(phrase("{agent:Agent} has the callbacks of these contacts in hand"))
@checks(_many_come_in)
def many_in_hand(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Bring several callbacks into an agent's hands, from a one-column table, with the header contact or without."""
    for contact in column_of(datatable, "contact"):
        in_hand(stage, agent, contact)


@given(phrase("{agent:Agent} {action:DoesWith} {contact:Whose}"))
@when(phrase("{agent:Agent} {action:DoesWith} {contact:Whose}"))
@given(phrase("{agent:Agent} {action:Marks} the callback of {contact:Whose} done"))
@when(phrase("{agent:Agent} {action:Marks} the callback of {contact:Whose} done"))
def does_with(stage: Stage, agent: str, action: Action, contact: str) -> None:
    """Let an agent do something with the callback of a certain contact, not with the newest."""
    stage.desk(agent).perform(action, on_which(stage, agent, contact))


def moment_of_contact(stage: Stage, agent: str, words: str, attach: Attach, contact: str = "") -> object:
    """Return the moment that *words* mean in the time zone of the contact whose callback the agent has.

    Without the name of a *contact* it is the newest that the agent has.

    Where nobody knows that zone, as of a callback from another system, it is the contact centre's; the step says so.

    Raises:
        BadInput: they mean no moment.
    """
    interactions = stage.desk(agent).shown().interactions
    shown = interaction_meant(stage, agent, contact) if interactions else None
    person = stage.contact_of(shown) if shown else None
    zone = person.person.time_zone if person else str(shown.case.get("time_zone", "")) if shown else ""
    if not zone:
        zone = stage.lab.contact_center.time_zone
        attach(f"No time zone is known of a contact: {words!r} is read in the contact centre's, {zone}.")
    return parse_moment(words, zone, stage.lab.clock.now(), where="the step")


def _wait_for_answer(stage: Stage, agent: str, contact: str) -> None:
    until = stage.lab.clock.instant + LONGEST_RINGING
    while (call := interaction_meant(stage, agent, contact).call) is not CallPhase.TALKING:
        assert stage.lab.clock.instant < until, f"nobody has answered: {agent}'s call is {call}"
        stage.lab.clock.jump()


def _is_there(stage: Stage, agent: str) -> bool:
    return Action.LOG_IN not in stage.desk(agent).actions()
