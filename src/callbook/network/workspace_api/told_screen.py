"""What an agent sees, as far as a client of the Workspace API is told of it; of the rest nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from callbook.configuration import options
from callbook.lab import Untold
from callbook.messages import CallState
from callbook.network.workspace_api.client import parent_of
from callbook.network.workspace_api.view import CALL_STATE, CALLBACK_INFORMATION
from callbook.workspace import (
    CallbackInformation,
    CallbackState,
    CallPhase,
    ChannelState,
    Screen,
    Shown,
    words_of_end,
)

if TYPE_CHECKING:
    from callbook.configuration import Color, Configuration, Option
    from callbook.network.workspace_api.client import AgentClient
    from callbook.network.workspace_api.shapes import Json

_NO_PATH: Final = "no notification of the Workspace API tells it"
_INTERACTION_STATES: Final[dict[str, object]] = {
    "Invited": Untold(
        "whether a callback is offered or counting down",
        "both are `Invited`",
        frozenset({CallbackState.OFFERED, CallbackState.COUNTDOWN, CallbackState.REJECTING}),
    ),
    "Accepted": Untold(
        "whether it is known who has accepted a callback",
        "both are `Accepted`",
        frozenset({CallbackState.ACCEPTING, CallbackState.ASKING}),
    ),
    "Processing": CallbackState.IN_HAND,
    "Revoked": CallbackState.TAKEN_AWAY,
}
_LEAVING: Final = Untold(
    "whether a callback is in hand or on its way",
    "both are `Processing`",
    frozenset({CallbackState.IN_HAND, CallbackState.SAVING, CallbackState.PLACING}),
)
_NOT_THERE_YET: Final = Untold(
    "what has become of a call that was asked for",
    "no notification tells of a call that has no ConnID",
    frozenset({CallPhase.NONE, CallPhase.REQUESTED, CallPhase.UNANSWERED, CallPhase.OVER}),
)
_WITHOUT_CALL: Final = Untold(
    "how a call ended that never came about", "no notification tells of a call without ConnID"
)
_WHY: Final = Untold("why a call has failed", "`CallState` only says that it has")
_FAILED: Final = frozenset({CallState.GENERAL_ERROR, CallState.SYSTEM_ERROR})
_CALL_STATES: Final[dict[str, object]] = {
    "Dialing": Untold(
        "whether a call is being dialled, rings at the other end or is busy",
        "all are `Dialing`",
        frozenset({CallPhase.DIALING, CallPhase.REACHED, CallPhase.BUSY}),
    ),
    "Ringing": CallPhase.RINGING,
    "Established": CallPhase.TALKING,
    "Held": CallPhase.HELD,
    "Released": CallPhase.OVER,
}
_CHANNEL_STATES: Final = {
    "LoggedOut": ChannelState.LOGGED_OFF,
    "Ready": ChannelState.READY,
    "NotReady": ChannelState.NOT_READY,
    "OutOfService": ChannelState.OUT_OF_SERVICE,
}


def told_screen(agent: str, client: AgentClient, configuration: Configuration) -> Screen:
    """Return what the agent sees, with `Untold` in the place of what the client is not told."""
    channel, dn = client.channel, client.dn
    callbacks = [_of_callback(each, client, configuration) for each in client.interactions.values()]
    alone = [_of_call(call) for call in client.calls.values() if _is_alone(call, client)]
    return Screen(
        agent=agent,
        channel=ChannelState.LOGGED_OFF if channel is None else _CHANNEL_STATES[channel["state"]],
        reason="" if channel is None else str(flat(channel.get("reasons", [])).get("ReasonCode", "")),
        voice_in_service=dn is not None and dn["agentState"] != "LoggedOut",
        interactions=(*callbacks, *alone),
    )


def _is_alone(call: Json, client: AgentClient) -> bool:
    return parent_of(call) not in client.interactions and call.get("parentConnId") not in client.calls


def _of_callback(told: Json, client: AgentClient, configuration: Configuration) -> Shown:
    data = flat(told["userData"])
    call = next((each for each in client.calls.values() if _is_of(each, told)), None)
    ended = next((each for each in reversed(client.ended) if _is_of(each, told)), None)
    view = flat(told["extensions"])[CALLBACK_INFORMATION]
    return _shown(
        name=told["id"],
        state=_LEAVING if _is_leaving(told) else _INTERACTION_STATES[told["state"]],
        notification=told["state"] in {"Invited", "Accepted"},
        case=data,
        information=_information(cast("dict[str, Any]", view), configuration),
        phone_number=str(data.get("customer_number", "")),
        call=call or ended,
        ended=ended,
        client=client,
    )


def _is_of(call: Json, told: Json) -> bool:
    return parent_of(call) == told["id"] and "parentConnId" not in call


def _is_leaving(told: Json) -> bool:
    return told["state"] == "Processing" and not told["capabilities"]


def _phase(call: Json | None, name: str, client: AgentClient | None) -> object:
    if client is not None and name in client.dialed:
        return _NOT_THERE_YET
    return CallPhase.NONE if call is None else _CALL_STATES[call["state"]]


def _of_call(told: Json) -> Shown:
    return _shown(
        name=told["id"],
        state=CallbackState.NONE,
        notification=False,
        case=flat(told["userData"]),
        information=None,
        phone_number=told["participants"][0]["number"],
        call=told,
        ended=None,
        client=None,
    )


def _shown(  # noqa: PLR0913 - what is shown of a callback, or of a call
    *,
    name: str,
    state: object,
    notification: bool,
    case: dict[str, object],
    information: CallbackInformation | None,
    phone_number: str,
    call: Json | None,
    ended: Json | None,
    client: AgentClient | None,
) -> Shown:
    consult = None if client is None or call is None else _consult(call, client)
    untold: Any = Untold
    shown: Any = Shown
    made: Shown = shown(
        id=name,
        state=state,
        notification=notification,
        window=not notification,
        case=case,
        information=information,
        phone_number=phone_number,
        call=_phase(call, name, client),
        call_result=_how_it_ended(call, ended, name, client),
        consult=CallPhase.NONE if consult is None else _CALL_STATES[consult["state"]],
        disposition=untold("the disposition", _NO_PATH),
        reschedule=untold("what was agreed for a reschedule", _NO_PATH),
        seconds_left=untold("the countdown", _NO_PATH),
        bell=untold("the bell", _NO_PATH),
        trouble=untold("what the agent is told of trouble", _NO_PATH),
    )
    return made


def _consult(call: Json, client: AgentClient) -> Json | None:
    calls = (*reversed(client.calls.values()), *reversed(client.ended))
    return next((each for each in calls if each.get("parentConnId") == call["id"]), None)


def _how_it_ended(call: Json | None, ended: Json | None, name: str, client: AgentClient | None) -> object:
    if client is None or (call is not None and call is not ended):
        return ""
    if ended is None or name in client.dialed:
        return _WITHOUT_CALL
    state = CallState(int(str(flat(ended.get("extensions", [])).get(CALL_STATE, int(CallState.OK)))))
    return _WHY if state in _FAILED else words_of_end(state)


def _information(view: dict[str, Any], configuration: Configuration) -> CallbackInformation:
    return CallbackInformation(
        fields=tuple((name, str(value)) for name, value in view["content"].items()),
        frame_color=_color(options.CALLBACK_INFORMATION_FRAME_COLOR, view["frame-color"], configuration),
        header_foreground_color=_color(
            options.CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR, view["header-foreground-color"], configuration
        ),
    )


def _color(option: Option[Color], text: str, configuration: Configuration) -> Color:
    return option.kind.parse(text, configuration.directory)


def flat(given: list[Json]) -> dict[str, object]:
    """Return attached data that came as pairs; of a list of pairs the same."""
    return {pair["key"]: flat(pair["value"]) if pair["type"] == "kvlist" else pair["value"] for pair in given}
