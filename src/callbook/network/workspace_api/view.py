"""What stands on an agent's desktop as a client of the Workspace API is told of it, and what has changed since.

Drawn whenever all is at rest, and compared with what was told last: so a client is told each state that lasts, in
order, whichever way it came about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from callbook.configuration import options
from callbook.messages import MEDIA_TYPE, CallState
from callbook.network.workspace_api.shapes import (
    Call,
    Channel,
    Dn,
    Interaction,
    Pair,
    Pairs,
    Participant,
    as_json,
    pairs,
)
from callbook.workspace import NOT_UP, Action, AgentState, CallbackState, CallPhase, ChannelState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from callbook.network.workspace_api.shapes import Json
    from callbook.workspace import Callback, VoiceCall, VoiceWindow, Workspace

VOICE: Final = "/workspace/v3/voice"
MEDIA: Final = "/workspace/v3/media"
WEB_CALLBACK: Final = f"{MEDIA}/{MEDIA_TYPE}"
CALLBACK_INFORMATION: Final = "CallbackInformation"
DISPOSITION_KEY: Final = "DispositionKey"
CALL_STATE: Final = "CallState"

_CALL_STATES: Final = {
    CallPhase.DIALING: "Dialing",
    CallPhase.REACHED: "Dialing",
    CallPhase.BUSY: "Dialing",
    CallPhase.RINGING: "Ringing",
    CallPhase.TALKING: "Established",
    CallPhase.HELD: "Held",
    CallPhase.OVER: "Released",
}
"""What has no row was never there, as far as the switch has said."""
_INTERACTION_STATES: Final = {
    CallbackState.OFFERED: "Invited",
    CallbackState.COUNTDOWN: "Invited",
    CallbackState.REJECTING: "Invited",
    CallbackState.ACCEPTING: "Accepted",
    CallbackState.ASKING: "Accepted",
    CallbackState.IN_HAND: "Processing",
    CallbackState.SAVING: "Processing",
    CallbackState.PLACING: "Processing",
    CallbackState.TAKEN_AWAY: "Revoked",
}
_CHANNEL_STATES: Final = {
    ChannelState.LOGGED_OFF: "LoggedOut",
    ChannelState.READY: "Ready",
    ChannelState.NOT_READY: "NotReady",
    ChannelState.OUT_OF_SERVICE: "OutOfService",
}
_AGENT_STATES: Final = {
    AgentState.LOGGED_OUT: "LoggedOut",
    AgentState.LOGGED_IN: "LoggedIn",
    AgentState.READY: "Ready",
    AgentState.NOT_READY: "NotReady",
}
_CAPABILITIES: Final[dict[Action, str]] = {
    Action.GO_READY: "ready",
    Action.GO_NOT_READY: "not-ready",
    Action.UNACTIVATE: "logout",
    Action.ACCEPT: "accept",
    Action.DECLINE: "reject",
    Action.MARK_DONE: "complete",
    Action.DIAL: "make-call",
    Action.ANSWER: "answer",
    Action.RELEASE: "release",
    Action.HOLD: "hold",
    Action.RETRIEVE: "retrieve",
    Action.ONE_STEP_TRANSFER: "single-step-transfer",
    Action.START_TRANSFER: "initiate-transfer",
    Action.COMPLETE_TRANSFER: "complete-transfer",
}
"""The operation of the API that stands for an action alone; others share one, or have none."""
ACTIONS: Final = {name: action for action, name in _CAPABILITIES.items()}
"""The action for which a capability stands."""
_OF_CALLS: Final = frozenset(
    {Action.ANSWER, Action.RELEASE, Action.HOLD, Action.RETRIEVE, Action.ONE_STEP_TRANSFER, Action.START_TRANSFER}
)
_ENDED: Final = frozenset({"Revoked", "Completed", "Released"})


class Notice(NamedTuple):
    """What is published to a channel.

    Attributes:
        channel: the channel.
        data: the message.
    """

    channel: str
    data: Json


class View(NamedTuple):
    """What stands on a desktop.

    Attributes:
        dn: the agent's telephone.
        media: the web callback channel.
        interactions: the callbacks, by id.
        calls: the calls, by ConnID.
    """

    dn: Dn
    media: Channel
    interactions: Mapping[str, Interaction]
    calls: Mapping[str, Call]


def view_of(desk: Workspace, dn: str, switch: str) -> View:
    """Return what stands on *desk*, whose telephone is the *dn* of *switch*."""
    windows = desk.windows
    return View(
        _dn(desk, dn, switch),
        _channel(desk),
        {window.id: _interaction(desk, window.callback) for window in windows if window.callback is not None},
        {call.id: call for window in windows for call in _calls(desk, window, dn)},
    )


def standing(view: View) -> Iterator[Notice]:
    """Yield what tells of all that stands on a desktop."""
    yield _dn_notice(view.dn)
    yield _media_notice(view.media)
    for interaction in view.interactions.values():
        yield _interaction_notice(interaction, "StatusChange")
    for call in view.calls.values():
        yield _call_notice(call, "StateChange")


def changed(before: View, now: View, rejected: set[str]) -> Iterator[Notice]:
    """Yield what tells of all that is otherwise *now*; of *rejected* those that are over are left out from then on."""
    if now.dn != before.dn:
        yield _dn_notice(now.dn)
    if now.media != before.media:
        yield _media_notice(now.media)
    yield from _changed_interactions(before.interactions, now.interactions, rejected)
    yield from _changed_calls(before.calls, now.calls)


def _changed_interactions(
    before: Mapping[str, Interaction], now: Mapping[str, Interaction], rejected: set[str]
) -> Iterator[Notice]:
    for name, interaction in now.items():
        was = before.get(name)
        if was is None or (was.state, was.ticket_id) != (interaction.state, interaction.ticket_id):
            yield _interaction_notice(interaction, "StatusChange")
        elif was != interaction:
            yield _interaction_notice(interaction, "PropertiesUpdated")
    for name, was in before.items():
        if name not in now:
            taken_back = was.state == "Invited" and name not in rejected
            rejected.discard(name)
            over = msgspec.structs.replace(was, state="Revoked" if taken_back else "Completed", capabilities=())
            yield _interaction_notice(over, "StatusChange")


def _changed_calls(before: Mapping[str, Call], now: Mapping[str, Call]) -> Iterator[Notice]:
    replaced = {call.previous_conn_id for call in now.values()}
    for name, was in before.items():
        if name not in now and name not in replaced and was.state not in _ENDED:
            yield _call_notice(msgspec.structs.replace(was, state="Released", capabilities=()), "StateChange")
    for name, call in now.items():
        was_so = before.get(name)
        if was_so is None or was_so.state != call.state:
            yield _call_notice(call, "StateChange")
        elif was_so.user_data != call.user_data:
            yield _call_notice(call, "AttachedDataChanged")
        elif was_so != call:
            yield _call_notice(call, "ParticipantsUpdated")


def _dn_notice(dn: Dn) -> Notice:
    return Notice(VOICE, {"messageType": "DnStateChanged", "dn": as_json(dn)})


def _media_notice(channel: Channel) -> Notice:
    return Notice(MEDIA, {"messageType": "ChannelStateChanged", "media": {"channels": [as_json(channel)]}})


def _interaction_notice(interaction: Interaction, kind: str) -> Notice:
    data = {"messageType": "InteractionStateChanged", "notificationType": kind, "interaction": as_json(interaction)}
    return Notice(WEB_CALLBACK, data)


def _call_notice(call: Call, kind: str) -> Notice:
    return Notice(VOICE, {"messageType": "CallStateChanged", "notificationType": kind, "call": as_json(call)})


def _dn(desk: Workspace, dn: str, switch: str) -> Dn:
    voice = desk.voice
    state = voice.state.shown if voice.registered else AgentState.LOGGED_OUT
    return Dn(
        number=dn,
        switch_name=switch,
        agent_id=desk.agent_id,
        agent_state=_AGENT_STATES[state],
        agent_work_mode=voice.state.work_mode.name.title().replace("_", ""),
        capabilities=("ready", "not-ready") if voice.registered else (),
        reasons=_reason(voice.state.reason if state is AgentState.NOT_READY else ""),
    )


def _channel(desk: Workspace) -> Channel:
    channel = desk.channel
    return Channel(
        name=MEDIA_TYPE,
        state=_CHANNEL_STATES[channel.state],
        dnd=False,
        reasons=_reason(channel.reason),
        capabilities=_capabilities(desk.actions()),
    )


def _reason(code: str) -> Pairs:
    return pairs({"ReasonCode": code} if code else {})


def _interaction(desk: Workspace, callback: Callback) -> Interaction:
    shown = callback.interaction
    offered = desk.actions(callback.id)
    return Interaction(
        id=callback.id,
        mediatype=shown.MediaType,
        state=_INTERACTION_STATES[callback.state],
        ticket_id=callback.ticket,
        interaction_type=shown.InteractionType,
        interaction_subtype=shown.InteractionSubtype,
        queue=shown.Queue,
        submitted_by=shown.SubmittedBy,
        received_at=shown.ReceivedAt,
        submitted_at=shown.SubmittedAt,
        user_data=pairs(callback.data),
        capabilities=_capabilities(offered - _OF_CALLS),
        extensions=(
            Pair(CALLBACK_INFORMATION, "kvlist", _information(callback)),
            *pairs({DISPOSITION_KEY: callback.peek(options.DISPOSITION_KEY_NAME)}),
        ),
    )


def _information(callback: Callback) -> Pairs:
    view = callback.information.of(callback.data)
    plain = {"frame-color": view.frame_color.text, "header-foreground-color": view.header_foreground_color.text}
    return (*pairs(plain), Pair("content", "kvlist", pairs(dict(view.fields))))


def _calls(desk: Workspace, window: Callback | VoiceWindow, dn: str) -> Iterator[Call]:
    offered = desk.actions(window.id)
    first = _call(window.calls.call, dn, offered & _OF_CALLS)
    if first is not None:
        yield first
    ending = offered & {Action.COMPLETE_TRANSFER}
    consult = _call(window.calls.consult, dn, ending, parent=window.calls.call.conn_id)
    if consult is not None:
        more = ("release",) if Action.CANCEL_TRANSFER in offered else ()
        yield msgspec.structs.replace(consult, capabilities=(*consult.capabilities, *more))


def _call(call: VoiceCall, dn: str, offered: frozenset[Action], parent: str | None = None) -> Call | None:
    event = call.event
    if event is None or call.phase not in _CALL_STATES:
        return None
    over = call.phase in NOT_UP
    other = event.OtherDN or call.number
    role = "" if event.OtherDNRole is None else event.OtherDNRole.name.title()
    return Call(
        id=call.conn_id,
        conn_id=call.conn_id,
        call_uuid=event.CallUUID,
        call_type=event.CallType.name.title(),
        state=_CALL_STATES[call.phase],
        phone_number=dn,
        participants=(Participant(other, f"Role{role or 'Unknown'}"),),
        user_data=pairs(call.user_data),
        capabilities=() if over else _capabilities(offered),
        previous_conn_id=event.PreviousConnID,
        parent_conn_id=parent,
        dnis=event.DNIS,
        ani=event.ANI,
        extensions=() if call.result in {None, CallState.OK} else pairs({CALL_STATE: int(call.result or 0)}),
    )


def _capabilities(offered: Iterable[Action]) -> tuple[str, ...]:
    return tuple(sorted(_CAPABILITIES[action] for action in offered if action in _CAPABILITIES))
