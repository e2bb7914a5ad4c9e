"""Steps about agents and their channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.workspace import Action
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook_steps.stage import Stage


@given(phrase("{agent:Agent} is logged in"))
def is_logged_in(stage: Stage, agent: str) -> None:
    """Log an agent in; by default the channel is Ready then."""
    stage.desk(agent).perform(Action.LOG_IN)


@given(phrase("{agent:Agent} is logged in and Not Ready"))
def is_logged_in_not_ready(stage: Stage, agent: str) -> None:
    """Log an agent in whose channel is then put Not Ready."""
    stage.desk(agent).perform(Action.LOG_IN)
    stage.desk(agent).perform(Action.GO_NOT_READY)


@when(phrase("{agent:Agent} goes Not Ready with the reason {reason:Code}"))
def goes_not_ready(stage: Stage, agent: str, reason: str) -> None:
    """Put the channel Not Ready with a reason, or change the reason."""
    stage.desk(agent).perform(Action.GO_NOT_READY, reason=reason)


@then(phrase("{agent:Agent}'s channel is {state:Quoted}"))
def channel_is(stage: Stage, agent: str, state: str) -> None:
    """Check the channel: Ready, Not Ready, logged off or out of service."""
    assert state == stage.desk(agent).shown().channel.value


@then(phrase("{agent:Agent}'s channel is {state:Quoted} with the reason {reason:Quoted}"))
def channel_is_for(stage: Stage, agent: str, state: str, reason: str) -> None:
    """Check the channel and the reason that it shows."""
    screen = stage.desk(agent).shown()
    assert (state, reason) == (screen.channel.value, screen.reason)


@then(phrase("{agent:Agent}'s voice channel is in service"))
def voice_in_service(stage: Stage, agent: str) -> None:
    """Check that the agent could call somebody."""
    assert stage.desk(agent).shown().voice_in_service


@then(phrase("{agent:Agent}'s voice channel is out of service"))
def voice_out_of_service(stage: Stage, agent: str) -> None:
    """Check that the agent could call nobody."""
    assert not stage.desk(agent).shown().voice_in_service
