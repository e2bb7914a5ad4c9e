"""What contacts do on the call-me-back page, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

NUMBER = "+46 8 465 004 12"
SUMMARY = ".summary"
FACTS = ".facts"


def introduce(page: Page, name: str = "Anna Berg", number: str = NUMBER) -> None:
    """Fill in who is to be called."""
    page.fill("#name", name)
    page.fill("#phone_number", number)


def wish(page: Page, day: str, clock: str) -> None:
    """Wish a day and a time."""
    page.check("#when_at")
    page.fill("#wished_date", day)
    page.fill("#wished_clock", clock)


def send(page: Page) -> None:
    """Press the button of the form, and wait for the page that answers."""
    with page.expect_navigation():
        page.click("button.main")


def facts(page: Page) -> dict[str, str]:
    """Give what the confirmation shows: what, and what was understood."""
    rows = page.locator(f"{FACTS} > div")
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}


def focused(page: Page) -> str:
    """Give the id, or else the text, of what has the focus."""
    found: str = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return found
