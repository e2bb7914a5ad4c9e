"""Voice calls as one desktop sees them, and those of one window: its call, and the consult call of a two-step transfer.

From RequestMakeCall or EventRinging to the end: F3 to F6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from callbook.messages import CallState, t_library
from callbook.messages.t_library_events import CallEvent, EventError, EventRegistered
from callbook.workspace.call_table import CallEffect
from callbook.workspace.machine import Implementation, Machine
from callbook.workspace.names import NOT_UP, CallMoment, CallPhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages import KVList, Message
    from callbook.workspace.desk import Desk
    from callbook.workspace.voice import VoiceChannel


NO_ANSWER = "the voice switch does not answer"


class VoiceCall:
    """One call, from RequestMakeCall or EventRinging to its end.

    Attributes:
        number: whom it is to or from.
        conn_id: its ConnID, empty until the switch has given one.
        connected: whether the parties ever spoke.
        result: how it ended, None before.
        trouble: the switch's error text, or that it does not answer; empty once the call goes on.
        user_data: the data attached to it, as last seen.
        event: what the switch has told of it last, None before the first.
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
        self.event: CallEvent | None = None
        self._machine: Machine[VoiceCall, CallPhase] = Machine(
            desk.rules.call, f"{desk.agent.name} to {number}", CallPhase.NONE, self, self._IMPLEMENTATION, desk.journal
        )

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        return self._machine.state

    def fire(self, moment: CallMoment, message: Message | None = None) -> None:
        """Let something happen to the call; *message* is what told of it."""
        self._last = message
        self.trouble = ""
        if isinstance(message, CallEvent):
            self.event = message
            self.user_data = dict(message.UserData)
        self._machine.fire(moment)

    def give_up(self) -> None:
        """Wait no longer for a call that the voice switch has not answered: if it comes about, it is released."""
        if self.phase is CallPhase.UNANSWERED:
            self.fire(CallMoment.GIVEN_UP)

    def tell_silence(self) -> None:
        """Tell the agent that the voice switch does not answer a request about the call."""
        self.trouble = NO_ANSWER
        self._desk.note("trouble", f"call to {self.number}: {NO_ANSWER}")

    def _end_waiting(self) -> None:
        self.trouble = NO_ANSWER
        self._on_over(self)  # as far as anybody knows; a late answer may tell otherwise

    def found(self, conn_id: str) -> None:
        """Learn the ConnID of a call that was asked for, though no event told of it."""
        self.conn_id = conn_id
        self.fire(CallMoment.DIALING)

    def _show(self) -> None:
        if self.event is not None:
            self.conn_id = self.event.ConnID
            self.number = self.event.OtherDN or self.number

    def _connect(self) -> None:
        self.connected = True
        self._show()

    def _end(self) -> None:
        if isinstance(self._last, CallEvent):
            self.result = self._last.CallState
        elif isinstance(self._last, EventError):
            self.result = CallState.GENERAL_ERROR
            self.trouble = f"{self._last.ErrorCode}: {self._last.ErrorMessage}"
        elif isinstance(self._last, EventRegistered):
            self.result = CallState.GENERAL_ERROR
            self.trouble = "the voice switch no longer has the call"
        else:
            self.result = CallState.SYSTEM_ERROR
            self.trouble = "the voice switch is lost"
        self._on_over(self)

    _IMPLEMENTATION: ClassVar[Implementation[VoiceCall]] = Implementation(
        effects={
            CallEffect.SHOW: _show,
            CallEffect.TELL: _end_waiting,
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


class Calls:
    """The call of a window and, while the agent consults, a second one.

    Args:
        desk: the agent's desk.
        voice: the agent's voice channel.
        call: the call that opened the window, or one in the phase NONE.

    Attributes:
        call: the last call, up or over; in the phase NONE before the first.
        consult: the same for consult calls.
    """

    def __init__(self, desk: Desk, voice: VoiceChannel, call: VoiceCall) -> None:
        self._desk = desk
        self._voice = voice
        self.call = call
        self.consult = no_call(desk)

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        return self.call.phase

    @property
    def consult_phase(self) -> CallPhase:
        """Where the consult call is."""
        return self.consult.phase

    @property
    def up(self) -> bool:
        """Whether a call is up, or on its way."""
        return self.phase not in NOT_UP or self.consult_phase not in NOT_UP

    @property
    def trouble(self) -> str:
        """What the agent was told last of a call that is up: that the voice switch does not answer."""
        for call in (self.call, self.consult):
            if call.trouble and call.phase not in NOT_UP:
                return call.trouble
        return ""

    @property
    def waits(self) -> bool:
        """Whether the desktop waits for an answer of the voice switch about them."""
        return any(self._voice.link.waits_for(call) for call in (self.call, self.consult))

    def give_up(self) -> None:
        """Wait no longer for calls that the voice switch has not answered."""
        self.call.give_up()
        self.consult.give_up()

    def answer(self) -> None:
        """Answer the call that rings."""
        self._voice.ask(t_library.RequestAnswerCall, self.call)

    def release(self) -> None:
        """Hang up."""
        self._voice.ask(t_library.RequestReleaseCall, self.call)

    def hold(self) -> None:
        """Put the call on hold."""
        self._voice.ask(t_library.RequestHoldCall, self.call)

    def retrieve(self) -> None:
        """Take the call from hold."""
        self._voice.ask(t_library.RequestRetrieveCall, self.call)

    def transfer(self, target: str) -> None:
        """Hand the call to *target* in one step."""
        self._voice.transfer(self.call, target)

    def start_transfer(self, target: str) -> None:
        """Hold the call and consult *target*."""
        self.consult.give_up()
        self.consult = VoiceCall(self._desk, target, self._consult_over)
        self._voice.consult(self.call, self.consult)

    def complete_transfer(self) -> None:
        """Join the call and the consult call, and leave."""
        self._voice.complete_transfer(self.call, self.consult)

    def cancel_transfer(self) -> None:
        """Hang up the consult call; the call stays on hold."""
        self._voice.ask(t_library.RequestReleaseCall, self.consult)

    def _consult_over(self, call: VoiceCall) -> None:
        if not call.connected:
            self._desk.note("voice", f"the consult call to {call.number} did not connect: {outcome(call)}")


class Owner(Protocol):
    """Whose calls they are: a callback."""

    def number_to_call(self) -> str:
        """Return the number to call."""
        ...

    def data_for_call(self) -> KVList:
        """Return the attached data that the call carries (F3)."""
        ...

    def call_over(self, call: VoiceCall) -> None:
        """Learn that a call is over."""
        ...

    def consult_over(self) -> None:
        """Learn that a consult call is over."""
        ...


class CallsOfCallback(Calls):
    """The calls that are made from a callback (E4).

    Args:
        desk: the agent's desk.
        voice: the agent's voice channel.
        owner: the callback.

    Attributes:
        connected_and_ended: whether a call was connected and is over (P5).
        tried_and_ended: whether any call is over, connected or not.
    """

    def __init__(self, desk: Desk, voice: VoiceChannel, owner: Owner) -> None:
        super().__init__(desk, voice, no_call(desk))
        self._owner = owner
        self.connected_and_ended = False
        self.tried_and_ended = False

    def dial(self) -> None:
        """Call the contact (F3); O7 does the same by itself."""
        self.call.give_up()
        self.call = VoiceCall(self._desk, self._owner.number_to_call(), self._over)
        self._voice.make_call(self.call, self._owner.data_for_call())

    def _over(self, call: VoiceCall) -> None:
        self.tried_and_ended = True
        self.connected_and_ended = self.connected_and_ended or call.connected
        if not call.connected:
            self._desk.note("voice", f"the call to {call.number} did not connect: {outcome(call)}")
        self._owner.call_over(call)

    def _consult_over(self, call: VoiceCall) -> None:
        super()._consult_over(call)
        self._owner.consult_over()


def outcome(call: VoiceCall) -> str:
    """Return in words how a call ended; empty while it is up."""
    if call.trouble and call.phase in NOT_UP:
        return call.trouble
    return "" if call.result is None else words_of_end(call.result)


def words_of_end(result: CallState) -> str:
    """Return in words how a call ended."""
    return _WORDS.get(result, result.name.lower().replace("_", " "))


def was_transferred(call: VoiceCall) -> bool:
    """Return whether the call went to somebody else."""
    return call.result is CallState.TRANSFERRED


_WORDS: dict[CallState, str] = {
    CallState.OK: "released",
    CallState.TRANSFERRED: "transferred",
    CallState.BUSY: "busy",
    CallState.NO_ANSWER: "no answer",
    CallState.ANSWERING_MACHINE: "answering machine",
    CallState.REMOTE_RELEASE: "released by the contact",
    CallState.SIT_INVALID_NUMBER: "the number does not exist",
    CallState.GENERAL_ERROR: "error",
}
