"""With JavaScript the page tells what a time means before it is sent; the website's clock counts, not the browser's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.call_me_back import facts, introduce, send, wish

if TYPE_CHECKING:
    from tests.browser.served_website import ServedWebsite
    from tests.browser.visitor import Visitor


@pytest.mark.parametrize(
    ("zone", "text"),
    [("Asia/Tokyo", "Tokyo"), ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina"), ("UTC", "UTC")],
)
def test_the_browsers_zone_is_chosen(visitor: Visitor, website: ServedWebsite, zone: str, text: str) -> None:
    """Whatever the server's zone is; also when the browser calls it by an old name."""
    page = visitor.window(time_zone=zone)
    page.goto(website.address)
    chosen = page.evaluate("(select => [select.value, select.selectedOptions[0].text])(time_zone)")
    browsers = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert chosen in ([zone, text], [browsers, browsers])
    introduce(page)
    send(page)
    assert f"{browsers} (" in facts(page)["When"]


def test_a_zone_that_was_chosen_stays(visitor: Visitor, website: ServedWebsite) -> None:
    """After a refusal the contact's choice stands, not the browser's."""
    page = visitor.window(time_zone="Asia/Tokyo")
    page.goto(website.address)
    page.select_option("#time_zone", "Europe/London")
    send(page)
    assert "Europe/London" == page.input_value("#time_zone")


def test_the_earliest_and_the_latest_day_are_the_websites(visitor: Visitor, website: ServedWebsite) -> None:
    """On the website it is 2 March 2026, 08:00 UTC; in Tokyo 17:00, and in Honolulu still the day before."""
    page = visitor.window(time_zone="Asia/Tokyo")
    page.goto(website.address)
    wish(page, "2026-03-02", "18:00")
    limits = "[wished_date.min, wished_date.max, wished_clock.min, latest_date.min]"
    assert ["2026-03-02", "2026-05-31", "17:00", "2026-03-02"] == page.evaluate(limits)
    page.select_option("#time_zone", "Pacific/Honolulu")
    assert ["2026-03-01", "2026-05-30", "", "2026-03-01"] == page.evaluate(limits)


def test_a_time_is_told_in_words(visitor: Visitor, website: ServedWebsite) -> None:
    """In the zone that was chosen, and in the browser's where that is another time."""
    page = visitor.window(time_zone="Asia/Tokyo")
    page.goto(website.address)
    wish(page, "2026-03-05", "14:30")
    told = page.locator("#wished_preview")
    assert told.inner_text().endswith("5 March 2026 at 14:30 in Asia/Tokyo.")
    page.select_option("#time_zone", "Europe/Stockholm")
    assert "5 March 2026 at 14:30 in Europe/Stockholm. That is Thursday" in told.inner_text()
    assert "5 March 2026 at 22:30 in the time zone of this device (Asia/Tokyo)." in told.inner_text()
    introduce(page)
    send(page)
    assert "Thursday 5 March 2026, 14:30\nEurope/Stockholm (CET, UTC+1)" in facts(page)["When"]
    assert "5 March 2026 at 22:30 in the time zone of this device (Asia/Tokyo)." in facts(page)["When"]


def test_a_time_that_is_past_is_told(visitor: Visitor, website: ServedWebsite) -> None:
    """By the website's clock: the browser's own has run on for long."""
    page = visitor.window()
    page.goto(website.address)
    wish(page, "2026-03-02", "08:30")
    told = page.locator("#wished_preview.is-warning")
    assert "08:30 in Europe/Stockholm is past: it is Monday" in told.inner_text()
    assert "09:00 there. Choose a later time." in told.inner_text()


def test_a_time_that_the_clocks_skip_is_told(visitor: Visitor, website: ServedWebsite) -> None:
    """Before it is sent, and after."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page)
    wish(page, "2026-03-29", "02:30")
    assert (
        "The clocks in Europe/Stockholm are put forward then: 02:30 does not exist on that day. Choose another time."
    ) == page.inner_text("#wished_preview.is-warning")
    send(page)
    reason = page.inner_text("#wished_time_error")
    assert "go from 2026-03-29 02:00 straight to 2026-03-29 03:00. Choose 2026-03-29 03:00" in reason


@pytest.mark.parametrize(
    ("which", "offset", "understood"),
    [("first", "UTC-4", "New_York (EDT, UTC-4)"), ("second", "UTC-5", "New_York (EST, UTC-5)")],
)
def test_of_a_time_that_comes_twice_one_is_chosen(
    visitor: Visitor, late_website: ServedWebsite, which: str, offset: str, understood: str
) -> None:
    """Only then is it asked which; what is meant is told with its offset."""
    page = visitor.window(time_zone="America/New_York")
    page.goto(late_website.address)
    introduce(page)
    wish(page, "2026-11-01", "02:30")
    assert page.locator("#wished_occurrence").is_hidden()
    page.fill("#wished_clock", "01:30")
    page.select_option("#wished_occurrence", which)
    assert f"1 November 2026 at 01:30 {offset} in America/New_York." in page.inner_text("#wished_preview")
    send(page)
    assert understood in facts(page)["When"]
    assert f"We call at the {which} one." in facts(page)["When"]


def test_without_javascript_it_can_be_chosen_too(visitor: Visitor, late_website: ServedWebsite) -> None:
    """The question is always there, and a second time that never comes is explained."""
    page = visitor.window(javascript=False)
    page.goto(late_website.address)
    introduce(page)
    page.select_option("#time_zone", "America/New_York")
    wish(page, "2026-11-01", "02:30")
    page.select_option("#wished_occurrence", "second")
    send(page)
    assert "that time comes only once in America/New_York" in page.inner_text("#wished_time_error")
    page.fill("#wished_clock", "01:30")
    send(page)
    assert "New_York (EST, UTC-5)" in facts(page)["When"]
