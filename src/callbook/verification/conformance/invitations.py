"""How an invitation is answered: by the desktop at once, after a countdown, or by the agent (F1, F2, O4 to O6, P2).

The model accepts by itself where its options say so, and its request waits for that of the log. One that comes late, or
an invitation that expires, shows that the desktop did not; that nothing comes shows nothing, for lines may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.configuration import options
from callbook.messages.open_media import RequestAccept, RequestReject
from callbook.verification.conformance.case import SECOND
from callbook.workspace import Action, CallbackState

if TYPE_CHECKING:
    from callbook.messages.open_media_events import EventRevoked
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.case import Case

_BY_ITSELF: Final = "Overdue"
"""Why the kit's own desktop gives an invitation back that was neither answered nor taken back (assumed)."""
_EXPIRED: Final = "Expired"


class InvitationJudge:
    """Judges the answer to one invitation.

    Args:
        case: the stay.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._name = case.part.name

    @property
    def _state(self) -> CallbackState:
        return self._case.desk.callback(self._name).state

    def accepted(self, line: Line, message: RequestAccept) -> None:
        """Judge a RequestAccept."""
        self._let_countdown_end(line)
        due = self._case.desk.waits_for(RequestAccept)
        if due is not None:
            self._accepted_by_itself(line, due)
            self._case.desk.follow(message, RequestAccept)
            return
        before = self._state
        if not self._case.allowed(line, Action.ACCEPT, self._name, "accepted"):
            return
        if self._case.desk.why_not(Action.ACCEPT, self._name) is None:
            self._not_too_quick(line, before)
        self._case.desk.act(Action.ACCEPT, self._name)
        self._case.desk.follow(message, RequestAccept)

    def _let_countdown_end(self, line: Line) -> None:
        """Let a countdown end that is over within the tolerance: the log's instants are not exact."""
        left = self._case.desk.callback(self._name).seconds_left * SECOND
        if self._state is CallbackState.COUNTDOWN and left <= self._case.policy.tolerance:
            self._case.desk.advance(line.at + left)

    def _accepted_by_itself(self, line: Line, due: int) -> None:
        late = line.at - due
        clauses = self._timing()
        if late <= self._case.policy.tolerance:
            levels = self._case.levels_of(options.AUTO_ANSWER)
            self._case.conforms(line, "accepted by itself", (*clauses, "F2", *levels))
        elif self._case.is_unlogged(line):
            self._case.unjudged(line, "accepted late", clauses, "the log lacks a request before")
        elif not self._case.is_timed(line, self._case.part.invitation):
            self._case.unjudged(line, "accepted late", clauses, "instants of two logs are not compared")
        else:
            self._late(line, "accepted late", f"RequestAccept {late / SECOND:g} s after it was due")

    def _late(self, line: Line, what: str, got: str) -> None:
        timed = "O5" in self._timing()
        option = options.AUTO_ANSWER_TIMER if timed else options.AUTO_ANSWER
        when = "at the end of the countdown" if timed else "at once"
        self._case.violates_option(line, what, option, f"RequestAccept {when}", got)

    def _timing(self) -> tuple[str, ...]:
        timer = self._case.desk.callback(self._name).peek(options.AUTO_ANSWER_TIMER)
        return ("O4", "O5") if timer else ("O4",)

    def _not_too_quick(self, line: Line, before: CallbackState) -> None:
        """Judge an acceptance by hand: where the desktop should have waited, no person is as quick as it."""
        counted = before is CallbackState.COUNTDOWN
        invited = self._case.part.invitation
        waited = line.at - invited.at if invited is not None else self._case.policy.reaction
        if 0 <= waited < self._case.policy.reaction and self._case.is_timed(line, invited):
            option = options.AUTO_ANSWER_TIMER if counted else options.AUTO_ANSWER
            setting = "without its countdown" if counted else "though it should not"
            why = f"the desktop has accepted by itself, {setting}; or the agent was as quick as {waited} ms"
            self._case.suspect(line, "accepted", option, why)
            return
        levels = self._case.levels_of(options.AUTO_ANSWER)
        self._case.conforms(line, "accepted by the agent", ("O5" if counted else "O4", "F2", *levels))

    def rejected(self, line: Line, message: RequestReject) -> None:
        """Judge a RequestReject."""
        by_itself = message.Reason is not None and message.Reason.ReasonSystemName == _BY_ITSELF
        if self._case.desk.follow(message, RequestReject) is not None or by_itself:
            self._case.unjudged(line, "given back", ("E6",), "an invitation that is overdue: assumed")
            return
        due = self._case.desk.waits_for(RequestAccept)
        if due is not None:
            self._not_accepted(line, due, "RequestReject")
            self._case.forbidden_by_privilege(line, Action.DECLINE, "declined")
            return
        counted = self._state is CallbackState.COUNTDOWN
        if not self._case.allowed(line, Action.DECLINE, self._name, "declined"):
            return
        if counted and self._case.desk.why_not(Action.DECLINE, self._name) is None:
            self._case.conforms(line, "declined in the countdown", ("O5", "O6"))
        elif not counted:
            self._case.conforms(line, "declined", ("O4",))
        self._case.desk.act(Action.DECLINE, self._name)
        self._case.desk.follow(message, RequestReject)

    def revoked(self, line: Line, message: EventRevoked) -> None:
        """Judge that the server takes an invitation back: the desktop should have accepted it, or was to wait."""
        due = self._case.desk.waits_for(RequestAccept)
        expired = message.Reason.ReasonSystemName == _EXPIRED
        if expired and due is not None and line.shows("Reason"):
            self._not_accepted(line, due, "no RequestAccept: the invitation has expired")
        elif self._state is CallbackState.COUNTDOWN:
            self._case.conforms(line, "taken back in the countdown", ("F9", "E6", "O5"))
        elif self._state is CallbackState.OFFERED:
            self._case.conforms(line, "taken back", ("E6", "O4", "F1"))
        elif self._state is CallbackState.IN_HAND:
            self._case.conforms(line, "taken back", ("E7",))

    def _not_accepted(self, line: Line, due: int, got: str) -> None:
        if line.at - due <= self._case.policy.tolerance:
            return  # the two have crossed
        if self._case.is_unlogged(line):
            self._case.unjudged(line, "not accepted", self._timing(), "the log lacks a request before")
        else:
            self._late(line, "not accepted by itself", got)
