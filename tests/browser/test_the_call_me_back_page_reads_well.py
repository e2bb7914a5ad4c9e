"""Every page of the website is readable and usable: small and large, light and dark, by eye and by screen reader."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.call_me_back import SUMMARY, introduce, send, wish
from tests.browser.contrast import poor_contrasts
from tests.browser.visitor import Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.served_website import ServedWebsite
    from tests.browser.visitor import Visitor

SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
PAGES = ("form", "wish", "errors", "unavailable", "confirmation", "cancelled")
_LEVELS = "[...document.querySelectorAll('h1, h2, h3')].map(heading => Number(heading.tagName[1]))"
_AXE = """() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
    found => found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target).join(' ')}`))"""
_SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
    .map(each => each.type === 'radio' ? each.closest('label') : each)
    .filter(each => each.checkVisibility() && !each.matches('.skip') && each.getBoundingClientRect().height < 44)
    .map(each => each.outerHTML)"""
_MARKED = """['name', 'phone_number', 'email'].map(id => document.getElementById(id))
    .map(each => [each.type, each.autocomplete])"""
_ICON_DRAWN = "document.querySelector('.company img').naturalWidth > 0"


def _show(page: Page, website: ServedWebsite, name: str) -> None:
    page.goto(website.address)
    if name == "form":
        return
    if name == "errors":
        introduce(page, name="", number="08 465")
        page.fill("#email", "anna")
    else:
        introduce(page)
    page.select_option("#time_zone", "Asia/Tokyo")
    wish(page, "2026-03-01" if name == "errors" else "2026-03-05", "14:30")
    if name == "wish":
        return
    if name == "unavailable":
        website.lab.stop_interaction_server()
    page.fill("#reason", "W" * 200)
    send(page)
    if name in {"confirmation", "cancelled"}:
        page.click("summary")
    if name == "cancelled":
        page.click("text=Yes, cancel my callback")
        page.wait_for_selector("text=Your callback is cancelled")


@pytest.mark.parametrize("name", PAGES)
def test_it_reads_well(visitor: Visitor, website: ServedWebsite, name: str) -> None:
    """Nothing is wider than the window, texts stand out, what is pressed is large enough, headings are in order."""
    page = visitor.window()
    _show(page, website, name)
    for scheme, width in product(SCHEMES, (320, 390, 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found = (page.evaluate("document.documentElement.scrollWidth"), page.evaluate(_SMALL))
        assert (scheme, width, []) == (scheme, *found)
        assert (scheme, []) == (scheme, poor_contrasts(page, "body", but="option, optgroup, script, .unseen"))
    assert page.evaluate(_ICON_DRAWN)
    levels = page.evaluate(_LEVELS)
    assert (1, []) == (levels.count(1), [later for earlier, later in pairwise(levels) if later > earlier + 1])


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visitor: Visitor, website: ServedWebsite, name: str) -> None:
    """Names, roles, states, landmarks and contrasts are as the rules of axe-core for WCAG 2.2 AA have them."""
    page = visitor.window(width=390)
    _show(page, website, name)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert (scheme, []) == (scheme, page.evaluate(_AXE))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_and_dark_are_the_visitors_choice(visitor: Visitor, website: ServedWebsite, scheme: Scheme) -> None:
    """The ground is bright in one and dark in the other."""
    page = visitor.window(scheme=scheme)
    page.goto(website.address)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert {"light": "rgb(243, 245, 247)", "dark": "rgb(16, 23, 28)"}[scheme] == ground


def test_a_screen_reader_hears_what_is_wrong(visitor: Visitor, website: ServedWebsite) -> None:
    """The field's name, that it is wrong, and why."""
    page = visitor.window()
    _show(page, website, "errors")
    tree = page.locator("form").aria_snapshot()
    assert '- textbox "Your name"' in tree
    name = page.get_by_role("textbox", name="Your name")
    assert "true" == name.get_attribute("aria-invalid")
    described = str(name.get_attribute("aria-describedby"))
    assert "!Error: Enter the name of the person to call." == page.locator(f"#{described}").text_content()
    assert 1 == page.get_by_role("alert").locator(f":scope:is({SUMMARY})").count()


def test_the_browser_can_fill_it_in(visitor: Visitor, website: ServedWebsite) -> None:
    """Name, number and address are marked for what they are, and a telephone shows the right keys."""
    page = visitor.window()
    page.goto(website.address)
    marked = page.evaluate(_MARKED)
    assert [["text", "name"], ["tel", "tel"], ["email", "email"]] == marked
    assert "en" == page.get_attribute("html", "lang")


def test_it_says_that_it_is_a_mock(visitor: Visitor, website: ServedWebsite) -> None:
    """Nobody takes it for a bank's own website."""
    page = visitor.window()
    page.goto(website.address)
    assert "Mock website of Callbook, for tests. Nobody is called." == page.inner_text(".mock")
