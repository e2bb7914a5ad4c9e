"""Steps about other media beside web callbacks, Do Not Disturb and after-call work: what fills an agent's capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from pytest_bdd import given, then, when

from callbook.lab import (
    AfterCallWork,
    DoNotDisturb,
    FinishInteraction,
    NotExpressible,
    OpenInteractions,
    SeatedDesktop,
    Send,
    TakeMedium,
)
from callbook.messages.open_media import RequestSubmit
from callbook_mocks.interaction_server import PlaceKind
from callbook_steps.in_words import InWords
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook_steps.stage import Stage

MEDIA_SERVER = "Media server"
"""What hands in interactions of other media."""
_QUEUE = "callbacks"


@given(phrase("an agent can have {count:d} interactions of all media at once"))
@given(phrase("an agent can have {count:d} interaction of all media at once"))
@when(phrase("an administrator lets agents have {count:d} interactions of all media at once"))
@when(phrase("an administrator lets agents have {count:d} interaction of all media at once"))
def all_media_at_once(lab: Lab, count: int) -> None:
    """Set how many interactions of all media together an agent may have; those in hand stay, also if they are more."""
    lab.configuration.change(msgspec.structs.replace(lab.configuration.contact_center, interactions_at_once=count))


@given(phrase("an agent can have {count:d} of the medium {medium:Quoted} at once"))
def of_a_medium_at_once(lab: Lab, count: int, medium: str) -> None:
    """Set how many interactions of one medium an agent may have at once."""
    center = lab.configuration.contact_center
    media = {**center.capacities, medium: count}
    lab.configuration.change(msgspec.structs.replace(center, other_media=media))


@given(phrase("{agent:Agent} also takes the medium {medium:Quoted}"))
@when(phrase("{agent:Agent} goes Ready for the medium {medium:Quoted}"))
def takes(lab: Lab, agent: str, medium: str) -> None:
    """Let an agent be Ready for a medium beside web callback."""
    _do(lab, TakeMedium(agent, medium))


@when(phrase("{agent:Agent} goes Not Ready for the medium {medium:Quoted}"))
def takes_no_more(lab: Lab, agent: str, medium: str) -> None:
    """Let an agent be Not Ready for a medium beside web callback."""
    _do(lab, TakeMedium(agent, medium, ready=False))


@given(phrase("{agent:Agent} is busy with a {medium:Quoted}"))
@given(phrase("{agent:Agent} is busy with an {medium:Quoted}"))
def is_busy(stage: Stage, agent: str, medium: str) -> None:
    """Let an agent take a medium, and be offered and handle an interaction of it."""
    takes(stage.lab, agent, medium)
    before = _with(stage, agent, medium)
    comes_in(stage.lab, medium, _QUEUE)
    found = _with(stage, agent, medium)
    assert _busy(agent, before + 1, medium) == _busy(agent, found, medium)


@when(phrase("a {medium:Quoted} comes into the queue {queue:Queue}"))
@when(phrase("an {medium:Quoted} comes into the queue {queue:Queue}"))
def comes_in(lab: Lab, medium: str, queue: str) -> None:
    """Let a media server hand in an interaction of another medium."""
    reference = sum(shown.SubmittedBy == MEDIA_SERVER for shown in lab.ask(OpenInteractions()).values())
    request = RequestSubmit(
        ReferenceId=reference + 1,
        TenantId=lab.configuration.queue(queue).tenant,
        MediaType=medium,
        Queue=queue,
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
        UserData={"after_entry": lab.journal.last},
    )
    lab.do(Send(MEDIA_SERVER, "Interaction Server", request))


@when(phrase("{agent:Agent} finishes the {medium:Quoted}"))
def finishes(lab: Lab, agent: str, medium: str) -> None:
    """Let an agent be finished with the oldest interaction of a medium."""
    _do(lab, FinishInteraction(agent, medium))


@given(phrase("{agent:Agent} has turned Do Not Disturb on"))
@when(phrase("{agent:Agent} turns Do Not Disturb on"))
def do_not_disturb(lab: Lab, agent: str) -> None:
    """Let nothing be offered to an agent from now on."""
    _do(lab, DoNotDisturb(agent))


@when(phrase("{agent:Agent} turns Do Not Disturb off"))
def disturb(lab: Lab, agent: str) -> None:
    """Let an agent be offered interactions again."""
    _do(lab, DoNotDisturb(agent, on=False))


@when(phrase("{agent:Agent} goes into after-call work"))
def after_call_work(lab: Lab, agent: str) -> None:
    """Let an agent go into after-call work on the voice channel."""
    _do(lab, AfterCallWork(agent))


@when(phrase("{agent:Agent} ends the after-call work"))
def after_call_work_over(lab: Lab, agent: str) -> None:
    """Let an agent be Ready on the voice channel again."""
    _do(lab, AfterCallWork(agent, over=True))


@then(phrase("{agent:Agent} has {count:d} of the medium {medium:Quoted} in hand"))
def has_in_hand(stage: Stage, agent: str, count: int, medium: str) -> None:
    """Check how many interactions of a medium an agent handles, as Interaction Server sees it."""
    assert _busy(agent, count, medium) == _busy(agent, _with(stage, agent, medium), medium)


def _do(lab: Lab, act: TakeMedium | FinishInteraction | DoNotDisturb | AfterCallWork) -> None:
    """Do an act of a blended agent, which only Callbook's own desktop knows.

    Raises:
        NotExpressible: when the agent's desktop is a third-party one: nothing is asked of it beside callbacks.
    """
    if isinstance(lab.desktop(act.agent), SeatedDesktop):
        raise NotExpressible("what a blended agent does beside callbacks", "a seat has no action for it")
    lab.do(act)


def _with(stage: Stage, agent: str, medium: str) -> int:
    lab, agent_id = stage.lab, stage.lab.agent_id(agent)
    shown = lab.ask(OpenInteractions())
    places = [lab.where(name) for name, each in shown.items() if each.MediaType == medium]
    return sum(place.kind is PlaceKind.HANDLED and place.agent == agent_id for place in places)


def _busy(agent: str, count: int, medium: str) -> InWords:
    return InWords(f"{agent} has {count} of the medium {medium} in hand")
