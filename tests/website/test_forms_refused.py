"""Impossible input is refused with a reason per field, and nothing is submitted (F7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from callbook.core.errors import BadInput
from callbook_mocks.website import CallbackForm, FormRefused, FormRules, Website
from callbook_mocks.website.form import validate

NOW = datetime(2026, 3, 28, 12, tzinfo=UTC)
FORM = CallbackForm("Anna Berg", "+46 8 465 004 12", "Europe/Stockholm", "Question about an invoice")
GAP = (
    "'2026-03-29 02:30' cannot be chosen: the clocks of Europe/Stockholm go from 2026-03-29 02:00 straight to "
    "2026-03-29 03:00. Choose 2026-03-29 03:00, the next time that exists."
)
PAST = (
    "'2026-03-28 12:00' cannot be chosen: it is not in the future, it is 2026-03-28 13:00 in Europe/Stockholm now. "
    "Choose a time after 2026-03-28 13:00."
)
FAR = (
    "'2026-07-01 12:00' cannot be chosen: it is too far in the future. Choose a time until 2026-06-26 14:00."
)  # fmt: skip
NOT_AFTER = (
    "'in 5 minutes' cannot be chosen: it is not after the wished time, 2026-03-28 14:00. "
    "Choose a later moment, or none."
)
ONCE = (
    "'2026-03-28 18:00 (second)' cannot be chosen: that time comes only once in Europe/Stockholm. "
    "Choose the same without '(second)'."
)
SOON = (
    "'soon' is not a time that we understand. Enter 'now', 'in 2 hours', 'today at 17:00', 'tomorrow at 09:30', "
    "'2026-03-29 14:30' or 'on 2026-11-01 at 01:30 (second)'."
)
EMAIL = "is not an e-mail address. Enter an address such as 'anna@example.com', or none."
DAY = "is a day without a time. Enter a time as well, such as"
NUMBER = "is not a phone number that can be called. Enter a whole number with its country, such as '+46 8 465 004 12'"


def reasons(form: CallbackForm, rules: FormRules | None = None) -> dict[str, str]:
    """Return why *form* is refused at NOW."""
    with pytest.raises(FormRefused) as refusal:
        validate(form, NOW, rules)
    return refusal.value.reasons


@pytest.mark.parametrize(
    ("form", "field", "reason"),
    [
        (replace(FORM, name="  "), "name", "Enter the name of the person to call."),
        (replace(FORM, time_zone=""), "time_zone", "Choose your time zone."),
        (replace(FORM, wished_time=" "), "wished_time", "Enter when you wish to be called: a day and a time."),
        (replace(FORM, wished_time="soon"), "wished_time", SOON),
        (replace(FORM, wished_time="Tomorrow"), "wished_time", f"'Tomorrow' {DAY} 'Tomorrow 09:30'."),
        (replace(FORM, wished_time="2026-03-29 02:30"), "wished_time", GAP),
        (replace(FORM, wished_time="today at 12:00"), "wished_time", PAST),
        (replace(FORM, wished_time="2026-07-01 12:00"), "wished_time", FAR),
        (replace(FORM, wished_time="2026-03-28 18:00 (second)"), "wished_time", ONCE),
        (replace(FORM, latest_time="2026-03-29"), "latest_time", f"'2026-03-29' {DAY} '2026-03-29 09:30'."),
        (replace(FORM, latest_time="2026-03-29 02:30"), "latest_time", GAP),
        (replace(FORM, latest_time="2026-07-01 12:00"), "latest_time", FAR),
        (replace(FORM, wished_time="in 1 hour", latest_time="in 5 minutes"), "latest_time", NOT_AFTER),
        (replace(FORM, email="anna"), "email", f"'anna' {EMAIL}"),
        (replace(FORM, email="a@b@c"), "email", f"'a@b@c' {EMAIL}"),
        (replace(FORM, email="a b@c"), "email", f"'a b@c' {EMAIL}"),
        (replace(FORM, email="@c"), "email", f"'@c' {EMAIL}"),
    ],
)
def test_each_field_has_its_reason(form: CallbackForm, field: str, reason: str) -> None:
    """One bad field gives one reason, under the name of that field."""
    assert {field: reason} == reasons(form)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "Enter the phone number to call, with its country, such as '+46 8 465 004 12'."),
        ("gurk", f"'gurk' {NUMBER}."),
        ("08-465 004 12", f"'08-465 004 12' {NUMBER}; this one does not say which country it belongs to."),
        ("+999 123 456", f"'+999 123 456' {NUMBER}; no country has the code that this one begins with."),
        ("+46 8 4", f"'+46 8 4' {NUMBER}; for country code +46 this one has the wrong length."),
        (
            "+46 8 465 004 12 ext. 5",
            f"'+46 8 465 004 12 ext. 5' {NUMBER}, without an extension: it can not be dialled.",
        ),
    ],
)
def test_a_number_that_can_not_be_dialled_is_refused(number: str, reason: str) -> None:
    """No number, a number without country or with a country that is none, and one of the wrong length."""
    assert {"phone_number": reason} == reasons(replace(FORM, phone_number=number))


@pytest.mark.parametrize(
    "field", ["name", "phone_number", "time_zone", "reason", "wished_time", "latest_time", "email"]
)
def test_a_text_that_is_too_long_is_refused(field: str) -> None:
    """No field takes more than its rule says, and the text is not repeated in the refusal."""
    assert {field: "This has 257 characters; at most 256 can be taken. Shorten it."} == reasons(
        replace(FORM, **{field: "x" * 257})
    )


def test_all_bad_fields_are_told_at_once() -> None:
    """The contact corrects the form once: every bad field is named, in the order of the form."""
    form = CallbackForm("", "gurk", "Europe/Stokholm", "x" * 300, "soon", "later", "anna")
    refused = reasons(form)
    assert ["name", "phone_number", "time_zone", "reason", "wished_time", "latest_time", "email"] == list(refused)
    assert "'Europe/Stockholm'" in refused["time_zone"]
    assert SOON == refused["wished_time"]
    assert SOON.replace("soon", "later") == refused["latest_time"]


@pytest.mark.parametrize("wished_time", ["2026-03-29 02:30", "today at 01:00", "tomorrow at 09:30 (second)"])
def test_a_time_in_an_unknown_zone_is_not_judged(wished_time: str) -> None:
    """Whether a local time exists or is past depends on the zone, so only the zone is refused."""
    assert ["time_zone"] == list(reasons(replace(FORM, time_zone="Mars/Olympus", wished_time=wished_time)))


def test_a_latest_time_is_not_measured_against_a_refused_wish() -> None:
    """Only the wished time is to be corrected."""
    assert {"wished_time": GAP} == reasons(replace(FORM, wished_time="2026-03-29 02:30", latest_time="in 1 hour"))


def test_the_rules_are_settings_of_the_website() -> None:
    """A website that takes only today's wishes says so."""
    refused = reasons(replace(FORM, wished_time="in 25 hours"), FormRules(furthest=timedelta(days=1)))
    assert (
        "'in 25 hours' cannot be chosen: it is too far in the future. Choose a time until 2026-03-29 14:00."
    ) == refused["wished_time"]  # fmt: skip


def test_a_refused_form_submits_nothing_and_reads_well() -> None:
    """The refusal lists the reasons line by line; nothing reached the Interaction Server."""
    submitted: list[dict[str, str | int]] = []
    website = Website("Nordic Bank", "Callbacks", submitted.append, lambda: NOW)
    with pytest.raises(FormRefused) as refusal:
        website.schedule(replace(FORM, name="", wished_time="2026-03-29 02:30"))
    assert (
        "The website refuses the callback form, nothing was submitted.\n"
        "  name: Enter the name of the person to call.\n"
        f"  wished_time: {GAP}"
    ) == str(refusal.value)
    assert [] == submitted


def test_a_now_without_a_zone_is_the_callers_mistake() -> None:
    """A naive now is no fault of the contact: it is refused as itself, not as a field."""
    with pytest.raises(BadInput) as refusal:
        validate(FORM, NOW.replace(tzinfo=None))
    assert (
        "now '2026-03-28T12:00:00' in website cannot be used. Accepted: a datetime with a time zone."
    ) == str(refusal.value)  # fmt: skip
