"""A refused form comes back as it was sent: nobody types anything twice."""

from __future__ import annotations

import pytest
from tests.website.page_views import GOOD, HOSTILE, NOW, SITE, refused
from tests.website.read_page import ReadPage

from callbook_mocks.website.page.pages import form_page
from callbook_mocks.website.page.views import FormView

FILLED = {
    "name": "Anna",
    "phone_number": "08 465",
    "email": "anna",
    "time_zone": "Asia/Tokyo",
    "when": "at",
    "wished_date": "2026-10-25",
    "wished_clock": "02:30",
    "wished_occurrence": "second",
    "wished_time": "in 2 hours",
    "latest_date": "2026-10-26",
    "latest_clock": "10:00",
}


@pytest.mark.parametrize("when", ["now", "at", "words"])
def test_every_field_is_kept(when: str) -> None:
    """Also those of a way that was not chosen."""
    typed = {**FILLED, "when": when}
    posted = ReadPage(form_page(refused(typed))).posted()
    assert {**typed, "submission": "token-1"} == posted


def test_a_text_of_many_lines_is_kept() -> None:
    """With an empty line at its beginning, which HTML would swallow."""
    page = form_page(refused({**GOOD, "reason": "\r\nA <b>\r\nB"}))
    assert ">\n\nA &lt;b&gt;\nB</textarea>" in page


@pytest.mark.parametrize("zone", ["Mars/Olympus", "US/Pacific", HOSTILE])
def test_a_zone_that_the_page_does_not_offer_is_kept(zone: str) -> None:
    """Whether it exists is for validation to say."""
    assert zone == ReadPage(form_page(refused({**FILLED, "time_zone": zone}))).posted()["time_zone"]


def test_words_for_the_latest_time_are_kept() -> None:
    """A program may post them; they take the place of the day and the time."""
    page = ReadPage(form_page(refused({**GOOD, "latest_time": "in 5 minutes"})))
    assert "in 5 minutes" == page.posted()["latest_time"]
    assert "latest_date" not in page.ids
    assert "#latest_time" in [attributes.get("href") for _, attributes in page.elements]


def test_a_field_that_nobody_knows_is_not_shown() -> None:
    """What the page has no field for stays out of it."""
    assert "strange" not in form_page(FormView(SITE, NOW, "token-1", typed={"strange": "strange"}))
