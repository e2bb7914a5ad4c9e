"""A contact asks on the website to be called back, and Interaction Server has the callback (E1, E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.call_me_back import FACTS, SUMMARY, facts, focused, introduce, send, wish

if TYPE_CHECKING:
    from tests.browser.served_website import ServedWebsite
    from tests.browser.visitor import Visitor

_PRESS_TWICE = """() => {
    const button = document.querySelector('button.main');
    const sent = [];
    window.addEventListener('submit', event => sent.push(!event.defaultPrevented));
    button.click();
    button.click();
    return [sent, button.textContent, button.getAttribute('aria-disabled')];
}"""


def test_as_soon_as_possible(visitor: Visitor, website: ServedWebsite) -> None:
    """Name and number are enough: the zone is the browser's, the callback waits in the queue."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page)
    send(page)
    (reference,) = website.made
    assert {
        "When": (
            "As soon as possible, counted from\nMonday 2 March 2026, 09:00\nEurope/Stockholm (CET, UTC+1)"
        ),
        "Name": "Anna Berg",
        "Phone number": "+46 8 465 004 12",
        "Reference": reference,
    } == facts(page)  # fmt: skip
    assert "waiting for an agent" in str(website.lab.where(reference))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mistake_is_corrected(visitor: Visitor, website: ServedWebsite, *, javascript: bool) -> None:
    """The summary has the focus, its links lead to the fields, what was typed is there; with and without JavaScript."""
    page = visitor.window(javascript=javascript)
    page.goto(website.address)
    introduce(page, number="08-465 004 12")
    page.select_option("#time_zone", "Asia/Tokyo")
    wish(page, "2026-03-02", "16:59")
    send(page)
    assert page.title().startswith("Error: ")
    assert "2 things need your attention" == page.inner_text(f"{SUMMARY} h2")
    assert page.locator(f"{SUMMARY}:focus").count() == 1
    page.click(f"{SUMMARY} a[href='#phone_number']")
    assert page.locator("#phone_number:focus").count() == 1
    page.fill("#phone_number", "+46 8 465 004 12")
    page.click(f"{SUMMARY} a[href='#wished_date']")
    page.fill("#wished_clock", "17:01")
    send(page)
    assert "Monday 2 March 2026, 17:01\nAsia/Tokyo (JST, UTC+9)" in facts(page)["When"]
    assert (2, 1) == (website.posts, len(website.made))


def test_without_javascript_the_zone_is_chosen_by_hand(visitor: Visitor, website: ServedWebsite) -> None:
    """Nothing is chosen for the contact, and the form says so when it is forgotten."""
    page = visitor.window(javascript=False)
    page.goto(website.address)
    introduce(page)
    page.check("#when_words")
    page.fill("#wished_time", "in 2 hours")
    send(page)
    assert ["Choose your time zone."] == page.locator(f"{SUMMARY} a").all_inner_texts()
    page.select_option("#time_zone", "America/New_York")
    send(page)
    assert "Monday 2 March 2026, 05:00\nAmerica/New_York (EST, UTC-5)" == facts(page)["When"]


def test_by_keyboard_alone(visitor: Visitor, website: ServedWebsite) -> None:
    """Tab leads from field to field in the order of the page, arrows choose, Enter sends."""
    page = visitor.window()
    page.goto(website.address)
    order: list[str] = []
    for typed in ("", "Anna Berg", "+46 8 465 004 12", "anna@example.com"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
        order.append(focused(page))
    page.keyboard.press("Tab")
    order.append(focused(page))
    page.keyboard.press("ArrowUp")
    order.append(focused(page))
    page.keyboard.press("Tab")
    page.keyboard.type("tomorrow at 09:30")
    order.append(focused(page))
    assert ["Skip to the content", "name", "phone_number", "email", "when_now", "when_words", "wished_time"] == order
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Tuesday 3 March 2026, 09:30\nEurope/Stockholm (CET, UTC+1)" == facts(page)["When"]


def test_the_skip_link_leads_past_the_head(visitor: Visitor, website: ServedWebsite) -> None:
    """The first Tab shows it."""
    page = visitor.window()
    page.goto(website.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "main" == focused(page)


def test_pressing_twice_makes_one_callback(visitor: Visitor, website: ServedWebsite) -> None:
    """The second press is not sent; the button says that the first one is on its way."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page)
    assert [[True, False], "Sending …", "true"] == page.evaluate(_PRESS_TWICE)
    page.wait_for_selector(FACTS)
    assert (1, 1) == (website.posts, len(website.made))


def test_the_same_form_sent_again_makes_one_callback(visitor: Visitor, website: ServedWebsite) -> None:
    """The form carries a token of its own; what comes with the same one leads to the same callback."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page)
    fields = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")
    send(page)
    again = page.context.request.post(website.address, form=fields)
    assert (page.url, 2, 1) == (again.url, website.posts, len(website.made))
    page.goto(website.address)
    assert fields["submission"] != page.input_value("input[name=submission]")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_callback_is_taken_back(visitor: Visitor, website: ServedWebsite, *, javascript: bool) -> None:
    """One more question is asked; then nobody has it any more, and another one can be asked for."""
    page = visitor.window(javascript=javascript)
    page.goto(website.address)
    introduce(page)
    page.select_option("#time_zone", "Europe/Stockholm")
    send(page)
    (reference,) = website.made
    page.click("summary")
    page.click("text=Yes, cancel my callback")
    page.wait_for_selector("text=Your callback is cancelled")
    assert "done" == str(website.lab.where(reference))
    page.click("text=Ask for another callback")
    assert "" == page.input_value("#name")


def test_an_outage(visitor: Visitor, website: ServedWebsite) -> None:
    """What was typed is kept, and goes through when the service is back; so does taking it back."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page)
    website.lab.stop_interaction_server()
    send(page)
    assert "We could not take your request" == page.inner_text(f"{SUMMARY} h2")
    assert "Anna Berg" == page.input_value("#name")
    website.lab.start_interaction_server()
    send(page)
    assert 1 == len(website.made)
    website.lab.stop_interaction_server()
    page.click("summary")
    page.click("text=Yes, cancel my callback")
    page.wait_for_selector(SUMMARY)
    assert ("Your callback was not cancelled", 1) == (
        page.inner_text(f"{SUMMARY} h2"),
        page.locator(f"{SUMMARY}:focus").count(),
    )
    assert "Anna Berg" == facts(page)["Name"]
