"""Whatever somebody types or is called stays a text: in texts, in attributes and in titles."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.website.page_views import HOSTILE, NOW, SITE, booked, refused, wish
from tests.website.read_page import ReadPage

from callbook_mocks.website.page.pages import (
    ASSETS,
    CONTENT_SECURITY_POLICY,
    cancelled_page,
    confirmation_page,
    form_page,
    unavailable_page,
)
from callbook_mocks.website.page.views import PAGE_FIELDS, CancelledView, FormView, Site

THEIRS = Site(f"/runs/{HOSTILE}", HOSTILE)
TYPED = {**dict.fromkeys(PAGE_FIELDS, HOSTILE), "when": "words", "submission": HOSTILE}
WISH = replace(wish(latest_date="2026-10-26", latest_clock="09:00"), name=HOSTILE, reason=HOSTILE, email=HOSTILE)
PAGES = {
    "form": form_page(replace(refused(TYPED, THEIRS), submission=HOSTILE)),
    "unavailable": unavailable_page(FormView(THEIRS, NOW, HOSTILE, typed=TYPED), HOSTILE),
    "confirmation": confirmation_page(replace(booked(WISH, HOSTILE), site=THEIRS, reference=HOSTILE)),
    "cancelled": cancelled_page(CancelledView(THEIRS, HOSTILE)),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_gets_through(name: str) -> None:
    """The only image is the website's own, no element has a handler, and the title reads as it was given."""
    page = ReadPage(PAGES[name])
    assert [f"/runs/{HOSTILE}/assets/icon.svg"] == [given["src"] for tag, given in page.elements if tag == "img"]
    assert [] == [key for _, attributes in page.elements for key in attributes if key.startswith("on")]
    assert page.title.endswith(f" · {HOSTILE}")
    assert HOSTILE in page.text


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_written_into_the_page_that_the_policy_forbids(name: str) -> None:
    """Scripts and styles are files of the website; there is none inside the page."""
    page = ReadPage(PAGES[name])
    assert ["script"] == [tag for tag, _ in page.elements if tag in {"script", "style"}]
    assert all("style" not in attributes for _, attributes in page.elements)
    assert re.search(r"<script src=\"[^\"]+/assets/form\.js\" defer></script>", PAGES[name])


def test_the_policy_forbids_all_but_the_websites_own() -> None:
    """Nothing may be fetched, framed, or posted elsewhere."""
    assert (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ) == CONTENT_SECURITY_POLICY


def test_the_files_are_those_that_the_pages_ask_for() -> None:
    """Each has its content type; none of them names another place."""
    asked = re.findall(rf"{SITE.base}/assets/([a-z.]+)", form_page(FormView(SITE, NOW, "token-1")))
    assert set(ASSETS) == set(asked)
    types = {name: asset.content_type for name, asset in ASSETS.items()}
    assert types == {
        "style.css": "text/css; charset=utf-8",
        "form.js": "text/javascript; charset=utf-8",
        "icon.svg": "image/svg+xml",
    }
    assert b"url(" not in ASSETS["style.css"].content
    assert b"http" not in ASSETS["form.js"].content
