"""A call to one telephone: its dialog, what is sent in it, and what it says of itself.

What becomes of the call as a whole stands in a table (`leg_table`). Beside it goes the session: a description is
offered, or answered, and one at a time (RFC 3261, section 14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, cast

from callbook.network.sip.endpoint import Endpoint, Incoming, Peer, event_of
from callbook.network.sip.leg_table import LegEffect, LegEvent, LegState
from callbook.network.sip.messages import (
    Request,
    Response,
    SipMessage,
    address_of,
    cancel,
    contacts_of,
    request,
    sequence_of,
    tag_of,
    uri_text,
)
from callbook.network.sip.session_descriptions import ANSWERS, Direction, direction_of, handed_on, silence_for
from callbook.network.sip.transaction_tables import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Clock, Timer
    from callbook.network.sip.leg_table import LegTable
    from callbook_mocks.voice_switch import Report

ALLOW: Final = ("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, REFER")
SDP: Final = "application/sdp"
_RINGING: Final = frozenset({180, 183})
_GONE: Final = frozenset({408, 481})
_PENDING: Final = 491
_AGAIN_AFTER: Final = 2_100
_LONGEST_WAIT: Final = 32_000
REPORTS: Final[Mapping[int, Report]] = {
    486: "is busy",
    600: "is busy",
    403: "declines",
    603: "declines",
    404: "does not exist",
    410: "does not exist",
    484: "does not exist",
    604: "does not exist",
    408: "does not answer",
    480: "does not answer",
    487: "does not answer",
}
"""What a telephone reports by the status with which it refuses a call; any other means that it is lost."""


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


class Heard:
    """Hears what comes of a request.

    Args:
        answered: takes a response.
        lost: told that none has come.
    """

    def __init__(self, answered: Callable[[Response], None], lost: Callable[[], None]) -> None:
        self._answered = answered
        self._lost = lost

    def came(self, message: SipMessage) -> None:
        """Hand the response on."""
        self._answered(cast("Response", message))  # only responses come back

    def failed(self, _event: Event, /) -> None:
        """Hand on that there is none."""
        self._lost()


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
        sdp: the description that the telephone has given last; empty before.
        asked: whether its desktop wants it to answer.
        has_rung: whether it was reported that it rings.
    """

    def __init__(self, owner: Owner, contact: str, peer: Peer, *, caller: str, offer: bytes | None) -> None:
        endpoint = owner.endpoint
        self._owner = owner
        self.state = LegState.CALLING
        self.sdp = b""
        self.asked = False
        self.has_rung = False
        self.call_id = endpoint.new("call")
        self.tag = endpoint.new("tag")
        self.remote_tag = ""
        self.peer = peer
        self._target = contact
        self._from = f"<sip:{caller}@{endpoint.host}>;tag={self.tag}"
        self._to = f"<{contact}>"
        self._sequence = 0
        self._their_sequence = -1
        self._version = 0
        self._sent_sdp = b""
        self._acknowledgements: dict[int, Request] = {}
        self._offering = False
        self._next: tuple[bytes, Direction, Callable[[], None] | None] | None = None
        self._failure: Report = "does not answer"
        self._timer: Timer | None = None
        body = b"" if offer is None else self._ours(offer, "sendrecv")
        self._invite = self._request("INVITE", (ALLOW,), body)
        endpoint.request(self._invite, peer, Heard(self._invited, lambda: self.fire(LegEvent.LOST)))

    def fire(self, event: LegEvent) -> None:
        """Let something happen."""
        entry = self._owner.table.get((self.state, event))
        if entry is None:
            return
        self.state = entry.state
        for effect in entry.effects:
            self._EFFECTS[effect](self)

    # The session.

    @property
    def is_settled(self) -> bool:
        """Whether no offer waits for its answer."""
        return not self._offering

    def offer(self, body: bytes, direction: Direction, then: Callable[[], None] | None = None) -> None:
        """Offer a description, once the last offer is answered; *then* is called when it is taken."""
        if self.state is not LegState.UP:
            return
        if self._offering:
            self._next = (body, direction, then)
            return
        self._offering = True
        made = self._request("INVITE", (ALLOW,), self._ours(body, direction))
        heard = Heard(lambda answer: self._offered(answer, body, direction, then), lambda: self.fire(LegEvent.LOST))
        self._owner.endpoint.request(made, self.peer, heard)

    def _offered(self, answer: Response, body: bytes, direction: Direction, then: Callable[[], None] | None) -> None:
        kind, sequence = event_of(answer.status_code), sequence_of(answer).seq
        if kind is Event.PROVISIONAL:
            return
        if kind is Event.SUCCESS:
            again = sequence in self._acknowledgements
            self._acknowledge(sequence, b"")
            if again:
                return
            self.sdp = answer.body or self.sdp
        self._offering = False
        if answer.status_code in _GONE:
            self.fire(LegEvent.LOST)
        elif answer.status_code == _PENDING:
            self._owner.clock.call_later(_AGAIN_AFTER, self._offer_again, "an offer again", body, direction, then)
        elif kind is Event.SUCCESS and then is not None:
            then()
        if self._next is not None and not self._offering:
            following, self._next = self._next, None
            self.offer(*following)

    def _offer_again(self, body: bytes, direction: Direction, then: Callable[[], None] | None) -> None:
        if not self._offering:
            self.offer(body, direction, then)

    def _ours(self, body: bytes, direction: Direction) -> bytes:
        self._version += 1
        self._sent_sdp = handed_on(body, self._owner.endpoint.host, self._version, direction)
        return self._sent_sdp

    # What the telephone asks.

    def take(self, incoming: Incoming) -> None:
        """Answer a request inside this dialog."""
        sequence = sequence_of(incoming.request).seq
        if sequence <= self._their_sequence:
            incoming.answer(500)
            return
        self._their_sequence = sequence
        does = self._ASKED.get(incoming.request.method)
        if does is None:
            incoming.answer(405, headers=(ALLOW,))
        else:
            does(self, incoming)

    def _hung_up(self, incoming: Incoming) -> None:
        incoming.answer(200)
        self.fire(LegEvent.HUNG_UP)

    def _reinvited(self, incoming: Incoming) -> None:
        if self._offering:
            incoming.answer(_PENDING)
            return
        body = incoming.request.body
        contact, kind = self._contact(), ("Content-Type", SDP)
        if not body:
            incoming.answer(200, headers=(contact, kind), body=self._sent_sdp)
            return
        before, direction = direction_of(self.sdp), direction_of(body)
        self.sdp = body
        partner = self._owner.partner(self)
        base = partner.sdp if partner is not None and partner.sdp else silence_for(body)
        answer = ANSWERS[direction] if partner is not None else "inactive"
        incoming.answer(200, headers=(contact, kind), body=self._ours(base, answer))
        if _held(direction) != _held(before):
            self._owner.report(self, "holds" if _held(direction) else "retrieves")
        if partner is not None:
            partner.offer(body, direction)

    def _referred(self, incoming: Incoming) -> None:
        if not incoming.request.get_header("Refer-To"):
            incoming.answer(400)
            return
        to = address_of(incoming.request, "Refer-To").uri.user or ""
        incoming.answer(202, headers=(self._contact(),))
        self.tell_of_referral(100)
        self._owner.report(self, "refers", to)

    def tell_of_referral(self, status: int) -> None:
        """Tell the telephone what has become of the call that it has referred (RFC 3515)."""
        over = "active;expires=60" if status < 200 else "terminated;reason=noresource"  # noqa: PLR2004 - final
        headers = (
            ("Event", "refer"), ("Subscription-State", over), self._contact(), ("Content-Type", "message/sipfrag"),
        )  # fmt: skip
        made = self._request("NOTIFY", headers, f"SIP/2.0 {status}\r\n".encode(), kind=False)
        self._owner.endpoint.request(made, self.peer, Heard(_ignore, _nothing))

    def _well(self, incoming: Incoming) -> None:
        incoming.answer(200, headers=(ALLOW,))

    # What is heard of the INVITE.

    def _invited(self, answer: Response) -> None:
        status = answer.status_code
        kind = event_of(status)
        if kind is not Event.FAILURE:
            self._learn(answer)
        if kind is Event.PROVISIONAL:
            self.fire(LegEvent.RINGS if status in _RINGING else LegEvent.PROVISIONAL)
        elif kind is Event.SUCCESS:
            self.sdp = self.sdp or answer.body
            self.fire(LegEvent.ANSWERED)
        else:
            self._failure = REPORTS.get(status, "is lost")
            self.fire(LegEvent.FAILED)

    def _learn(self, answer: Response) -> None:
        self.remote_tag = tag_of(answer.get_header("To") or "") or self.remote_tag
        self._to = answer.get_header("To") or self._to
        for contact in contacts_of(answer)[:1]:
            self._target = uri_text(contact)

    # Requests.

    def _contact(self) -> tuple[str, str]:
        return "Contact", f"<sip:callbook@{self._owner.endpoint.host}:{self._owner.endpoint.port}>"

    def _request(
        self, method: str, more: tuple[tuple[str, str], ...] = (), body: bytes = b"", *, kind: bool = True
    ) -> Request:
        self._sequence += 1
        return self._numbered(method, self._sequence, more, body, kind=kind)

    def _numbered(
        self, method: str, sequence: int, more: tuple[tuple[str, str], ...], body: bytes, *, kind: bool = True
    ) -> Request:
        headers = [
            self._owner.endpoint.via(self.peer.transport), ("Max-Forwards", "70"), ("From", self._from),
            ("To", self._to), ("Call-ID", self.call_id), ("CSeq", f"{sequence} {method}"),
        ]  # fmt: skip
        if method == "INVITE":
            headers.append(self._contact())
        if body and kind:
            headers.append(("Content-Type", SDP))
        return request(method, self._target, [*headers, *more], body)

    def _acknowledge(self, sequence: int, body: bytes) -> None:
        if sequence not in self._acknowledgements:
            self._acknowledgements[sequence] = self._numbered("ACK", sequence, (), body)
        self._owner.endpoint.send(self._acknowledgements[sequence], self.peer)

    # Effects.

    def _report_rings(self) -> None:
        if not self.has_rung:
            self.has_rung = True
            self._owner.report(self, "rings")

    def _report_answered(self) -> None:
        self._report_rings()
        self._owner.report(self, "answers")

    def _report_failure(self) -> None:
        if self._failure == "declines":  # somebody has, so it was reached
            self._report_rings()
        self._owner.report(self, self._failure)

    def _report_lost(self) -> None:
        self._owner.report(self, "is lost")

    def _report_hung_up(self) -> None:
        self._owner.report(self, "hangs up")

    def _report_refused(self) -> None:
        self.asked = False
        self._owner.report(self, "refuses to answer")

    def _acknowledge_answer(self) -> None:
        answer = b"" if self._invite.body else self._ours(silence_for(self.sdp), "inactive")
        self._acknowledge(1, answer)

    def _cancel(self) -> None:
        self._owner.endpoint.request(cancel(self._invite), self.peer, Heard(_ignore, _nothing))

    def _bye(self) -> None:
        def ended(_answer: Response | None = None) -> None:
            self.fire(LegEvent.ENDED)

        self._owner.endpoint.request(self._request("BYE"), self.peer, Heard(ended, ended))

    def _ask_to_answer(self) -> None:
        if not (self.asked and self.remote_tag):
            return

        def answered(answer: Response) -> None:
            if event_of(answer.status_code) is Event.FAILURE:
                self.fire(LegEvent.REFUSED_TO_ANSWER)

        headers = (("Event", "talk"), ("Subscription-State", "active"), self._contact())
        made = self._request("NOTIFY", headers)
        heard = Heard(answered, lambda: self.fire(LegEvent.REFUSED_TO_ANSWER))
        self._owner.endpoint.request(made, self.peer, heard)

    def _wait_no_longer(self) -> None:
        self.stop()
        self._timer = self._owner.clock.call_later(
            _LONGEST_WAIT, self.fire, "nothing comes of a canceled call", LegEvent.LOST
        )

    def stop(self) -> None:
        """Wait for nothing more."""
        if self._timer is not None:
            self._owner.clock.cancel(self._timer)
            self._timer = None

    def _forget(self) -> None:
        self.stop()
        self._owner.forget(self)

    _ASKED: ClassVar[Mapping[str, Callable[[Any, Incoming], None]]] = {
        "BYE": _hung_up,
        "INVITE": _reinvited,
        "REFER": _referred,
        "OPTIONS": _well,
        "INFO": _well,
        "NOTIFY": _well,
    }
    _EFFECTS: ClassVar[Mapping[LegEffect, Callable[[Any], None]]] = {
        LegEffect.REPORT_RINGS: _report_rings,
        LegEffect.REPORT_ANSWERED: _report_answered,
        LegEffect.REPORT_FAILURE: _report_failure,
        LegEffect.REPORT_LOST: _report_lost,
        LegEffect.REPORT_HUNG_UP: _report_hung_up,
        LegEffect.REPORT_REFUSED: _report_refused,
        LegEffect.ACKNOWLEDGE: _acknowledge_answer,
        LegEffect.CANCEL: _cancel,
        LegEffect.BYE: _bye,
        LegEffect.ASK_TO_ANSWER: _ask_to_answer,
        LegEffect.WAIT_NO_LONGER_THAN: _wait_no_longer,
        LegEffect.FORGET: _forget,
    }


def _held(direction: Direction) -> bool:
    return direction in {"sendonly", "inactive"}


def _ignore(_answer: Response) -> None:
    """Take no notice."""


def _nothing() -> None:
    """Take no notice."""
