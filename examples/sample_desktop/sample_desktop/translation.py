"""The desktop's screens and words as Callbook's, and Callbook's actions as buttons."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from callbook.configuration import Color
from callbook.workspace import Action, CallbackInformation, CallbackState, CallPhase, ChannelState, Screen, Shown
from sample_desktop.phrases import how_it_ended, trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sample_desktop.plain import Json

BUTTONS: Final[dict[Action, str]] = {
    Action.LOG_IN: "sign-in",
    Action.LOG_OUT: "sign-out",
    Action.GO_READY: "ready",
    Action.GO_NOT_READY: "pause",
    Action.ACTIVATE: "open-channel",
    Action.UNACTIVATE: "close-channel",
    Action.ACCEPT: "take",
    Action.DECLINE: "pass-on",
    Action.DIAL: "dial",
    Action.ANSWER: "pick-up",
    Action.RELEASE: "hang-up",
    Action.HOLD: "hold",
    Action.RETRIEVE: "resume",
    Action.ONE_STEP_TRANSFER: "hand-over",
    Action.START_TRANSFER: "ask-somebody",
    Action.COMPLETE_TRANSFER: "join",
    Action.CANCEL_TRANSFER: "drop",
    Action.SET_DISPOSITION: "note-outcome",
    Action.RESCHEDULE: "make-appointment",
    Action.CANCEL_RESCHEDULE: "forget-appointment",
    Action.MARK_DONE: "finish",
}
ACTIONS: Final = {button: action for action, button in BUTTONS.items()}
FIELDS: Final = {"code": "outcome", "phone_number": "number"}
"""What the desktop calls the details of an action, where it calls them otherwise."""

CHANNELS: Final = {
    "off": ChannelState.LOGGED_OFF,
    "ready": ChannelState.READY,
    "paused": ChannelState.NOT_READY,
    "out of service": ChannelState.OUT_OF_SERVICE,
}
STAGES: Final = {
    "absent": CallbackState.NONE,
    "ringing": CallbackState.OFFERED,
    "counting": CallbackState.COUNTDOWN,
    "taking": CallbackState.ACCEPTING,
    "passing": CallbackState.REJECTING,
    "open": CallbackState.IN_HAND,
    "saving": CallbackState.SAVING,
    "moving": CallbackState.PLACING,
    "call only": CallbackState.TAKEN_AWAY,
    "closed": CallbackState.CLOSED,
}
LINES: Final = {
    "none": CallPhase.NONE,
    "asked": CallPhase.REQUESTED,
    "dialling": CallPhase.DIALING,
    "alerting": CallPhase.REACHED,
    "incoming": CallPhase.RINGING,
    "talking": CallPhase.TALKING,
    "held": CallPhase.HELD,
    "engaged": CallPhase.BUSY,
    "ended": CallPhase.OVER,
}


def fields_of(details: Mapping[str, object]) -> Json:
    """Turn the details of an action into what is entered beside a button; a moment is written with its zone."""
    return {FIELDS.get(name, name): _entered(value) for name, value in details.items()}


def screen_of(screen: Json, now: int) -> Screen:
    """Translate a screen, as it is seen at *now*."""
    return Screen(
        agent=screen["agent"],
        channel=CHANNELS[screen["channel"]["light"]],
        reason=screen["channel"]["pause"],
        voice_in_service=screen["telephone"],
        interactions=tuple(_shown(tab, now) for tab in screen["tabs"]),
    )


def actions_in(buttons: list[str]) -> frozenset[Action]:
    """Translate the buttons that can be clicked."""
    return frozenset(ACTIONS[button] for button in buttons)


def _entered(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _shown(tab: Json, now: int) -> Shown:
    callback = tab["callback"] or _NO_CALLBACK
    return Shown(
        id=tab["key"],
        state=STAGES[tab["stage"]],
        notification=callback["popup"],
        window=callback["open"],
        case=tab["data"],
        information=None if callback["view"] is None else _information(callback["view"]),
        phone_number=tab["number"],
        call=LINES[tab["call"]["line"]],
        call_result=how_it_ended(tab["call"]),
        consult=LINES[tab["second_call"]["line"]],
        disposition=callback["outcome"],
        reschedule=_reschedule(callback["appointment"]),
        seconds_left=_seconds_left(callback["accepts_at"], now),
        bell=callback["bell"],
        trouble="" if callback["trouble"] is None else trouble(callback["trouble"]),
    )


_NO_CALLBACK: Final[Json] = {
    "popup": False,
    "open": True,
    "view": None,
    "outcome": "",
    "appointment": None,
    "accepts_at": None,
    "bell": "",
    "trouble": None,
}
"""A call alone has a window, and nothing else of a callback."""


def _information(view: Json) -> CallbackInformation:
    return CallbackInformation(
        fields=tuple((name, value) for name, value in view["rows"]),
        frame_color=Color.parse(view["frame"]),
        header_foreground_color=Color.parse(view["header"]),
    )


def _reschedule(appointment: Json | None) -> str:
    return "" if appointment is None else f"{appointment['at']} {appointment['number']}"


def _seconds_left(accepts_at: int | None, now: int) -> int:
    return 0 if accepts_at is None else -((now - accepts_at) // 1000)
