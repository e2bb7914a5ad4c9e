"""What a desktop asks of the voice switch about one callback, or about one call without a callback (F3 to F6, P8, O7).

A table says which action of the agent a request stands for. A call is the window's own or its consult call: the ConnID
tells, and only a release means something else for each. What the switch tells of a call that no request has made shows
that the log lacks the request: the model dials, and nothing is said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.configuration import options
from callbook.core import same_number
from callbook.messages import CallState, DNRole, t_library, t_library_events
from callbook.verification.conformance.agent_log import is_masked
from callbook.verification.conformance.case import SECOND
from callbook.verification.conformance.stays import PARENT
from callbook.workspace import NOT_UP, Action, CallbackState, CallMoment, CallPhase

if TYPE_CHECKING:
    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.case import Case
    from callbook.workspace import Callback

ACTION_OF: Final[dict[type[Message], Action]] = {
    t_library.RequestAnswerCall: Action.ANSWER,
    t_library.RequestReleaseCall: Action.RELEASE,
    t_library.RequestHoldCall: Action.HOLD,
    t_library.RequestRetrieveCall: Action.RETRIEVE,
    t_library.RequestSingleStepTransfer: Action.ONE_STEP_TRANSFER,
    t_library.RequestInitiateTransfer: Action.START_TRANSFER,
    t_library.RequestCompleteTransfer: Action.COMPLETE_TRANSFER,
}
"""The action that each request about a call stands for; a release of the consult call cancels a transfer."""

_WORDS: Final = {
    Action.ANSWER: "answered a call",
    Action.RELEASE: "released the call",
    Action.HOLD: "held the call",
    Action.RETRIEVE: "retrieved the call",
    Action.ONE_STEP_TRANSFER: "transferred the call",
    Action.START_TRANSFER: "began a transfer",
    Action.COMPLETE_TRANSFER: "completed the transfer",
    Action.CANCEL_TRANSFER: "cancelled the transfer",
}
_TO_ANOTHER: Final = frozenset({Action.ONE_STEP_TRANSFER, Action.START_TRANSFER})
_NOT_REACHED: Final = frozenset({CallState.BUSY, CallState.NO_ANSWER, CallState.SIT_INVALID_NUMBER})
_ALIKE: Final = 6
"""How many digits at the end two numbers share that differ only by what a dialling rule adds."""
_NOT_CARRIED: Final = frozenset({"attempts", "call_result", "callback_status"})


class CallsJudge:
    """Judges the calls of one stay, or one call without a callback.

    Args:
        case: the stay, or the call.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._accepted: Line | None = None
        self._since_known = False
        self._registered_at = 0

    # A callback's call is made.

    def in_hand(self, line: Line, *, known: bool) -> None:
        """Learn that the callback is in hand since *line*; it is not known since when if the log lacks the answer."""
        if self._accepted is None:
            self._accepted = line
            self._since_known = known

    def dialled(self, line: Line, message: t_library.RequestMakeCall) -> None:
        """Judge a RequestMakeCall."""
        case = self._case
        due = case.desk.waits_for(t_library.RequestMakeCall)
        if due is not None:
            self._by_itself(line, due)
        elif case.allowed(line, Action.DIAL, case.on, "dialled"):
            self._not_by_itself(line)
            case.desk.act(Action.DIAL, case.on)
        else:
            return
        case.calls_seen = True
        case.desk.follow(message, t_library.RequestMakeCall)
        self._number(line, message)
        self._data(line, message)

    def _by_itself(self, line: Line, due: int) -> None:
        case = self._case
        late = line.at - due
        if late <= case.policy.tolerance:
            case.conforms(line, "dialled by itself", ("O7", "F3", *case.levels_of(options.AUTO_DIAL)))
        elif case.is_unlogged(line) or case.calls_seen or self._registered_at >= due or not self._is_timed(line):
            why = "there may have been a call before, or the voice switch was not there"
            case.unjudged(line, "dialled late", ("O7",), why)
        else:
            got = f"RequestMakeCall {late / SECOND:g} s after the acceptance"
            case.violates_option(
                line, "dialled late", options.AUTO_DIAL, "RequestMakeCall as soon as it is accepted", got
            )

    def _is_timed(self, line: Line) -> bool:
        """Return whether it is known how long after the acceptance *line* was."""
        return self._since_known and self._case.is_timed(line, self._accepted)

    def _not_by_itself(self, line: Line) -> None:
        case = self._case
        since = line.at - (line.at if self._accepted is None else self._accepted.at)
        if 0 <= since < case.policy.reaction and not case.calls_seen and self._is_timed(line):
            why = f"the desktop has dialled by itself, though it should not; or the agent was as quick as {since} ms"
            case.suspect(line, "dialled", options.AUTO_DIAL, why)
        else:
            case.conforms(line, "dialled by the agent", ("O7", *case.levels_of(options.AUTO_DIAL)))

    def _number(self, line: Line, message: t_library.RequestMakeCall) -> None:
        case = self._case
        expected = self._callback.number_to_call()
        if not expected or not line.shows("OtherDN") or is_masked(message.OtherDN) or is_masked(expected):
            case.unjudged(line, "dialled", ("F3",), "the number is not in the log")
        elif same_number(expected, message.OtherDN, line.center.region):
            case.conforms(line, "dialled the callback number", ("F3",))
        elif expected[-_ALIKE:] == message.OtherDN[-_ALIKE:]:
            case.conforms(line, "dialled the callback number, as a dialling rule has it", ("F3",))
        elif case.is_unlogged(line) or not self._is_surely_from_here(line, message):
            why = "the call may be another callback's, or the log lacks a request that has changed the number"
            case.unjudged(line, "dialled", ("F3",), why)
        else:
            case.violates(
                line, "dialled", "F3", expected=f"a call to {expected!r}", got=f"a call to {message.OtherDN!r}"
            )

    def _is_surely_from_here(self, line: Line, message: t_library.RequestMakeCall) -> bool:
        key = line.center.keys.number
        carried, attached = message.UserData.get(key), self._callback.data.get(key)
        return message.UserData.get(PARENT) == self._case.part.name or (carried is not None and carried == attached)

    def _data(self, line: Line, message: t_library.RequestMakeCall) -> None:
        case = self._case
        overrides = self._callback.peek(options.OVERRIDE_OPTION_KEY)
        carried = message.UserData
        if not line.shows("UserData"):
            return
        if overrides in carried and overrides in self._callback.data:
            expected = f"a call without {overrides!r}, which names overrides of the callback alone"
            case.violates(line, "dialled", "C8", expected=expected, got=f"UserData with {overrides!r}")
        elif overrides in self._callback.data:
            case.conforms(line, "dialled", ("C8",))
        attached = {key for key in self._callback.data if key not in _NOT_CARRIED and key != overrides}
        same = same_number(self._callback.number_to_call(), message.OtherDN, line.center.region)
        if same and attached and attached.isdisjoint(carried):
            case.violates(
                line, "dialled", "F3", expected="a call with the callback's data", got="a call with none of it"
            )
        if PARENT in carried:
            case.conforms(line, "dialled, with its parent", ("E4",))

    @property
    def _callback(self) -> Callback:
        return self._case.desk.callback(self._case.on)

    def not_made(self) -> None:
        """Take note that the callback leaves without the call that the model has made by itself: there was none."""
        case = self._case
        if case.desk.waits_for(t_library.RequestMakeCall) is not None and not case.calls_seen:
            self._callback.calls.call.fire(CallMoment.LOST)

    # What is asked about a call.

    def asked(self, line: Line, message: t_library.CallRequest) -> None:
        """Judge a request about a call that is there."""
        case = self._case
        own = case.desk.follow(message, type(message))
        if own is not None and own.ConnID == message.ConnID:
            return  # the model has asked for it by itself: to release a call that nobody waits for
        action = self._action(message)
        case.calls_seen = True
        case.transfer_asked = case.transfer_asked or action in _TO_ANOTHER
        if action is None:
            case.unjudged(line, "asked about a call", ("P8",), "the log does not show which call that is")
            return
        if not case.allowed(line, action, self._case.on, _WORDS[action], **self._details(action, message)):
            return
        case.conforms(line, _WORDS[action], ("O12",) if self._has_park_queue(action) else ())
        case.desk.act(action, self._case.on, **self._details(action, message))
        case.desk.follow(message, type(message))

    def _has_park_queue(self, action: Action) -> bool:
        with_callback = any(each.id == self._case.on for each in self._case.desk.workspace.callbacks)
        return action in _TO_ANOTHER and with_callback and bool(self._callback.peek(options.PARK_QUEUE))

    def _action(self, message: t_library.CallRequest) -> Action | None:
        window = next((each for each in self._case.desk.workspace.windows if each.id == self._case.on), None)
        if window is None:
            return None
        if message.ConnID == window.calls.call.conn_id:
            return ACTION_OF[type(message)]
        consulting = message.ConnID == window.calls.consult.conn_id
        return Action.CANCEL_TRANSFER if consulting and isinstance(message, t_library.RequestReleaseCall) else None

    def _details(self, action: Action, message: t_library.CallRequest) -> dict[str, object]:
        return {"target": getattr(message, "OtherDN", "")} if action in _TO_ANOTHER else {}

    # What the switch tells.

    def told(self, line: Line, message: Message) -> None:
        """Take an event of the switch."""
        case = self._case
        if isinstance(message, t_library_events.EventRegistered | t_library_events.EventLinkConnected):
            self._registered_at = line.at
        if isinstance(message, t_library_events.CallEvent):
            self._known(line, message)
            case.calls_seen = True
        if isinstance(message, t_library_events.EventError) and self._is_offered_call(message):
            case.conforms(line, "the voice switch refuses, the callback stays", ("E3", "F4"))
        case.desk.hear(message)
        if isinstance(message, t_library_events.EventReleased):
            self._ended(line, message)

    def _is_offered_call(self, message: t_library_events.EventError) -> bool:
        invited = self._case.part.invitation is not None
        return bool(message.ReferenceID) and invited and self._callback.phase is CallPhase.REQUESTED

    def _known(self, line: Line, message: t_library_events.CallEvent) -> None:
        """Make a call in the model that the log shows, though not the request that has made it."""
        case = self._case
        window = next((each for each in case.desk.workspace.windows if each.id == self._case.on), None)
        if window is None or window.callback is None or window.state is not CallbackState.IN_HAND:
            return
        known = {window.calls.call.conn_id, window.calls.consult.conn_id, ""}
        new = message.ConnID not in known and message.PreviousConnID not in known - {""}
        waits = window.calls.call.phase in NOT_UP and case.desk.waits_for(t_library.RequestMakeCall) is None
        if new and waits and not message.ReferenceID and message.ThisDNRole is DNRole.ORIGINATION:
            case.unjudged(line, "dialled", ("F3",), "the request is not in the log")
            case.desk.act(Action.DIAL, self._case.on)
            case.desk.take(t_library.RequestMakeCall)

    def _ended(self, line: Line, message: t_library_events.EventReleased) -> None:
        case = self._case
        if case.part.invitation is None:
            return
        if message.CallState in _NOT_REACHED:
            case.conforms(line, "not reached, the callback stays", ("F4",))
        elif message.CallState is CallState.TRANSFERRED:
            case.conforms(line, "transferred", ("F6",))
        else:
            case.conforms(line, "the call has ended", ("F5",))
