"""The pages themselves, and the time zones that they offer; the template engine escapes every value."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from callbook_mocks.website.page.fields import IN_WORDS, NOW, ON_A_DAY, typed_from
from callbook_mocks.website.page.spoken_moment import phone_text, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2 import Environment

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
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("callbook_mocks.website.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Choice(NamedTuple):
    """One zone: its IANA *name*, and what a contact reads."""

    name: str
    label: str


@cache
def zone_choices() -> Mapping[str, Sequence[_Choice]]:
    """Return the zones by part of the world, both by alphabet.

    Old names that mean the same are left out; a page whose browser uses one adds it by itself.
    """
    rows = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    names = sorted({row.split("\t")[2] for row in rows if not row.startswith("#")})
    parts = {part: _choices(within) for part, within in groupby(names, key=lambda name: name.partition("/")[0])}
    return {**parts, "Other": (_Choice("UTC", "UTC"),)}


@cache
def offered_zones() -> frozenset[str]:
    """Return the names of all zones that the page offers."""
    return frozenset(choice.name for choices in zone_choices().values() for choice in choices)


def _choices(names: Iterable[str]) -> tuple[_Choice, ...]:
    return tuple(sorted((_Choice(name, _label(name)) for name in names), key=lambda choice: choice.label))


def _label(name: str) -> str:
    _, _, place = name.partition("/")
    return ", ".join(reversed(place.replace("_", " ").split("/")))
