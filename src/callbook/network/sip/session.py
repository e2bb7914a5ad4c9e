"""What a telephone has been offered, and what it has given: one offer at a time waits for its answer (RFC 3264)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.network.sip.dialog import DESCRIBED, Heard
from callbook.network.sip.endpoint import event_of
from callbook.network.sip.messages import ALLOW, sequence_of
from callbook.network.sip.session_descriptions import ANSWERS, direction_of, handed_on, silence_for
from callbook.network.sip.transaction_tables import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Clock
    from callbook.network.sip.dialog import Dialog
    from callbook.network.sip.endpoint import Incoming
    from callbook.network.sip.messages import Response
    from callbook.network.sip.session_descriptions import Direction
    from callbook_mocks.voice_switch import Report

GONE: Final = frozenset({408, 481})
"""What a telephone answers that knows nothing of the call any more."""
_PENDING: Final = 491
_AGAIN_AFTER: Final = 2_100
"""Milliseconds after which an offer that met another one is made again (RFC 3261, 14.1)."""


class Session:
    """The session with one telephone.

    Args:
        dialog: what it is described in.
        clock: when an offer is made again.
        is_up: returns whether the telephone is in the call, so that anything can be offered.
        lost: told that the telephone knows nothing of the call any more.

    Attributes:
        theirs: the description that the telephone has given last; empty before.
        ours: the one that it was given last.
    """

    def __init__(self, dialog: Dialog, clock: Clock, is_up: Callable[[], bool], lost: Callable[[], None]) -> None:
        self.theirs = b""
        self.ours = b""
        self._dialog = dialog
        self._clock = clock
        self._is_up = is_up
        self._lost = lost
        self._version = 0
        self._offering = False
        self._next: tuple[bytes, Direction, Callable[[], None] | None] | None = None

    @property
    def is_settled(self) -> bool:
        """Whether no offer waits for its answer."""
        return not self._offering

    def describe(self, body: bytes, direction: Direction) -> bytes:
        """Return *body* as the next description of ours."""
        self._version += 1
        self.ours = handed_on(body, self._dialog.host, self._version, direction)
        return self.ours

    def silence(self) -> bytes:
        """Return what answers the telephone while nobody is there to talk to."""
        return self.describe(silence_for(self.theirs), "inactive")

    # What is offered.

    def offer(self, body: bytes, direction: Direction, then: Callable[[], None] | None = None) -> None:
        """Offer a description, once the last offer is answered; *then* is called when it is taken."""
        if not self._is_up():
            return
        if self._offering:
            self._next = (body, direction, then)
            return
        self._offering = True
        heard = Heard(lambda answer: self._answered(answer, body, direction, then), self._lost)
        headers = (self._dialog.contact, DESCRIBED, ALLOW)
        self._dialog.ask("INVITE", headers, heard, self.describe(body, direction))

    def _answered(self, answer: Response, body: bytes, direction: Direction, then: Callable[[], None] | None) -> None:
        kind = event_of(answer.status_code)
        if kind is Event.PROVISIONAL:
            return
        if kind is Event.SUCCESS:
            if not self._dialog.acknowledge(sequence_of(answer).seq):
                return
            self.theirs = answer.body or self.theirs
        self._offering = False
        if answer.status_code in GONE:
            self._lost()
        elif answer.status_code == _PENDING:
            self._clock.call_later(_AGAIN_AFTER, self._offer_again, "an offer again", body, direction, then)
        elif kind is Event.SUCCESS and then is not None:
            then()
        if self._next is not None and not self._offering:
            following, self._next = self._next, None
            self.offer(*following)

    def _offer_again(self, body: bytes, direction: Direction, then: Callable[[], None] | None) -> None:
        if not self._offering:
            self.offer(body, direction, then)

    # What is answered.

    def answer(self, incoming: Incoming, partner: Session | None) -> Report | None:
        """Answer what the telephone offers, with what *partner*, at the other end, has given, and offer it there.

        Returns:
            What that means for the call; None where nothing changes.
        """
        if self._offering:
            incoming.answer(_PENDING)
            return None
        body, headers = incoming.request.body, (self._dialog.contact, DESCRIBED)
        if not body:
            incoming.answer(200, headers=headers, body=self.ours)
            return None
        before, direction = direction_of(self.theirs), direction_of(body)
        self.theirs = body
        base = partner.theirs if partner is not None and partner.theirs else silence_for(body)
        answer = ANSWERS[direction] if partner is not None else "inactive"
        incoming.answer(200, headers=headers, body=self.describe(base, answer))
        if partner is not None:
            partner.offer(body, direction)
        if _held(direction) == _held(before):
            return None
        return "holds" if _held(direction) else "retrieves"


def _held(direction: Direction) -> bool:
    return direction in {"sendonly", "inactive"}
