"""The pages themselves, the time zones that they offer, and what they ask for beside themselves.

The template engine escapes every value, and a policy forbids the pages everything that is not named here. Moments and
phone numbers are written for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

import phonenumbers

from callbook_mocks.website.page.views import IN_WORDS, NOW, ON_A_DAY, typed_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

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


# Python's own names of days and months change with the locale of the process; the page is English.
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class SpokenMoment:
    """A moment in somebody's zone.

    Attributes:
        stamp: for a program, in UTC.
        words: ``Thursday 5 March 2026, 14:30``.
        zone: ``Europe/Stockholm (CET, UTC+1)``.
        doubled: which of the two it is, when the clocks go back and its time comes twice; otherwise empty.
    """

    stamp: str
    words: str
    zone: str
    doubled: str


def spoken(moment: datetime, time_zone: str) -> SpokenMoment:
    """Return *moment* (aware) as it is written in the IANA zone *time_zone*."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return SpokenMoment(
        stamp=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        words=f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}, {_clock(local)}",
        zone=f"{time_zone} ({_offset(local)})",
        doubled=_doubled(local),
    )


def phone_text(e164: str) -> str:
    """Return the number *e164* in groups, as it is written internationally."""
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def _offset(local: datetime) -> str:
    minutes = (local.utcoffset() or timedelta(0)) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    name = local.tzname() or ""
    # Many zones have no abbreviation of their own but their offset, which is told anyway.
    return f"{name}, {offset}" if name.isalpha() and name != "UTC" else offset


def _doubled(local: datetime) -> str:
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return ""
    which = "second" if local.fold else "first"
    return f"The clocks go back that night, so that {_clock(local)} comes twice. We call at the {which} one."


CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Send it as the header ``Content-Security-Policy`` with every page: a ``meta`` element can not forbid frames."""

_CONTENT_TYPES: Final = {
    "style.css": "text/css; charset=utf-8",
    "form.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the pages ask for.

    Attributes:
        content_type: the value of the header ``Content-Type``.
        content: the bytes.
    """

    content_type: str
    content: bytes


def _assets() -> Mapping[str, Asset]:
    folder = files("callbook_mocks.website.page") / "static"
    return MappingProxyType(
        {name: Asset(content_type, (folder / name).read_bytes()) for name, content_type in _CONTENT_TYPES.items()}
    )


ASSETS: Final = _assets()
"""Name, file: each is served at the site's base with ``/assets/`` and its name."""
