"""Steps about voice calls and their transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.workspace import Action
from callbook_steps.in_words import InWords
from callbook_steps.phrases import phrase, rows_of
from callbook_steps.screen_steps import newest_interaction

if TYPE_CHECKING:
    from callbook.workspace import Shown
    from callbook_steps.stage import Stage


@when(phrase("{agent:Name} transfers the call to {target:Name}"))
def transfers(stage: Stage, agent: str, target: str) -> None:
    """Let an agent hand the call to another agent in one step."""
    stage.desk(agent).perform(Action.ONE_STEP_TRANSFER, target=dn_of(stage, target))


@when(phrase("{agent:Name} transfers the call to the number {number:Quoted}"))
def transfers_to_number(stage: Stage, agent: str, number: str) -> None:
    """Let an agent hand the call to a DN or an outside number."""
    stage.desk(agent).perform(Action.ONE_STEP_TRANSFER, target=number)


@given(phrase("{agent:Name} has started a two-step transfer to {target:Name}"))
@when(phrase("{agent:Name} starts a two-step transfer to {target:Name}"))
def starts_transfer(stage: Stage, agent: str, target: str) -> None:
    """Let an agent hold the call and consult another agent."""
    stage.desk(agent).perform(Action.START_TRANSFER, target=dn_of(stage, target))


@when(phrase("{agent:Name} starts a two-step transfer to the number {number:Quoted}"))
def starts_transfer_to_number(stage: Stage, agent: str, number: str) -> None:
    """Let an agent hold the call and consult a DN or an outside number."""
    stage.desk(agent).perform(Action.START_TRANSFER, target=number)


@then(phrase("{agent:Name}'s call is {phase:Quoted}"))
def call_is(stage: Stage, agent: str, phase: str) -> None:
    """Check the call: no call, dialling, ringing at the other end, ringing here, connected, on hold, over."""
    found = newest_interaction(stage, agent).call
    assert InWords(f"{agent}'s call is {phase}") == InWords(f"{agent}'s call is {found}")


@then(phrase("{agent:Name}'s consult call is {phase:Quoted}"))
def consult_is(stage: Stage, agent: str, phase: str) -> None:
    """Check the consult call of a two-step transfer."""
    found = newest_interaction(stage, agent).consult
    assert InWords(f"{agent}'s consult call is {phase}") == InWords(f"{agent}'s consult call is {found}")


@then(phrase("{agent:Name} sees that the call ended with {result:Quoted}"))
def call_ended(stage: Stage, agent: str, result: str) -> None:
    """Check the words in which the desktop says how the call ended."""
    found = newest_interaction(stage, agent).call_result
    assert result in found, f"{agent} sees that it ended with '{found}'" if found else f"{agent} sees no end of a call"


@then(phrase("{agent:Name} has no interaction"))
def has_no_interaction(stage: Stage, agent: str) -> None:
    """Check that neither a notification nor a window is open."""
    found = " and ".join(_titled(each) for each in stage.desk(agent).shown().interactions) or "no interaction"
    assert InWords(f"{agent} has no interaction") == InWords(f"{agent} has {found}")


@then(phrase("{agent:Name}'s call comes with this data"))
def call_carries(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check data that the call at an agent's desktop carries, from a table with the columns key, value."""
    case = newest_interaction(stage, agent).case
    for row in rows_of(datatable):
        found = case.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then(phrase("{agent:Name}'s call is with {contact:Name}"))
def call_is_with(stage: Stage, agent: str, contact: str) -> None:
    """Check who is at the other end of an agent's call."""
    wanted, found = stage.contact(contact).person.phone_number, newest_interaction(stage, agent).phone_number
    assert InWords(f"{agent}'s call is with {contact}, {wanted}") == _other_end(stage, agent, found)


def dn_of(stage: Stage, agent: str) -> str:
    """Return the DN of an agent."""
    return stage.lab.configuration.agent(stage.lab.agent_id(agent)).dn


def _titled(shown: Shown) -> str:
    contact = shown.case.get("contact_name")
    return f"the interaction of {contact}" if contact else f"the interaction {shown.id}"


def _other_end(stage: Stage, agent: str, number: str) -> InWords:
    names = [name for name, contact in stage.contacts.items() if contact.person.phone_number == number]
    return InWords(f"{agent}'s call is with {', '.join([*names, number])}")
