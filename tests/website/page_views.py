"""Views of one website on the eve of the night when the clocks go back in Stockholm."""

from __future__ import annotations

from datetime import UTC, datetime

from callbook_mocks.website import CallbackWish, FormRefused
from callbook_mocks.website.form import validate
from callbook_mocks.website.page.views import ConfirmationView, FormView, Site, form_from

HOSTILE = "<img src=x onerror=alert(1)>\"'&amp;"
NOW = datetime(2026, 10, 24, 12, tzinfo=UTC)
SITE = Site("/runs/1/website/callbacks", "Lighthouse")
GOOD = {
    "name": "Anna Berg",
    "phone_number": "+46 8 465 004 12",
    "time_zone": "Europe/Stockholm",
    "when": "at",
    "wished_date": "2026-10-25",
    "wished_clock": "02:30",
}


def refused(fields: dict[str, str], site: Site = SITE) -> FormView:
    """Give the view of the form that these *fields* make, with the reasons of the real validation."""
    reasons: dict[str, str] = {}
    try:
        validate(form_from(fields), NOW)
    except FormRefused as refusal:
        reasons = refusal.reasons
    return FormView(site, NOW, "token-1", typed=fields, reasons=reasons)


def wish(**fields: str) -> CallbackWish:
    """Give what validation understands of a good form with other *fields*."""
    return validate(form_from({**GOOD, **fields}), NOW)


def booked(wish: CallbackWish, problem: str = "") -> ConfirmationView:
    """Give the view of a callback that was taken."""
    return ConfirmationView(SITE, NOW, wish, "4UR9HGNS00000001", problem)
