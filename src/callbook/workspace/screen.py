"""What an agent sees, drawn from what stands at the desk: callbacks, and voice calls without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callbook.workspace.callback import Callback
from callbook.workspace.calls import outcome
from callbook.workspace.desktop import Screen, Shown
from callbook.workspace.information import UnreadInformation, callback_information
from callbook.workspace.names import CallbackState, CallPhase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.workspace.calls import Calls
    from callbook.workspace.channel import Channel
    from callbook.workspace.desk import Desk
    from callbook.workspace.information import CallbackInformation
    from callbook.workspace.voice import VoiceChannel


_NOTIFIED = frozenset({CallbackState.OFFERED, CallbackState.COUNTDOWN})


def screen_of(
    desk: Desk,
    channel: Channel,
    voice: VoiceChannel,
    windows: Iterable[Callback | VoiceWindow],
    *,
    watched: bool = True,
) -> Screen:
    """Return the whole screen; where it is not *watched*, no option counts as read."""
    return Screen(
        agent=desk.agent.name,
        channel=channel.state,
        reason=channel.reason,
        voice_in_service=voice.registered,
        interactions=tuple(
            [
                _of_callback(desk, window, watched=watched) if isinstance(window, Callback) else _of_voice(window)
                for window in windows
            ]
        ),
    )


def _of_callback(desk: Desk, callback: Callback, *, watched: bool) -> Shown:
    calls, bell, reschedule = callback.calls, callback.bell, callback.reschedule
    state, data = callback.state, callback.data
    return Shown(
        id=callback.id,
        state=state,
        notification=state in _NOTIFIED,
        window=callback.window,
        case=dict(data),
        information=_information(desk, callback) if watched else callback.information.of(data),
        phone_number=str(data.get(desk.keys.number, "")),
        call=calls.call.phase,
        call_result=outcome(calls.call),
        consult=calls.consult.phase,
        disposition=callback.disposition or "",
        reschedule="" if reschedule is None else f"{reschedule.moment.isoformat()} {reschedule.phone_number}",
        seconds_left=callback.seconds_left,
        bell=bell.played.file if bell.ringing and bell.played is not None else "",
        trouble=calls.trouble or callback.trouble,
    )


def _information(desk: Desk, callback: Callback) -> CallbackInformation:
    settings, offered, data = desk.settings, callback.offered, callback.data
    if settings.is_noted:
        return cast("CallbackInformation", UnreadInformation(settings, offered, data))
    return callback_information(settings.read, offered, data)


def _of_voice(window: VoiceWindow) -> Shown:
    call = window.calls.call
    return Shown(
        id=window.id,
        state=window.state,
        notification=False,
        window=True,
        case=dict(call.user_data),
        information=None,
        phone_number=call.number,
        call=window.phase,
        call_result=outcome(call),
        consult=window.consult_phase,
        disposition="",
        reschedule="",
        seconds_left=0,
        bell="",
        trouble=window.calls.trouble,
    )


class VoiceWindow:
    """One such window.

    Attributes:
        id: its name at this desktop.
        calls: the call, and a consult call if the agent hands it on.
    """

    def __init__(self, calls: Calls, name: str) -> None:
        self.id = name
        self.calls = calls

    @property
    def state(self) -> CallbackState:
        """It has no callback."""
        return CallbackState.NONE

    @property
    def callback(self) -> None:
        """It has no callback."""
        return

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        return self.calls.phase

    @property
    def consult_phase(self) -> CallPhase:
        """Where the consult call is."""
        return self.calls.consult_phase
