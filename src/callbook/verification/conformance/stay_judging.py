"""Judges one stay of a callback, or one call without a callback: the model's desktop goes along with the log.

What the servers said is handed to the model at its instant; what the desktop asked is judged by what it is about, and
then the model is where the desktop was. A request that only somebody can make who has the callback in hand shows that
the acceptance was acknowledged, though the log may lack that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callbook.core import CallbookError
from callbook.messages import Protocol, open_media_events, protocol_of, t_library
from callbook.messages.open_media import (
    RequestAccept,
    RequestChangeProperties,
    RequestPlaceInQueue,
    RequestReject,
    RequestStopProcessing,
)
from callbook.verification.conformance.calls_judging import ACTION_OF, CallsJudge
from callbook.verification.conformance.invitations import InvitationJudge
from callbook.verification.conformance.leaving_judging import LeavingJudge
from callbook.workspace import CallbackState

if TYPE_CHECKING:
    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.case import Case


class StayJudge:
    """Judges one stay.

    Args:
        case: the stay, with the model's desktop.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._calls = CallsJudge(case)
        self._invitation = InvitationJudge(case)
        self._leaving = LeavingJudge(case)

    def judge(self) -> None:
        """Judge it from its invitation on, as far as it can be judged."""
        case = self._case
        for line in case.part.lines:
            case.desk.advance(line.at)
            case.desk.configure(line.center)
            try:
                self._take(line, cast("Message", line.message))  # no part with a line that cannot be read is judged
            except CallbookError as error:
                case.unjudged(line, type(line.message).__name__, ("F10",), f"the model could not go along: {error}")
                return
        self._at_end()

    def _take(self, line: Line, message: Message) -> None:
        if not line.sent:
            self._heard(line, message)
        elif isinstance(message, RequestAccept):
            self._invitation.accepted(line, message)
        elif isinstance(message, RequestReject):
            self._invitation.rejected(line, message)
        elif not _changes_nothing(message) and self._has_in_hand(line):
            self._in_hand(line, message)

    def _in_hand(self, line: Line, message: Message) -> None:
        if isinstance(message, t_library.RequestMakeCall):
            self._calls.dialled(line, message)
        elif isinstance(message, t_library.CallRequest) and type(message) in ACTION_OF:
            self._calls.asked(line, message)
        elif isinstance(message, RequestChangeProperties):
            self._leaving.saved(line, message)
        elif isinstance(message, RequestPlaceInQueue | RequestStopProcessing):
            self._calls.not_made()
            self._leaving.placed(line, message)

    def _heard(self, line: Line, message: Message) -> None:
        case = self._case
        if protocol_of(message) is Protocol.T_LIBRARY:
            self._calls.told(line, message)
        else:
            if isinstance(message, open_media_events.EventRevoked):
                self._invitation.revoked(line, message)
            case.desk.hear(message)
        self._note_acceptance(line)

    def _note_acceptance(self, line: Line) -> None:
        if self._state is CallbackState.IN_HAND:
            self._calls.in_hand(line, known=True)

    @property
    def _state(self) -> CallbackState:
        part = self._case.part
        if part.invitation is None:
            return CallbackState.NONE
        return self._case.desk.callback(part.name).state

    def _has_in_hand(self, line: Line) -> bool:
        """Return whether the callback can be judged as one in hand; the model is brought there where that is clear."""
        state = self._state
        if state in {CallbackState.ACCEPTING, CallbackState.ASKING}:
            self._case.desk.acknowledge_acceptance(self._case.part.name)
            self._calls.in_hand(line, known=False)
        if state in {CallbackState.OFFERED, CallbackState.COUNTDOWN}:
            why = "its acceptance is not in the log"
            self._case.unjudged(line, type(line.message).__name__, ("F2",), why)
            return False
        return True

    def _at_end(self) -> None:
        """Say what was asked for by itself in the model, and never in the log: that alone proves nothing."""
        case = self._case
        last = case.part.lines[-1]
        if case.desk.waits_for(RequestAccept) is not None:
            case.unjudged(last, "not accepted by itself", ("O4",), "the log does not show whether it was accepted")
        due = case.desk.waits_for(t_library.RequestMakeCall)
        if due is not None and not case.calls_seen:
            case.not_dialled(last, due)


def _changes_nothing(message: Message) -> bool:
    """Return whether a request only asks whose a callback is: whoever asks does not know it to be theirs."""
    return isinstance(message, RequestChangeProperties) and not (
        message.ChangedProperties or message.AddedProperties or message.DeletedProperties
    )
