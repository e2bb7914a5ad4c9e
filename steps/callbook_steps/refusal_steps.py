"""Steps about what is offered, and about refusals that explain themselves (P9)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pytest_bdd import then, when

from callbook.core import CallbookError
from callbook.workspace import Action, screen_changes
from callbook_steps.call_steps import dn_of
from callbook_steps.callback_steps import moment_of_contact
from callbook_steps.in_words import InWords, listed
from callbook_steps.meant import interaction_meant, on_which
from callbook_steps.names import checks
from callbook_steps.phrases import phrase
from callbook_steps.stage import Attempt
from callbook_steps.wrong_names import AT_A_DESKTOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook_steps.callback_steps import Attach
    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage

_ON_DESKTOP = frozenset(
    {Action.LOG_IN, Action.LOG_OUT, Action.GO_READY, Action.GO_NOT_READY, Action.ACTIVATE, Action.UNACTIVATE}
)


def _is_tried(spoken: Spoken, _: object, __: object) -> None:
    spoken.tries(AT_A_DESKTOP)


def _is_judged(spoken: Spoken, _: object, __: object) -> None:
    spoken.tried()


@when(phrase("{agent:Agent} tries to {action:Do}"))
@when(phrase("{agent:Agent} tries to {action:DoWith} {contact:Whose}"))
@when(phrase("{agent:Agent} tries to {action:Mark} the callback of {contact:Whose} done"))
@checks(_is_tried)
def tries(stage: Stage, agent: str, action: Action, contact: str = "") -> None:
    """Let an agent try something; whether it was refused, and why, is remembered."""
    _attempt(stage, agent, action, contact)


@when(phrase("{agent:Agent} tries to reschedule to {moment:Quoted}"))
@when(phrase("{agent:Agent} tries to reschedule the callback of {contact:Whose} to {moment:Quoted}"))
@checks(_is_tried)
def tries_to_reschedule(stage: Stage, agent: str, moment: str, attach: Attach, contact: str = "") -> None:
    """Let an agent try to set another time."""
    _attempt_to_reschedule(stage, agent, contact, partial(moment_of_contact, stage, agent, moment, attach, contact))


@when(phrase("{agent:Agent} tries to reschedule to {moment:Quoted} on the number {number:Number}"))
@when(
    phrase(
        "{agent:Agent} tries to reschedule the callback of {contact:Whose} to {moment:Quoted} "
        "on the number {number:Number}"
    )
)
@when(phrase("{agent:Agent} tries to reschedule to {moment:Quoted} on the same number"))
@when(phrase("{agent:Agent} tries to reschedule the callback of {contact:Whose} to {moment:Quoted} on the same number"))
@checks(_is_tried)
def tries_to_reschedule_on(  # noqa: PLR0913, PLR0917 - a step takes what its words name
    stage: Stage, agent: str, moment: str, attach: Attach, number: str = "", contact: str = ""
) -> None:
    """Let an agent try to set another time, and a number: another one, or the same again."""
    to_call = number or interaction_meant(stage, agent, contact).phone_number
    read = partial(moment_of_contact, stage, agent, moment, attach, contact)
    _attempt_to_reschedule(stage, agent, contact, read, phone_number=to_call)


@when(phrase("{agent:Agent} tries to set the disposition {code:Code}"))
@when(phrase("{agent:Agent} tries to set the disposition {code:Code} for {contact:Whose}"))
@checks(_is_tried)
def tries_to_set_disposition(stage: Stage, agent: str, code: str, contact: str = "") -> None:
    """Let an agent try to set a disposition."""
    _attempt(stage, agent, Action.SET_DISPOSITION, contact, code=code)


@when(phrase("{agent:Agent} tries to transfer the call to {target:Agent}"))
@when(phrase("{agent:Agent} tries to transfer the call with {contact:Whose} to {target:Agent}"))
@checks(_is_tried)
def tries_to_transfer(stage: Stage, agent: str, target: str, contact: str = "") -> None:
    """Let an agent try a one-step transfer."""
    _attempt(stage, agent, Action.ONE_STEP_TRANSFER, contact, target=dn_of(stage, target))


@when(phrase("{agent:Agent} tries to start a two-step transfer to {target:Agent}"))
@when(phrase("{agent:Agent} tries to start a two-step transfer of the call with {contact:Whose} to {target:Agent}"))
@checks(_is_tried)
def tries_to_start_transfer(stage: Stage, agent: str, target: str, contact: str = "") -> None:
    """Let an agent try to consult somebody for a transfer."""
    _attempt(stage, agent, Action.START_TRANSFER, contact, target=dn_of(stage, target))


@when(phrase("{agent:Agent} tries to go Not Ready with the reason {reason:Code}"))
@checks(_is_tried)
def tries_to_go_not_ready(stage: Stage, agent: str, reason: str) -> None:
    """Let an agent try to give a reason."""
    _attempt(stage, agent, Action.GO_NOT_READY, reason=reason)


@then(phrase("it is refused, because the privilege {privilege:Privilege} is missing ({clause:Clause})"))
@checks(_is_judged)
def refused_for_privilege(stage: Stage, privilege: str, clause: str) -> None:
    """Check that the refusal names the privilege and its clause, assumed or not, and says where it could be granted."""
    refusal = stage.last_attempt.refusal.replace(f"[{clause}, assumed]", f"[{clause}]")
    said = (f"the privilege {privilege!r} is missing [{clause}]", f"grant {privilege!r}")
    assert [words for words in said if words in refusal] == [*said], _found(refusal)


@then(phrase("it is refused, because the option {option:Option} is {value:Value} ({clause:Clause})"))
@checks(_is_judged)
def refused_for_option(stage: Stage, option: str, value: str, clause: str) -> None:
    """Check that the refusal names the option, its value and the clause."""
    refusal = stage.last_attempt.refusal
    assert f"{option} is {value!r} [{clause}" in refusal, _found(refusal)


@then(
    phrase("the privilege {privilege:Privilege} of {agent:Agent} has no effect, because {missing:Privilege} is missing")
)
def privilege_has_no_effect(stage: Stage, privilege: str, agent: str, missing: str) -> None:
    """Check that the configuration names the privilege that another one needs and that is missing (P1, P8)."""
    configuration = stage.lab.configuration
    agent_id = next(each.id for each in configuration.agents if each.name == agent)
    denial = configuration.denial(agent_id, privilege)
    found = "it has effect" if denial is None else f"it has no effect, because {denial.missing!r} is missing"
    assert InWords(f"it has no effect, because {missing!r} is missing") == InWords(found)


@then(phrase("it is refused with {words:Words}"))
@checks(_is_judged)
def refused_with(stage: Stage, words: str) -> None:
    """Check words of the refusal."""
    refusal = stage.last_attempt.refusal
    assert words in refusal, _found(refusal)


@then("it is not refused")
@checks(_is_judged)
def not_refused(stage: Stage) -> None:
    """Check that the attempt went through."""
    assert InWords("it is not refused") == InWords(_found(stage.last_attempt.refusal))


@then("nothing has changed")
@checks(_is_judged)
def nothing_has_changed(stage: Stage) -> None:
    """Check that every agent sees what was seen before the attempt."""
    changes = screen_changes(stage.last_attempt.before, stage.state())
    assert InWords("nothing has changed") == InWords("\n".join(changes) or "nothing has changed")


@then(phrase("{agent:Agent} is offered to {action:Do}"))
@then(phrase("{agent:Agent} is offered to {action:DoWith} {contact:Whose}"))
@then(phrase("{agent:Agent} is offered to {action:Mark} the callback of {contact:Whose} done"))
def is_offered_to(stage: Stage, agent: str, action: Action, contact: str = "") -> None:
    """Check that the desktop offers an action now."""
    offered = _offered(stage, agent, action, contact)
    assert action in offered, f"{agent} is offered {_listed(offered)}"


@then(phrase("{agent:Agent} is not offered to {action:Do}"))
@then(phrase("{agent:Agent} is not offered to {action:DoWith} {contact:Whose}"))
@then(phrase("{agent:Agent} is not offered to {action:Mark} the callback of {contact:Whose} done"))
def is_not_offered_to(stage: Stage, agent: str, action: Action, contact: str = "") -> None:
    """Check that the desktop does not offer an action now."""
    offered = _offered(stage, agent, action, contact)
    assert action not in offered, f"{agent} is offered {_listed(offered)}"


def _found(refusal: str) -> str:
    return f"it is refused: {refusal}" if refusal else "it is not refused"


def _offered(stage: Stage, agent: str, action: Action, contact: str) -> frozenset[Action]:
    desk = stage.desk(agent)
    if action in _ON_DESKTOP:
        return desk.actions()
    if not desk.shown().interactions:
        return frozenset()
    return desk.actions(interaction_meant(stage, agent, contact).id)


def _listed(offered: frozenset[Action]) -> str:
    return listed(sorted(each.value for each in offered))


def _attempt_to_reschedule(
    stage: Stage, agent: str, contact: str, moment: Callable[[], object], **details: object
) -> None:
    before = stage.state()
    try:
        read = moment()
    except CallbookError as error:
        stage.attempt = Attempt(before, str(error))
    else:
        _attempt(stage, agent, Action.RESCHEDULE, contact, moment=read, **details)


def _attempt(stage: Stage, agent: str, action: Action, contact: str = "", **details: object) -> None:
    desk, before, on = stage.desk(agent), stage.state(), on_which(stage, agent, contact)
    try:
        desk.perform(action, on, **details)
    except CallbookError as refused:
        stage.attempt = Attempt(before, str(refused))
    else:
        stage.attempt = Attempt(before)
