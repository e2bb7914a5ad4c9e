"""Somebody who looks at a website of this machine with a browser of their own, and notes what goes wrong unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Route

Scheme = Literal["light", "dark"]

# Chromium calls a page an error that is sent with a status which says that the form was not taken.
_REFUSED = ("status of 422", "status of 503")


@dataclass
class Visitor:
    """Opens windows, and closes them in the end.

    Attributes:
        browser: the browser.
        noted: console errors (a breach of the page's policy is one), errors that nobody caught, dialogs, and
            addresses beyond this machine that were asked for.
    """

    browser: Browser
    noted: list[str] = field(default_factory=list[str])
    _contexts: list[BrowserContext] = field(default_factory=list["BrowserContext"])

    def window(
        self,
        *,
        width: int = 1280,
        scheme: Scheme = "light",
        time_zone: str = "Europe/Stockholm",
        javascript: bool = True,
    ) -> Page:
        """Open a window of its own, with nothing remembered."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            timezone_id=time_zone,
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE * 1_000)
        context.route("**/*", self._guard)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.noted.append(str(error.error)))
        context.on("dialog", self._dialog)
        self._contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close all windows."""
        while self._contexts:
            context = self._contexts.pop()
            context.unroute_all(behavior="ignoreErrors")  # a page may still be loading
            context.close()

    def _guard(self, route: Route) -> None:
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            self.noted.append(route.request.url)
            route.abort()

    def _dialog(self, dialog: Dialog) -> None:
        self.noted.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(status in message.text for status in _REFUSED):
            self.noted.append(message.text)
