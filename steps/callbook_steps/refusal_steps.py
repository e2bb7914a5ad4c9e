"""Steps about what is offered, and about refusals that explain themselves (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pytest_bdd import then, when

from callbook.core import CallbookError
from callbook.workspace import Action, screen_changes
from callbook_steps.call_steps import dn_of
from callbook_steps.callback_steps import moment_of_contact
from callbook_steps.in_words import InWords, listed
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook.workspace import Screen
    from callbook_steps.stage import Stage

_ON_DESKTOP = frozenset(
    {Action.LOG_IN, Action.LOG_OUT, Action.GO_READY, Action.GO_NOT_READY, Action.ACTIVATE, Action.UNACTIVATE}
)


@when(phrase("{agent:Name} tries to {action:Do}"))
def tries(stage: Stage, agent: str, action: Action) -> None:
    """Let an agent try something; whether it was refused, and why, is remembered."""
    _attempt(stage, agent, action)


@when(phrase("{agent:Name} tries to reschedule to {moment:Quoted}"))
def tries_to_reschedule(stage: Stage, agent: str, moment: str) -> None:
    """Let an agent try to set another time."""
    try:
        when_ = moment_of_contact(stage, moment)
    except CallbookError as error:
        stage.before = stage.state()
        stage.refusal = str(error)
    else:
        _attempt(stage, agent, Action.RESCHEDULE, moment=when_)


@when(phrase("{agent:Name} tries to reschedule to {moment:Quoted} on the number {number:Quoted}"))
def tries_to_reschedule_on(stage: Stage, agent: str, moment: str, number: str) -> None:
    """Let an agent try to set another time and number."""
    _attempt(stage, agent, Action.RESCHEDULE, moment=moment_of_contact(stage, moment), phone_number=number)


@when(phrase("{agent:Name} tries to set the disposition {code:Quoted}"))
def tries_to_set_disposition(stage: Stage, agent: str, code: str) -> None:
    """Let an agent try to set a disposition."""
    _attempt(stage, agent, Action.SET_DISPOSITION, code=code)


@when(phrase("{agent:Name} tries to transfer the call to {target:Name}"))
def tries_to_transfer(stage: Stage, agent: str, target: str) -> None:
    """Let an agent try a one-step transfer."""
    _attempt(stage, agent, Action.ONE_STEP_TRANSFER, target=dn_of(stage, target))


@when(phrase("{agent:Name} tries to start a two-step transfer to {target:Name}"))
def tries_to_start_transfer(stage: Stage, agent: str, target: str) -> None:
    """Let an agent try to consult somebody for a transfer."""
    _attempt(stage, agent, Action.START_TRANSFER, target=dn_of(stage, target))


@when(phrase("{agent:Name} tries to go Not Ready with the reason {reason:Quoted}"))
def tries_to_go_not_ready(stage: Stage, agent: str, reason: str) -> None:
    """Let an agent try to give a reason."""
    _attempt(stage, agent, Action.GO_NOT_READY, reason=reason)


@then(phrase("it is refused, because the privilege {privilege:Privilege} is missing ({clause:Clause})"))
def refused_for_privilege(stage: Stage, privilege: str, clause: str) -> None:
    """Check that the refusal names the privilege and its clause, and says where it could be granted."""
    assert f"the privilege {privilege!r} is missing [{clause}]" in stage.refusal
    assert f"grant {privilege!r}" in stage.refusal


@then(phrase("it is refused, because the option {option:Option} is {value:Quoted} ({clause:Clause})"))
def refused_for_option(stage: Stage, option: str, value: str, clause: str) -> None:
    """Check that the refusal names the option, its value and the clause."""
    assert f"{option} is {value!r} [{clause}" in stage.refusal


@then(
    phrase("the privilege {privilege:Privilege} of {agent:Name} has no effect, because {missing:Privilege} is missing")
)
def privilege_has_no_effect(stage: Stage, privilege: str, agent: str, missing: str) -> None:
    """Check that the configuration names the privilege that another one needs and that is missing (P1, P8)."""
    configuration = stage.lab.configuration
    agent_id = next(each.id for each in configuration.agents if each.name == agent)
    denial = configuration.denial(agent_id, privilege)
    assert denial is not None
    assert missing == denial.missing


@then(phrase("it is refused with {words:Quoted}"))
def refused_with(stage: Stage, words: str) -> None:
    """Check words of the refusal."""
    assert words in stage.refusal


@then("it is not refused")
def not_refused(stage: Stage) -> None:
    """Check that the attempt went through."""
    assert "" == stage.refusal


@then("nothing has changed")
def nothing_has_changed(stage: Stage) -> None:
    """Check that every agent sees what was seen before the attempt."""
    changes = screen_changes(cast("tuple[Screen, ...]", stage.before), stage.state())
    assert InWords("nothing has changed") == InWords("\n".join(changes) or "nothing has changed")


@then(phrase("{agent:Name} is offered to {action:Do}"))
def is_offered_to(stage: Stage, agent: str, action: Action) -> None:
    """Check that the desktop offers an action now."""
    offered = _offered(stage, agent, action)
    assert action.value in offered, f"{agent} is offered {listed(offered)}"


@then(phrase("{agent:Name} is not offered to {action:Do}"))
def is_not_offered_to(stage: Stage, agent: str, action: Action) -> None:
    """Check that the desktop does not offer an action now."""
    offered = _offered(stage, agent, action)
    assert action.value not in offered, f"{agent} is offered {listed(offered)}"


def _offered(stage: Stage, agent: str, action: Action) -> list[str]:
    """Return what is offered, in words: a report of a failure shows them."""
    desk = stage.desk(agent)
    if action in _ON_DESKTOP:
        return sorted(offered.value for offered in desk.actions())
    interactions = desk.shown().interactions
    return sorted(offered.value for offered in desk.actions(interactions[-1].id)) if interactions else []


def _attempt(stage: Stage, agent: str, action: Action, **details: object) -> None:
    stage.before = stage.state()
    stage.refusal = ""
    try:
        stage.desk(agent).perform(action, None, **details)
    except CallbookError as refused:
        stage.refusal = str(refused)
