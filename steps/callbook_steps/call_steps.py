"""Steps about voice calls and their transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.workspace import Action
from callbook_steps.phrases import phrase, rows_of

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
    assert phase == _newest(stage, agent).call.value


@then(phrase("{agent:Name}'s consult call is {phase:Quoted}"))
def consult_is(stage: Stage, agent: str, phase: str) -> None:
    """Check the consult call of a two-step transfer."""
    assert phase == _newest(stage, agent).consult.value


@then(phrase("{agent:Name} sees that the call ended with {result:Quoted}"))
def call_ended(stage: Stage, agent: str, result: str) -> None:
    """Check the words in which the desktop says how the call ended."""
    assert result in _newest(stage, agent).call_result


@then(phrase("{agent:Name} has no interaction"))
def has_no_interaction(stage: Stage, agent: str) -> None:
    """Check that neither a notification nor a window is open."""
    assert () == stage.desk(agent).shown().interactions


@then(phrase("{agent:Name}'s call comes with this data"))
def call_carries(stage: Stage, agent: str, datatable: list[list[str]]) -> None:
    """Check data that the call at an agent's desktop carries, from a table with the columns key, value."""
    case = _newest(stage, agent).case
    for row in rows_of(datatable):
        assert row["value"] == str(case.get(row["key"], "(missing)"))


@then(phrase("{agent:Name}'s call is with {contact:Name}"))
def call_is_with(stage: Stage, agent: str, contact: str) -> None:
    """Check who is at the other end of an agent's call."""
    assert stage.contact(contact).person.phone_number == _newest(stage, agent).phone_number


def dn_of(stage: Stage, agent: str) -> str:
    """Return the DN of an agent."""
    return stage.lab.configuration.agent(stage.lab.agent_id(agent)).dn


def _newest(stage: Stage, agent: str) -> Shown:
    interactions = stage.desk(agent).shown().interactions
    assert interactions, f"{agent} has an interaction"
    return interactions[-1]
