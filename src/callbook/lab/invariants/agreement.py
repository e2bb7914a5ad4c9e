"""What must hold of desktops and servers whatever failed: they agree, or the agent has a way out.

``dead_ends`` holds at every moment of rest. ``disagreements`` is empty at the latest when the desktops have given up
waiting and an invitation has expired after the last failure, except for what an agent is offered to end (``way_out``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.lab.queries import CallsAt, OpenInteractions, ReadyAgents, Where
from callbook.workspace import NOT_UP, Action, CallbackState, ChannelState
from callbook_mocks.interaction_server import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.lab.lab import Lab
    from callbook.workspace import Callback, Workspace

SEEN_AS: Final[dict[PlaceKind, frozenset[CallbackState]]] = {
    PlaceKind.OFFERED: frozenset({CallbackState.OFFERED, CallbackState.COUNTDOWN}),
    PlaceKind.HANDLED: frozenset({CallbackState.IN_HAND}),
}
"""How a desktop sees what Interaction Server has with its agent, once nothing is on its way."""

WAYS_OUT: Final = (
    Action.CANCEL_TRANSFER,
    Action.RELEASE,
    Action.ANSWER,
    Action.ACCEPT,
    Action.MARK_DONE,
)
"""What an agent does to be rid of a window that shows what is no longer so: the first that is offered."""

CHANNEL_WAYS_OUT: Final = (Action.ACTIVATE, Action.GO_READY, Action.GO_NOT_READY, Action.LOG_OUT)
"""What an agent does whose channel is shown otherwise than the server has it: the first that is offered."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that a desktop shows and a server has not, or the other way round.

    Attributes:
        agent: whose desktop it is.
        window: where it is shown; empty where it is not.
        text: both sides.
        channel: whether it is about the agent's channel as a whole.
    """

    agent: str
    window: str
    text: str
    channel: bool = False


def dead_ends(lab: Lab) -> Iterator[str]:
    """Yield in words each window in which nothing is offered and nothing is awaited, and each call without a window."""
    for desk in lab.desks:
        seen = sum(phase not in NOT_UP for shown in desk.shown().interactions for phase in (shown.call, shown.consult))
        if seen < len(desk.voice.calls):
            yield f"{desk.agent} has {len(desk.voice.calls)} calls, and windows show {seen}"
        if not desk.actions() and not desk.shown().interactions:
            yield f"{desk.agent}'s desktop offers nothing and shows nothing"
        for shown in desk.shown().interactions:
            if not desk.actions(shown.id) and not desk.waits(shown.id):
                yield f"{desk.agent}, {shown.id} ({shown.state}, {shown.call}): nothing is offered, nothing is awaited"


def disagreements(lab: Lab) -> Iterator[Disagreement]:
    """Yield what desktops and servers see differently: callbacks of an agent, calls at a DN, who is ready for more."""
    ready = lab.ask(ReadyAgents())
    places = {name: lab.ask(Where(name)) for name in lab.ask(OpenInteractions())}
    for desk in lab.desks:
        theirs = {name: place.kind for name, place in places.items() if place.agent == desk.agent_id}
        yield from _of_callbacks(desk, theirs)
        yield from _of_calls(desk, lab.ask(CallsAt(lab.configuration.agent(desk.agent_id).dn)))
        has_room = len(theirs) < lab.configuration.agent(desk.agent_id).capacity
        yield from _of_channel(desk, has_room=has_room, ready=desk.agent_id in ready)


def wrong_at_rest(lab: Lab, *, after_faults: bool) -> Iterator[str]:
    """Yield in words what is wrong when nothing is on its way; what a fault has set apart may take longer to agree."""
    yield from dead_ends(lab)
    if not after_faults:
        yield from (f"{each.agent}: {each.text}" for each in disagreements(lab))


def way_out(desk: Workspace, left: Disagreement) -> Action | None:
    """Return what the agent does to be rid of what is shown and is not so, None where nothing is offered."""
    offered, ways = (desk.actions(), CHANNEL_WAYS_OUT) if left.channel else (desk.actions(left.window), WAYS_OUT)
    return next((action for action in ways if action in offered), None)


def _of_channel(desk: Workspace, *, has_room: bool, ready: bool) -> Iterator[Disagreement]:
    state = desk.channel.state
    if ready != (state is ChannelState.READY and has_room):
        sees = "routed to" if ready else "not routed to"
        yield Disagreement(desk.agent, "", f"the channel is {state}, and the agent is {sees}", channel=True)


def _of_callbacks(desk: Workspace, theirs: dict[str, PlaceKind]) -> Iterator[Disagreement]:
    own: dict[str, Callback] = {callback.id: callback for callback in desk.callbacks}
    for name, callback in own.items():
        taken_away = callback.state is CallbackState.TAKEN_AWAY and theirs.get(name) is not PlaceKind.HANDLED
        if not taken_away and (name not in theirs or callback.state not in SEEN_AS[theirs[name]]):
            has = theirs.get(name, "not with this agent")
            yield Disagreement(desk.agent, name, f"callback {name} is {callback.state}, at the server {has}")
    for name, kind in theirs.items():
        if name not in own:
            yield Disagreement(desk.agent, "", f"callback {name} is not shown, at the server {kind}")


def _of_calls(desk: Workspace, there: frozenset[str]) -> Iterator[Disagreement]:
    shown = {conn_id: window.id for window in desk.shown().interactions for conn_id in desk.calls_of(window.id)}
    for conn_id in sorted(shown.keys() - there):
        yield Disagreement(
            desk.agent, shown[conn_id], f"call {conn_id or '(asked for)'} is shown and not at the switch"
        )
    for conn_id in sorted(there - shown.keys()):
        yield Disagreement(desk.agent, "", f"call {conn_id} is at the switch and not shown")
