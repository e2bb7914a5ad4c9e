"""Steps about agents and their channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.workspace import Action
from callbook_steps.in_words import InWords
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
    screen = stage.desk(agent).shown()
    assert InWords(f"{agent}'s channel is {state}") == InWords(f"{agent}'s channel is {screen.channel}")


@then(phrase("{agent:Agent}'s channel is {state:Quoted} with the reason {reason:Quoted}"))
def channel_is_for(stage: Stage, agent: str, state: str, reason: str) -> None:
    """Check the channel and the reason that it shows."""
    screen = stage.desk(agent).shown()
    assert _channel(agent, state, reason) == _channel(agent, screen.channel, screen.reason)


@then(phrase("{agent:Agent}'s voice channel is in service"))
def voice_in_service(stage: Stage, agent: str) -> None:
    """Check that the agent could call somebody."""
    assert _voice(agent, in_service=True) == _voice(agent, in_service=stage.desk(agent).shown().voice_in_service)


@then(phrase("{agent:Agent}'s voice channel is out of service"))
def voice_out_of_service(stage: Stage, agent: str) -> None:
    """Check that the agent could call nobody."""
    assert _voice(agent, in_service=False) == _voice(agent, in_service=stage.desk(agent).shown().voice_in_service)


def _channel(agent: str, state: str, reason: str) -> InWords:
    with_reason = f"with the reason '{reason}'" if reason else "without a reason"
    return InWords(f"{agent}'s channel is {state} {with_reason}")


def _voice(agent: str, *, in_service: bool) -> InWords:
    return InWords(f"{agent}'s voice channel is {'in' if in_service else 'out of'} service")
