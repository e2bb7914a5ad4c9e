"""Whatever is posted makes a form, which validation then judges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbook_mocks.website import CallbackForm
from callbook_mocks.website.page.views import form_from

FIELDS = {"name": "Anna", "phone_number": "+46 8 465 004 12", "time_zone": "Europe/Stockholm", "email": "a@b.se"}
DAY = {"wished_date": "2026-10-25", "wished_clock": "02:30"}


def test_every_field_arrives() -> None:
    """The fields of the form are those of the page; one that nobody knows is left out."""
    latest = {"latest_date": "2026-10-26", "latest_clock": "12:00"}
    form = form_from({**FIELDS, **DAY, **latest, "when": "at", "reason": "An invoice", "submission": "1", "more": "x"})
    assert form == CallbackForm(
        name="Anna",
        phone_number="+46 8 465 004 12",
        time_zone="Europe/Stockholm",
        reason="An invoice",
        wished_time="2026-10-25 02:30",
        latest_time="2026-10-26 12:00",
        email="a@b.se",
    )


@pytest.mark.parametrize(
    ("fields", "wished_time"),
    [
        ({}, "now"),
        ({"when": "now", **DAY, "wished_time": "in 2 hours"}, "now"),
        ({"when": "at", **DAY, "wished_time": "in 2 hours"}, "2026-10-25 02:30"),
        ({"when": "words", **DAY, "wished_time": "in 2 hours"}, "in 2 hours"),
        ({"when": "at", **DAY, "wished_occurrence": "first"}, "2026-10-25 02:30"),
        ({"when": "at", **DAY, "wished_occurrence": "second"}, "2026-10-25 02:30 (second)"),
        ({"when": "at", "wished_date": "", "wished_clock": "", "wished_occurrence": "second"}, ""),
        ({"when": "at", "wished_date": "2026-10-25"}, "2026-10-25"),
        ({"when": "at", "wished_clock": " 09:30 "}, "09:30"),
        ({"when": "words"}, ""),
        ({"when": "never"}, "now"),
        (DAY, "2026-10-25 02:30"),
        ({"wished_clock": "09:30"}, "09:30"),
        ({"wished_time": "tomorrow at 09:30"}, "tomorrow at 09:30"),
        ({"wished_time": ""}, ""),
    ],
)
def test_the_wish_is_said_in_words_that_validation_knows(fields: dict[str, str], wished_time: str) -> None:
    """Which way was chosen decides; a program may leave the choice out."""
    assert wished_time == form_from(fields).wished_time


def test_a_latest_time_may_come_in_words() -> None:
    """Words count before the day and the time."""
    fields = {"latest_time": "in 2 days", "latest_date": "2026-10-26", "latest_clock": "12:00"}
    assert "in 2 days" == form_from(fields).latest_time


def test_a_new_line_is_one_character() -> None:
    """Browsers post two, which the contact has not typed and which would count."""
    assert "a\nb" == form_from({"reason": "a\r\nb"}).reason


@given(fields=st.dictionaries(st.text() | st.sampled_from([*FIELDS, *DAY, "when", "wished_time"]), st.text()))
def test_it_never_fails(fields: dict[str, str]) -> None:
    """No field is so strange that there is no form."""
    assert fields.get("name", "").replace("\r\n", "\n") == form_from(fields).name
