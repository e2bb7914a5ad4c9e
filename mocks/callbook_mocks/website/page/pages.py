"""The pages themselves. Every value is escaped by the template engine, wherever it stands."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from callbook_mocks.website.page.fields import IN_WORDS, NOW, ON_A_DAY, typed_from
from callbook_mocks.website.page.spoken_moment import phone_text, spoken
from callbook_mocks.website.page.zone_choices import offered_zones, zone_choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook_mocks.website.page.views import CancelledView, ConfirmationView, FormView

IN_ORDER: Final = ("name", "phone_number", "email", "wished_time", "time_zone", "latest_time", "reason")
"""Fields of the form as they follow each other on the page."""

_WISH: Final = {NOW: "when_now", ON_A_DAY: "wished_date", IN_WORDS: "wished_time"}


class Wrong(NamedTuple):
    """A field that can not be used: the *element* that a link to it leads to, and the reason."""

    field: str
    element: str
    reason: str


def form_page(view: FormView) -> str:
    """Return the form; after a refusal with what was typed, a summary, and the reason at each field."""
    return _form(view, notice="")


def unavailable_page(view: FormView, notice: str) -> str:
    """Return the form with what was typed, after it could not be handed in (E2); *notice* says why.

    The view's ``submission`` must be the one that failed: so the same callback is asked for again, not a second one.
    """
    return _form(view, notice)


def confirmation_page(view: ConfirmationView) -> str:
    """Return what was understood, in the contact's zone, its reference, and a way to take the callback back."""
    wish = view.wish
    return _rendered(
        "confirmation.html",
        site=view.site,
        website_now=spoken(view.now, "UTC"),
        wish=wish,
        phone_number=phone_text(wish.phone_number),
        start=spoken(wish.start_time, wish.time_zone),
        at_once=wish.start_time <= view.now,
        end=spoken(wish.end_time, wish.time_zone) if wish.end_time else None,
        reference=view.reference,
        problem=view.problem,
    )


def cancelled_page(view: CancelledView) -> str:
    """Return the page that says that the callback was taken back, and leads to the form."""
    return _rendered("cancelled.html", site=view.site, reference=view.reference)


def _form(view: FormView, notice: str) -> str:
    typed = typed_from(view.typed)
    return _rendered(
        "form.html",
        site=view.site,
        website_now=spoken(view.now, "UTC"),
        latest=spoken(view.now + view.rules.furthest, "UTC"),
        submission=view.submission,
        rules=view.rules,
        typed=typed,
        reasons=view.reasons,
        wrong=_wrong(view.reasons, typed),
        zones=zone_choices(),
        other_zone="" if typed["time_zone"] in offered_zones() else typed["time_zone"],
        notice=notice,
    )


def _wrong(reasons: Mapping[str, str], typed: Mapping[str, str]) -> list[Wrong]:
    elements = {
        "wished_time": _WISH[typed["when"]],
        "latest_time": "latest_time" if typed["latest_time"] else "latest_date",
    }
    return [Wrong(field, elements.get(field, field), reasons[field]) for field in IN_ORDER if field in reasons]


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("callbook_mocks.website.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
