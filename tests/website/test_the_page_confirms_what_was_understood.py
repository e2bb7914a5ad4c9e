"""After a callback was taken, the contact reads what was understood, in their own zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.website.page_views import SITE, booked, wish
from tests.website.read_page import ReadPage

from callbook_mocks.website.page.pages import cancelled_page, confirmation_page, spoken
from callbook_mocks.website.page.views import CancelledView

MOMENT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_all_that_was_understood_is_shown() -> None:
    """Name, number as it is written abroad, times with zone and offset, question, address, reference."""
    understood = wish(latest_date="2026-10-26", latest_clock="09:00", reason="An invoice", email="anna@example.com")
    page = ReadPage(confirmation_page(booked(understood)))
    assert (
        "When Sunday 25 October 2026, 02:30 Europe/Stockholm (CEST, UTC+2) "
        "The clocks go back that night, so that 02:30 comes twice. We call at the first one. "
        "Not later than Monday 26 October 2026, 09:00 Europe/Stockholm (CET, UTC+1) "
        "Name Anna Berg Phone number +46 8 465 004 12 E-mail address anna@example.com Your question An invoice "
        "Reference 4UR9HGNS00000001"
    ) in page.text
    assert "Your callback is booked · Lighthouse" == page.title


def test_what_was_not_given_is_not_shown() -> None:
    """No empty lines for what is optional."""
    page = ReadPage(confirmation_page(booked(wish(wished_clock="12:00"))))
    assert not any(
        words in page.text for words in ("Not later", "E-mail", "Your question", "twice", "As soon as possible,")
    )


def test_as_soon_as_possible_is_said_so() -> None:
    """With the moment from which it counts."""
    page = ReadPage(confirmation_page(booked(wish(when="now"))))
    assert "We call you as soon as an agent is free." in page.text
    assert "When As soon as possible , counted from Saturday 24 October 2026, 14:00 Europe/Stockholm" in page.text


def test_there_is_a_way_to_take_it_back() -> None:
    """A form of its own posts the reference; a failed attempt is told, the callback stands."""
    page = ReadPage(confirmation_page(booked(wish(), "The service is not available.")))
    forms = [(given["method"], given["action"]) for tag, given in page.elements if tag == "form"]
    assert [("post", "/runs/1/website/callbacks/cancellation")] == forms
    assert {"reference": "4UR9HGNS00000001"} == page.posted()
    assert "Your callback was not cancelled The service is not available." in page.text
    assert page.title.startswith("Error: ")


def test_a_callback_taken_back_is_said_to_be_no_more() -> None:
    """With its reference, and the way to another one."""
    page = ReadPage(cancelled_page(CancelledView(SITE, "4UR9HGNS00000001")))
    assert "We will not call you about 4UR9HGNS00000001 ." in page.text
    assert SITE.base in [given.get("href") for _, given in page.elements]


@pytest.mark.parametrize(
    ("moment", "zone", "words", "offset"),
    [
        (MOMENT, "Asia/Kathmandu", "Sunday 25 October 2026, 06:15", "Asia/Kathmandu (UTC+5:45)"),
        (MOMENT, "America/St_Johns", "Saturday 24 October 2026, 22:00", "America/St_Johns (NDT, UTC-2:30)"),
        (MOMENT, "America/New_York", "Saturday 24 October 2026, 20:30", "America/New_York (EDT, UTC-4)"),
        (MOMENT, "UTC", "Sunday 25 October 2026, 00:30", "UTC (UTC+0)"),
        (MOMENT.replace(second=5), "UTC", "Sunday 25 October 2026, 00:30:05", "UTC (UTC+0)"),
    ],
)
def test_a_moment_is_said_with_its_zone(moment: datetime, zone: str, words: str, offset: str) -> None:
    """The day and the time there, the zone's own short name where it has one, and how far it is from UTC."""
    said = spoken(moment, zone)
    assert (words, offset, "") == (said.words, said.zone, said.doubled)


def test_the_second_of_two_times_is_said_to_be_the_second() -> None:
    """In the night when the clocks go back."""
    said = spoken(wish(wished_occurrence="second").start_time, "Europe/Stockholm")
    assert ("2026-10-25T01:30:00Z", "Europe/Stockholm (CET, UTC+1)") == (said.stamp, said.zone)
    assert "The clocks go back that night, so that 02:30 comes twice. We call at the second one." == said.doubled


def test_a_number_is_grouped_for_people() -> None:
    """The number that was understood, not the one that was typed."""
    british = replace(wish(), phone_number="+442079460018")
    assert "+44 20 7946 0018" in ReadPage(confirmation_page(booked(british))).text
