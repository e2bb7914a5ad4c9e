"""The fields that the page posts, and the form that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook_mocks.website.form import CallbackForm

if TYPE_CHECKING:
    from collections.abc import Mapping

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
