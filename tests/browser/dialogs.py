"""What a page asks the person before it: a page that shows texts as texts asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page


def asked_by(page: Page) -> list[str]:
    """Give a list into which goes whatever *page* asks from now on; it is told no."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return asked
