"""How a callback leaves the desktop: what is saved of it, and where it goes (F5 to F8, P3 to P7, O11 to O13, C7).

A disposition and a reschedule have no message of their own: they show in the properties that are saved. What a desktop
saves besides is its own affair. A queue is wrong only where nothing that the log may lack could explain it: a
reschedule whose saving is not logged leads elsewhere, and so does a transfer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from callbook.configuration import options
from callbook.core import BadInput, moment_of, written_instant
from callbook.messages.open_media import RequestChangeProperties, RequestPlaceInQueue, RequestStopProcessing
from callbook.verification.conformance.agent_log import is_masked
from callbook.workspace import PLACEMENTS, Action, ObstacleKind, Otherwise, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.case import Case
    from callbook.workspace import Callback

_Placement = RequestPlaceInQueue | RequestStopProcessing
_OF_CALLS: Final = frozenset({"attempts", "call_result"})
"""What is saved whenever a call is over, and says nothing of how the callback leaves."""
_LATER: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a callback is put: a queue, or nowhere."""

    queue: str | None

    def __str__(self) -> str:
        return "RequestStopProcessing" if self.queue is None else f"RequestPlaceInQueue into {self.queue!r}"


class LeavingJudge:
    """Judges how one callback leaves.

    Args:
        case: the stay.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._name = case.part.name
        self._saved: Line | None = None
        self._disposition: object = None
        self._rescheduled = False
        self._hidden = False

    @property
    def _callback(self) -> Callback:
        return self._case.desk.callback(self._name)

    # What is saved.

    def saved(self, line: Line, message: RequestChangeProperties) -> None:
        """Judge a RequestChangeProperties."""
        given = {**message.AddedProperties, **message.ChangedProperties}
        if not _OF_CALLS.issuperset(given):
            self._saved = line
        key = self._callback.peek(options.DISPOSITION_KEY_NAME)
        if key in given:
            self._disposed(line, key, given[key])
        self._moved(line, given)

    def _disposed(self, line: Line, key: str, code: object) -> None:
        case, what = self._case, "set a disposition"
        if is_masked(code) or not line.shows(f"ChangedProperties.{key}"):
            case.unjudged(line, what, ("C7",), "the disposition is hidden in the log")
            code = None
        at_once = self._callback.peek(options.DISPOSITION_USE_ATTACHED_DATA)
        repeated = code is not None and code == self._disposition
        refusal = case.desk.why_not(Action.SET_DISPOSITION, self._name, code=code)
        obstacle = None if refusal is None else refusal.obstacle
        locked = obstacle is not None and obstacle.name == options.DISPOSITION_IS_READ_ONLY_ON_IDLE.name
        if locked and (repeated or not at_once):
            case.conforms(line, what, ("P3",))  # it may have been set before the call was over
        elif obstacle is not None and obstacle.kind is ObstacleKind.INPUT:
            case.violates(
                line, what, obstacle.clause, expected=f"one of {obstacle.accepted}", got=str(code), level=obstacle.level
            )
        elif case.allowed(line, Action.SET_DISPOSITION, self._name, what, code=code):
            case.conforms(line, what, ("C7",) if code is not None else ())
        self._disposition = code
        self._callback.disposition = str(code) if code is not None else "?"

    def _moved(self, line: Line, given: Mapping[str, object]) -> None:
        case, keys, what = self._case, line.center.keys, "rescheduled"
        written = given.get(keys.time)
        if is_masked(written):
            self._hidden = True
            case.unjudged(line, what, ("P4", "F7"), "the time is hidden in the log")
        if written is None or is_masked(written) or written == self._callback.data.get(keys.time):
            return
        self._rescheduled = True
        number = given.get(keys.number)
        hidden = is_masked(number) or is_masked(self._callback.data.get(keys.number, ""))
        details = {} if number is None or hidden else {"phone_number": str(number)}
        new = bool(details) and not self._callback.has_number(str(number))
        before = not self._case.calls_seen
        if case.allowed(line, Action.RESCHEDULE, self._name, what, **details):
            self._shown(line, new=new, before=before, details=details)
        if hidden:
            case.unjudged(line, what, ("P6",), "the number is hidden in the log")
        self._moment(line, written)
        self._reschedule(written, details)

    def _shown(self, line: Line, *, new: bool, before: bool, details: Mapping[str, object]) -> None:
        if self._case.desk.why_not(Action.RESCHEDULE, self._name, **details) is None:
            shown = (("P5", before), ("P6", new))
            self._case.conforms(line, "rescheduled", (clause for clause, is_so in shown if is_so))

    def _moment(self, line: Line, written: object) -> None:
        case = self._case
        instant = written_instant(written)
        invited = case.part.invitation
        if instant is None or invited is None:
            case.unjudged(line, "rescheduled", ("F7",), f"the time {written!r} cannot be read")
        elif instant < invited.at - case.policy.tolerance:
            expected = "a moment in the future"
            case.violates(line, "rescheduled", "F7", expected=expected, got=f"{written}, before the invitation")
        else:
            case.conforms(line, "rescheduled", ("F7",))

    def _reschedule(self, written: object, details: Mapping[str, object]) -> None:
        now = self._case.desk.clock.now()
        instant = written_instant(written)
        moment = now + _LATER if instant is None else max(moment_of(instant), now + _LATER)
        try:
            self._case.desk.act(Action.RESCHEDULE, self._name, moment=moment, **details)
        except BadInput:  # a number that is none: that there is a reschedule is what counts
            self._case.desk.act(Action.RESCHEDULE, self._name, moment=moment)

    # Where it goes.

    def placed(self, line: Line, message: _Placement) -> None:
        """Judge where the callback is put."""
        case, kinds = self._case, (RequestPlaceInQueue, RequestStopProcessing)
        own, reason = case.desk.follow(message, *kinds), Reason.TRANSFERRED
        if own is None and self._marked_done(line):
            case.desk.act(Action.MARK_DONE, self._name)
            own = case.desk.follow(message, *kinds)
            reason = Reason.RESCHEDULED if self._rescheduled else Reason.DONE
        if own is not None:
            self._compare(line, reason, _where(own), _where(message))

    def _marked_done(self, line: Line) -> bool:
        case, what = self._case, "marked done"
        refusal = case.desk.why_not(Action.MARK_DONE, self._name)
        by_option = refusal is not None and refusal.obstacle.kind is ObstacleKind.OPTION
        if by_option and not self._lacks_disposition(line):
            why = "the disposition may have been saved in a request that the log does not have"
            case.unjudged(line, what, ("C7",), why)
            return case.desk.state_allows(Action.MARK_DONE, self._name)
        if case.allowed(line, Action.MARK_DONE, self._name, what):
            mandatory = refusal is None and self._callback.peek(options.DISPOSITION_IS_MANDATORY)
            case.conforms(line, what, ("F5", "C7") if mandatory else ("F5",))
            return True
        return False

    def _lacks_disposition(self, line: Line) -> bool:
        """Return whether the log shows what was saved, and no disposition in it."""
        saved = self._saved
        whole = saved is not None and not saved.unseen and saved.at + self._case.policy.tolerance >= line.at
        return whole and not self._case.is_unlogged(line)

    def _compare(self, line: Line, reason: Reason, expected: _Where, got: _Where) -> None:
        case, placement = self._case, PLACEMENTS[reason]
        what = {"Done": "marked done", "Rescheduled": "rescheduled", "Transferred": "transferred"}[reason]
        if is_masked(got.queue) or not line.shows("Queue"):
            case.unjudged(line, what, (placement.clause,), "the queue is hidden in the log")
        elif got in {expected, self._goes(reason)}:
            flow = {Reason.DONE: "F8", Reason.RESCHEDULED: "F7", Reason.TRANSFERRED: "F6"}[reason]
            levels = case.levels_of(placement.option)
            case.conforms(line, what, (placement.clause, flow, *levels))
        elif other := self._other_explanation(line, reason, got):
            case.unjudged(line, what, (placement.clause,), other)
        else:
            case.violates_option(line, what, placement.option, str(expected), str(got))

    def _other_explanation(self, line: Line, reason: Reason, got: _Where) -> str:
        """Return what else would explain where the callback went; empty for nothing."""
        if self._case.is_unlogged(line):
            return "the log lacks a request before, which may have rescheduled it"
        if self._hidden:
            return "the log hides whether it was rescheduled"
        if reason is not Reason.RESCHEDULED and self._saved is None and got == self._goes(Reason.RESCHEDULED):
            return f"{got} is right for a callback that was rescheduled, and the log does not show what was saved"
        may_be_handed_over = not self._case.voice or (self._case.calls_seen and not self._has_ended)
        handed_over = self._case.transfer_asked or may_be_handed_over
        if reason is not Reason.TRANSFERRED and handed_over and got == self._goes(Reason.TRANSFERRED):
            return f"{got} is right for a callback whose call was transferred, which the log may not show"
        return ""

    @property
    def _has_ended(self) -> bool:
        """Whether the log shows how the last call ended: it was not transferred, or the model would know."""
        return self._callback.calls.call.result is not None

    def _goes(self, reason: Reason) -> _Where:
        """Return where the callback goes for a reason by the configuration as it is now."""
        placement = PLACEMENTS[reason]
        queue = self._callback.peek(placement.option)
        stops = not queue and placement.otherwise is Otherwise.STOP
        return _Where(None if stops else queue or self._callback.interaction.Queue)


def _where(message: Message) -> _Where:
    return _Where(message.Queue if isinstance(message, RequestPlaceInQueue) else None)
