"""A voice call as one desktop sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from callbook.messages import CallState
from callbook.messages.t_library_events import CallEvent, EventError
from callbook.workspace.call_table import CallEffect
from callbook.workspace.machine import Implementation, Machine
from callbook.workspace.names import CallMoment, CallPhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages import Message
    from callbook.workspace.desk import Desk


class VoiceCall:
    """One call, from RequestMakeCall or EventRinging to its end.

    Attributes:
        number: whom it is to or from.
        conn_id: its ConnID, empty until the switch has given one.
        connected: whether the parties ever spoke.
        result: how it ended, None before.
        trouble: the switch's error text if it failed.
        user_data: the data attached to it, as last seen.
    """

    def __init__(self, desk: Desk, number: str, on_over: Callable[[VoiceCall], None]) -> None:
        self._desk = desk
        self._on_over = on_over
        self.number = number
        self.conn_id = ""
        self.connected = False
        self.result: CallState | None = None
        self.trouble = ""
        self.user_data: dict[str, object] = {}
        self._last: Message | None = None
        self._event: CallEvent  # the tables show and connect a call only on events, so there is one by then
        self._machine: Machine[VoiceCall] = Machine(
            desk.rules.call, f"{desk.agent.name} to {number}", CallPhase.NONE, self, self._IMPLEMENTATION, desk.journal
        )

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        return cast("CallPhase", self._machine.state)

    def fire(self, moment: CallMoment, message: Message | None = None) -> None:
        """Let something happen to the call; *message* is what told of it."""
        self._last = message
        if isinstance(message, CallEvent):
            self._event = message
            self.user_data = dict(message.UserData)
        self._machine.fire(moment)

    def _show(self) -> None:
        self.conn_id = self._event.ConnID
        self.number = self._event.OtherDN or self.number

    def _connect(self) -> None:
        self.connected = True
        self._show()

    def _end(self) -> None:
        if isinstance(self._last, CallEvent):
            self.result = self._last.CallState
        elif isinstance(self._last, EventError):
            self.result = CallState.GENERAL_ERROR
            self.trouble = f"{self._last.ErrorCode}: {self._last.ErrorMessage}"
        else:
            self.result = CallState.SYSTEM_ERROR
            self.trouble = "the voice switch is lost"
        self._on_over(self)

    _IMPLEMENTATION: ClassVar[Implementation[VoiceCall]] = Implementation(
        effects={
            CallEffect.SHOW: _show,
            CallEffect.CONNECT: _connect,
            CallEffect.FOLLOW: _show,
            CallEffect.END: _end,
        }
    )


def no_call(desk: Desk) -> VoiceCall:
    """Return the call of a window that has none yet: its phase is NONE, and nothing ever happens to it."""
    return VoiceCall(desk, "", ends_by_itself)


def ends_by_itself(_call: VoiceCall) -> None:
    """A call without a callback ends by itself."""
