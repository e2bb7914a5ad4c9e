"""What a telephone asks in its call: to end it, to describe it anew, to hand it on; and what it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from callbook.network.sip.leg_table import LegEvent
from callbook.network.sip.messages import ALLOW, address_of

if TYPE_CHECKING:
    from callbook.network.sip.endpoint import Incoming
    from callbook.network.sip.leg import Leg


def take(leg: Leg, incoming: Incoming) -> None:
    """Answer a request inside the dialog of *leg*."""
    does = ASKED.get(incoming.request.method)
    if not leg.dialog.is_new(incoming.request):
        incoming.answer(500)
    elif does is None:
        incoming.answer(405, headers=(ALLOW,))
    else:
        does(leg, incoming)


def _hung_up(leg: Leg, incoming: Incoming) -> None:
    incoming.answer(200)
    leg.fire(LegEvent.HUNG_UP)


def _described_anew(leg: Leg, incoming: Incoming) -> None:
    partner = leg.partner
    changed = leg.session.answer(incoming, None if partner is None else partner.session)
    if changed is not None:
        leg.report(changed)


def _referred(leg: Leg, incoming: Incoming) -> None:
    if not incoming.request.get_header("Refer-To"):
        incoming.answer(400)
        return
    to = address_of(incoming.request, "Refer-To").uri.user or ""
    incoming.answer(202, headers=(leg.dialog.contact,))
    leg.tell_of_referral(100)
    leg.report("refers", to)


def _well(_leg: Leg, incoming: Incoming) -> None:
    incoming.answer(200, headers=(ALLOW,))


ASKED: Final[Mapping[str, Callable[[Leg, Incoming], None]]] = {
    "BYE": _hung_up,
    "INVITE": _described_anew,
    "REFER": _referred,
    "OPTIONS": _well,
    "INFO": _well,
    "NOTIFY": _well,
}
"""What is done, by the method."""
