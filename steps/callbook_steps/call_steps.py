"""Steps about voice calls and their transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.core import MessageSent, dialled
from callbook.messages import CallType
from callbook.messages.t_library import RequestMakeCall
from callbook.messages.t_library_events import CallEvent
from callbook.workspace import Action, CallPhase
from callbook_steps.in_words import InWords, NotFound
from callbook_steps.meant import for_contact, interaction_meant, on_which, with_contact
from callbook_steps.phrases import phrase, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.workspace import Shown
    from callbook_steps.stage import Stage

_NO_CALL = frozenset({CallPhase.NONE, CallPhase.UNANSWERED, CallPhase.OVER})


@when(phrase("{agent:Agent} transfers the call to {target:Agent}"))
@when(phrase("{agent:Agent} transfers the call with {contact:Whose} to {target:Agent}"))
def transfers(stage: Stage, agent: str, target: str, contact: str = "") -> None:
    """Let an agent hand the call to another agent in one step."""
    stage.desk(agent).perform(Action.ONE_STEP_TRANSFER, on_which(stage, agent, contact), target=dn_of(stage, target))


@when(phrase("{agent:Agent} transfers the call to the number {number:Number}"))
@when(phrase("{agent:Agent} transfers the call with {contact:Whose} to the number {number:Number}"))
def transfers_to_number(stage: Stage, agent: str, number: str, contact: str = "") -> None:
    """Let an agent hand the call to a DN or an outside number."""
    stage.desk(agent).perform(Action.ONE_STEP_TRANSFER, on_which(stage, agent, contact), target=number)


@given(phrase("{agent:Agent} has started a two-step transfer to {target:Agent}"))
@given(phrase("{agent:Agent} has started a two-step transfer of the call with {contact:Whose} to {target:Agent}"))
@when(phrase("{agent:Agent} starts a two-step transfer to {target:Agent}"))
@when(phrase("{agent:Agent} starts a two-step transfer of the call with {contact:Whose} to {target:Agent}"))
def starts_transfer(stage: Stage, agent: str, target: str, contact: str = "") -> None:
    """Let an agent hold the call and consult another agent."""
    stage.desk(agent).perform(Action.START_TRANSFER, on_which(stage, agent, contact), target=dn_of(stage, target))


@when(phrase("{agent:Agent} starts a two-step transfer to the number {number:Number}"))
@when(phrase("{agent:Agent} starts a two-step transfer of the call with {contact:Whose} to the number {number:Number}"))
def starts_transfer_to_number(stage: Stage, agent: str, number: str, contact: str = "") -> None:
    """Let an agent hold the call and consult a DN or an outside number."""
    stage.desk(agent).perform(Action.START_TRANSFER, on_which(stage, agent, contact), target=number)


@then(phrase("{agent:Agent}'s call is {phase:Quoted}"))
@then(phrase("{agent:Agent}'s call with {contact:Whose} is {phase:Quoted}"))
def call_is(stage: Stage, agent: str, phase: str, contact: str = "") -> None:
    """Check the call: no call, dialling, ringing at the other end, ringing here, connected, on hold, over."""
    call, found = f"{agent}'s call{with_contact(contact)}", interaction_meant(stage, agent, contact).call
    assert InWords(f"{call} is {phase}") == InWords(f"{call} is {found}")


@then(phrase("{agent:Agent}'s consult call is {phase:Quoted}"))
@then(phrase("{agent:Agent}'s consult call for {contact:Whose} is {phase:Quoted}"))
def consult_is(stage: Stage, agent: str, phase: str, contact: str = "") -> None:
    """Check the consult call of a two-step transfer."""
    call, found = f"{agent}'s consult call{for_contact(contact)}", interaction_meant(stage, agent, contact).consult
    assert InWords(f"{call} is {phase}") == InWords(f"{call} is {found}")


@then(phrase("{agent:Agent} sees that the call ended with {result:Words}"))
@then(phrase("{agent:Agent} sees that the call with {contact:Whose} ended with {result:Words}"))
def call_ended(stage: Stage, agent: str, result: str, contact: str = "") -> None:
    """Check the words in which the desktop says how the call ended."""
    found = interaction_meant(stage, agent, contact).call_result
    assert result in found, f"{agent} sees that it ended with '{found}'" if found else f"{agent} sees no end of a call"


@then(phrase("{agent:Agent} has no interaction"))
def has_no_interaction(stage: Stage, agent: str) -> None:
    """Check that neither a notification nor a window is open."""
    found = " and ".join(_titled(stage, each) for each in stage.desk(agent).shown().interactions) or "no interaction"
    assert InWords(f"{agent} has no interaction") == InWords(f"{agent} has {found}")


@then(phrase("{agent:Agent}'s call comes with this data"))
@then(phrase("{agent:Agent}'s call with {contact:Whose} comes with this data"))
def call_carries(stage: Stage, agent: str, datatable: list[list[str]], contact: str = "") -> None:
    """Check data that an agent's call carries at the voice switch, from a table with the columns key, value."""
    carried = _data_of_call(stage, agent, contact)
    for row in rows_of(datatable, "key", "value"):
        found = carried.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then(phrase("{agent:Agent}'s call is with {contact:Contact}"))
def call_is_with(stage: Stage, agent: str, contact: str) -> None:
    """Check who is at the other end of an agent's call."""
    wanted, found = stage.known_contact(contact).person.phone_number, interaction_meant(stage, agent).phone_number
    assert InWords(f"{agent}'s call is with {contact}, {wanted}") == _other_end(stage, agent, found)


def dn_of(stage: Stage, agent: str) -> str:
    """Return the DN of an agent."""
    return stage.lab.configuration.agent(stage.lab.agent_id(agent)).dn


def _titled(stage: Stage, shown: Shown) -> str:
    contact = stage.name_shown(shown)
    return f"the interaction of {contact}" if contact else f"the interaction {shown.id}"


def _other_end(stage: Stage, agent: str, number: str) -> InWords:
    found = stage.contact_with(number)
    names = [name for name, contact in stage.contacts.items() if contact is found]
    whole = number if found is None else found.person.phone_number
    return InWords(f"{agent}'s call is with {', '.join([*names, whole])}")


def _data_of_call(stage: Stage, agent: str, contact: str) -> Mapping[str, object]:
    """Return the data of the call that an agent is in, as the voice switch has last told the agent of it."""
    shown = interaction_meant(stage, agent, contact)
    if shown.call in _NO_CALL:
        raise NotFound(f"{agent} has a call", f"{agent}'s call is {shown.call}")
    consults = shown.consult not in _NO_CALL
    for entry in reversed(stage.lab.journal.entries):
        if isinstance(entry, MessageSent) and agent in {entry.sender, entry.receiver}:
            message = entry.message
            if contact and dialled(getattr(message, "OtherDN", None) or "") != dialled(shown.phone_number):
                continue  # of another call, which may be up as well
            if isinstance(message, RequestMakeCall):
                break  # what stands before it is about an earlier call
            # While the agent consults somebody, two calls are up, and the data is that of the first.
            if isinstance(message, CallEvent) and not (consults and message.CallType is CallType.CONSULT):
                return message.UserData
    raise NotFound(f"the data of {agent}'s call", "the voice switch has told nothing of it yet")
