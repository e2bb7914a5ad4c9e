"""What a page shows, handed in by whoever serves it, and the fields that it posts, with the form that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from callbook_mocks.website.form import CallbackForm, FormRules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from callbook_mocks.website.form import CallbackWish

NOW: Final = "now"
ON_A_DAY: Final = "at"
IN_WORDS: Final = "words"
WAYS: Final = (NOW, ON_A_DAY, IN_WORDS)
"""How a contact may say when to be called: values of the field ``when``."""

SECOND: Final = "second"
"""Value of ``wished_occurrence``: of a time that comes twice in a night the second one is meant."""

PAGE_FIELDS: Final = (
    "name",
    "phone_number",
    "email",
    "reason",
    "time_zone",
    "when",
    "wished_date",
    "wished_clock",
    "wished_occurrence",
    "wished_time",
    "latest_date",
    "latest_clock",
    "latest_time",
)


def form_from(fields: Mapping[str, str]) -> CallbackForm:
    """Return a form from the *fields* of a POST; what is missing is empty, unknown fields are ignored.

    A program may post ``wished_time`` and ``latest_time`` in the words of :func:`callbook.core.moments.parse_moment`
    and leave the fields out that the page makes of them.
    """
    given = typed_from(fields)
    return CallbackForm(
        name=given["name"],
        phone_number=given["phone_number"],
        time_zone=given["time_zone"],
        reason=given["reason"],
        wished_time=_wished_time(given),
        latest_time=given["latest_time"] or _day_and_time(given["latest_date"], given["latest_clock"]),
        email=given["email"],
    )


def typed_from(fields: Mapping[str, str]) -> dict[str, str]:
    """Return every field of the page as it stands in *fields*, empty where there is none; ``when`` is always one."""
    # A browser ends the lines of a text with two characters; the contact has typed, and counts, one.
    given = {name: fields.get(name, "").replace("\r\n", "\n") for name in PAGE_FIELDS}
    return given | {"when": _way(fields)}


def _way(fields: Mapping[str, str]) -> str:
    if fields.get("when") in WAYS:
        return fields["when"]
    if "wished_time" in fields:
        return IN_WORDS
    return ON_A_DAY if fields.get("wished_date") or fields.get("wished_clock") else NOW


def _wished_time(given: Mapping[str, str]) -> str:
    if given["when"] == NOW:
        return NOW
    if given["when"] == IN_WORDS:
        return given["wished_time"]
    wished = _day_and_time(given["wished_date"], given["wished_clock"])
    return f"{wished} (second)" if wished and given["wished_occurrence"] == SECOND else wished


def _day_and_time(day: str, clock: str) -> str:
    return " ".join(part for part in (day.strip(), clock.strip()) if part)


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Site:
    """Whose website it is, and where it stands.

    Attributes:
        base: path of the form, without a slash at its end, for example ``/runs/1/website/callbacks``.
        company: the name atop each page.
    """

    base: str
    company: str


@dataclass(frozen=True, slots=True)
class FormView:
    """The form, empty or as somebody has filled it in.

    Attributes:
        site: whose form it is.
        now: what time it is for the website, aware.
        submission: a token for this form: handed in twice, it still makes one callback.
        rules: what the form takes.
        typed: the fields as they came, see :func:`callbook_mocks.website.page.views.form_from`.
        reasons: why fields can not be used, by field, as in :attr:`callbook_mocks.website.FormRefused.reasons`.
    """

    site: Site
    now: datetime
    submission: str
    rules: FormRules = field(default_factory=FormRules)
    typed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    reasons: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """A callback that was taken.

    Attributes:
        site: who has taken it.
        now: what time it is for the website, aware.
        wish: what was understood.
        reference: its InteractionId.
        problem: why it could not be cancelled; empty when nobody has tried.
    """

    site: Site
    now: datetime
    wish: CallbackWish
    reference: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CancelledView:
    """A callback that was taken back.

    Attributes:
        site: whose callback it was.
        reference: its InteractionId.
    """

    site: Site
    reference: str
