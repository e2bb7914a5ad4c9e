"""A good form becomes a callback, submitted with its attached data (E1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from callbook_mocks.website import CallbackForm, CallbackWish, FormRules, Website
from callbook_mocks.website.form import validate
from callbook_mocks.website.website import user_data

NOW = datetime(2026, 3, 28, 12, 0, 0, 750_000, tzinfo=UTC)
FORM = CallbackForm("Anna Berg", "+46 8 465 004 12", "Europe/Stockholm", "Question about an invoice")


def test_a_callback_now_is_submitted_with_ucs_names() -> None:
    """The website hands the attached data on once, and gives back what it understood."""
    submitted: list[dict[str, str | int]] = []
    website = Website("Nordic Bank", "Callbacks", submitted.append, lambda: NOW)
    wish = website.schedule(FORM)
    expected: dict[str, str | int] = {
        "customer_number": "+46846500412",
        "start_time": "2026-03-28T12:00:00Z",
        "desired_response_type": "Voice",
        "attempts": 0,
        "callback_status": 1,
        "contact_name": "Anna Berg",
        "reason": "Question about an invoice",
        "time_zone": "Europe/Stockholm",
    }
    assert [expected] == submitted
    assert expected == user_data(wish)
    assert ("Nordic Bank", "Callbacks", FormRules()) == (website.tenant, website.queue, website.rules)


def test_every_field_is_understood() -> None:
    """Spaces around a field are dropped, times become UTC in whole seconds."""
    form = replace(
        FORM,
        name="  Anna Berg ",
        wished_time="tomorrow at 09:30",
        latest_time="tomorrow at 11:00",
        email=" anna@example.com ",
    )
    wish = validate(form, NOW)
    assert wish == CallbackWish(
        name="Anna Berg",
        phone_number="+46846500412",
        reason="Question about an invoice",
        start_time=datetime(2026, 3, 29, 7, 30, tzinfo=UTC),
        time_zone="Europe/Stockholm",
        end_time=datetime(2026, 3, 29, 9, 0, tzinfo=UTC),
        email="anna@example.com",
    )
    data = user_data(wish)
    assert ("2026-03-29T09:00:00Z", "anna@example.com") == (data["end_time"], data["contact_email"])


@pytest.mark.parametrize(
    ("zone", "wished_time", "start_time"),
    [
        ("Europe/Stockholm", "2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("Europe/Stockholm", "2026-10-25 02:30 (second)", "2026-10-25T01:30:00Z"),
        ("America/New_York", "on 2026-11-01 at 01:30 (the second)", "2026-11-01T06:30:00Z"),
        ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03T15:30:00Z"),
        ("Asia/Tokyo", "in 2 hours", "2026-03-28T14:00:00Z"),
    ],
)
def test_a_wished_time_is_the_contacts_local_time(zone: str, wished_time: str, start_time: str) -> None:
    """The contact's zone decides which instant is meant, also in the nights when clocks change."""
    rules = FormRules(furthest=timedelta(days=365))
    wish = validate(replace(FORM, time_zone=zone, wished_time=wished_time), NOW, rules)
    assert start_time == user_data(wish)["start_time"]


def test_the_very_second_counts_as_now() -> None:
    """A form sent in the second that it wishes is taken, as 'now' is."""
    now = NOW.replace(microsecond=0)
    assert now == validate(replace(FORM, wished_time="today at 13:00"), now).start_time


def test_a_website_may_have_a_home_region() -> None:
    """Numbers without a country belong to the region of the website."""
    wish = validate(replace(FORM, phone_number="08-465 004 12"), NOW, FormRules(region="SE"))
    assert "+46846500412" == wish.phone_number


def test_the_furthest_time_and_the_longest_text_are_taken() -> None:
    """What lies exactly on the border of a rule is inside it."""
    rules = FormRules(furthest=timedelta(days=1), longest_text=30)
    wish = validate(replace(FORM, reason="x" * 30, wished_time="in 1 day"), NOW, rules)
    assert ("x" * 30, datetime(2026, 3, 29, 12, tzinfo=UTC)) == (wish.reason, wish.start_time)
