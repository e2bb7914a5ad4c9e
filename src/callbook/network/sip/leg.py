"""A call to one telephone. What becomes of it stands in a table (`leg_table`); here stands what is done.

It goes on in a dialog, and beside it goes the session that is offered and answered there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from callbook.network.sip.dialog import DESCRIBED, Dialog, Heard
from callbook.network.sip.endpoint import Endpoint, Peer, event_of
from callbook.network.sip.leg_table import REPORTS, LegEffect, LegEvent, LegState
from callbook.network.sip.messages import ALLOW, REASONS, Response, cancel
from callbook.network.sip.session import GONE, Session
from callbook.network.sip.transaction_tables import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Clock, Timer
    from callbook.network.sip.leg_table import LegTable
    from callbook_mocks.voice_switch import Report

_RINGING: Final = frozenset({180, 183})
_LONGEST_WAIT: Final = 32_000
_LOOKS_AFTER: Final = 60_000
"""Milliseconds between two looks at a telephone that is in a call."""


class Owner(Protocol):
    """Whoever keeps the legs."""

    endpoint: Endpoint
    clock: Clock
    table: LegTable

    def report(self, leg: Leg, report: Report, to: str = "") -> None:
        """Learn what the telephone reports."""
        ...

    def forget(self, leg: Leg) -> None:
        """Keep it no longer."""
        ...

    def partner(self, leg: Leg) -> Leg | None:
        """Return the telephone at the other end of the call, if there is one."""
        ...


class Leg:
    """A call to one telephone.

    Args:
        owner: keeps it.
        contact: the address that the telephone has registered.
        peer: where that is.
        caller: the number that it shows.
        offer: what it is offered; None lets it offer something itself.

    Attributes:
        state: where it is.
        dialog: what is asked in it.
        session: what is offered in it.
        asked: whether its desktop wants it to answer.
    """

    def __init__(self, owner: Owner, contact: str, peer: Peer, *, caller: str, offer: bytes | None) -> None:
        self._owner = owner
        self.state = LegState.CALLING
        self.dialog = Dialog(owner.endpoint, contact, peer, caller)
        self.session = Session(self.dialog, owner.clock, lambda: self.state is LegState.UP, self._is_lost)
        self.asked = False
        self._has_rung = False
        self._failure: Report = "does not answer"
        self._timer: Timer | None = None
        headers = (self.dialog.contact, ALLOW)
        heard = Heard(self._invited, self._is_lost)
        if offer is None:
            self._invite = self.dialog.ask("INVITE", headers, heard)
        else:
            self._invite = self.dialog.ask(
                "INVITE", (*headers, DESCRIBED), heard, self.session.describe(offer, "sendrecv")
            )

    @property
    def partner(self) -> Leg | None:
        """The telephone at the other end of the call, if there is one."""
        return self._owner.partner(self)

    def fire(self, event: LegEvent) -> None:
        """Let something happen."""
        entry = self._owner.table.get((self.state, event))
        if entry is None:
            return
        self.state = entry.state
        for effect in entry.effects:
            self._EFFECTS[effect](self)

    def report(self, report: Report, to: str = "") -> None:
        """Report something of the telephone."""
        self._owner.report(self, report, to)

    def tell_of_referral(self, status: int) -> None:
        """Tell the telephone what has become of the call that it has referred (RFC 3515)."""
        over = "active;expires=60" if status < 200 else "terminated;reason=noresource"  # noqa: PLR2004 - final
        headers = (
            ("Event", "refer"), ("Subscription-State", over), self.dialog.contact,
            ("Content-Type", "message/sipfrag"),
        )  # fmt: skip
        self.dialog.ask("NOTIFY", headers, Heard(), f"SIP/2.0 {status} {REASONS[status]}\r\n".encode())

    # What is heard of the INVITE.

    def _invited(self, answer: Response) -> None:
        status = answer.status_code
        kind = event_of(status)
        if kind is not Event.FAILURE:
            self.dialog.learn(answer)
        if kind is Event.PROVISIONAL:
            self.fire(LegEvent.RINGS if status in _RINGING else LegEvent.PROVISIONAL)
        elif kind is Event.SUCCESS:
            self.session.theirs = self.session.theirs or answer.body
            self.fire(LegEvent.ANSWERED)
        else:
            self._failure = REPORTS.get(status, "is lost")
            self.fire(LegEvent.FAILED)

    def _is_lost(self) -> None:
        self.fire(LegEvent.LOST)

    # Effects.

    def _report_rings(self) -> None:
        if not self._has_rung:
            self._has_rung = True
            self.report("rings")

    def _report_answered(self) -> None:
        self._report_rings()
        self.report("answers")

    def _report_failure(self) -> None:
        if self._failure == "declines":  # somebody has, so it was reached
            self._report_rings()
        self.report(self._failure)

    def _report_lost(self) -> None:
        self.report("is lost")

    def _report_hung_up(self) -> None:
        self.report("hangs up")

    def _report_refused(self) -> None:
        self.asked = False
        self.report("refuses to answer")

    def _acknowledge(self) -> None:
        self.dialog.acknowledge(1, None if self._invite.body else self.session.silence)

    def _cancel(self) -> None:
        self._owner.endpoint.request(cancel(self._invite), self.dialog.peer, Heard())

    def _bye(self) -> None:
        self.dialog.ask("BYE", (), Heard(lambda _answer: self.fire(LegEvent.ENDED), self._ended))

    def _ended(self) -> None:
        self.fire(LegEvent.ENDED)

    def _ask_to_answer(self) -> None:
        if self.asked and self.dialog.remote_tag:
            headers = (("Event", "talk"), ("Subscription-State", "active"), self.dialog.contact)
            self.dialog.ask("NOTIFY", headers, Heard(self._asked_to_answer, self._refuses_to_answer))

    def _asked_to_answer(self, answer: Response) -> None:
        if event_of(answer.status_code) is Event.FAILURE:
            self._refuses_to_answer()

    def _refuses_to_answer(self) -> None:
        self.fire(LegEvent.REFUSED_TO_ANSWER)

    def _ask_whether_there(self) -> None:
        self.dialog.ask("OPTIONS", (), Heard(self._asked_whether_there, self._is_lost))

    def _asked_whether_there(self, answer: Response) -> None:
        if answer.status_code in GONE:
            self._is_lost()

    def _look_after(self) -> None:
        self._set(_LOOKS_AFTER, "a call is looked after", LegEvent.QUIET)

    def _wait_no_longer(self) -> None:
        self._set(_LONGEST_WAIT, "nothing comes of a canceled call", LegEvent.LOST)

    def _set(self, after: int, label: str, event: LegEvent) -> None:
        self._stop()
        self._timer = self._owner.clock.call_later(after, self.fire, label, event)

    def _stop(self) -> None:
        if self._timer is not None:
            self._owner.clock.cancel(self._timer)
            self._timer = None

    def _forget(self) -> None:
        self._stop()
        self._owner.forget(self)

    _EFFECTS: ClassVar[Mapping[LegEffect, Callable[[Any], None]]] = {
        LegEffect.REPORT_RINGS: _report_rings,
        LegEffect.REPORT_ANSWERED: _report_answered,
        LegEffect.REPORT_FAILURE: _report_failure,
        LegEffect.REPORT_LOST: _report_lost,
        LegEffect.REPORT_HUNG_UP: _report_hung_up,
        LegEffect.REPORT_REFUSED: _report_refused,
        LegEffect.ACKNOWLEDGE: _acknowledge,
        LegEffect.CANCEL: _cancel,
        LegEffect.BYE: _bye,
        LegEffect.ASK_TO_ANSWER: _ask_to_answer,
        LegEffect.LOOK_AFTER: _look_after,
        LegEffect.ASK_WHETHER_THERE: _ask_whether_there,
        LegEffect.WAIT_NO_LONGER_THAN: _wait_no_longer,
        LegEffect.FORGET: _forget,
    }
