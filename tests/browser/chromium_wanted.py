"""Browser tests want a Chromium: without one they are left out and the run says so, or fails if it was demanded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.jupyter_lab import chromium

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

DEMANDED = "CALLBOOK_BROWSER"
_HERE = Path(__file__).parent
_LEFT_OUT = (
    "The browser tests were left out: no chromium, chromium-browser or google-chrome was found. "
    f"{DEMANDED}=demanded makes that an error."
)


def pytest_sessionstart() -> None:
    """Refuse to begin where a Chromium is demanded and there is none.

    Raises:
        UsageError: see above.
    """
    if chromium() is None and os.environ.get(DEMANDED) == "demanded":
        raise pytest.UsageError(f"{DEMANDED}=demanded, but no chromium, chromium-browser or google-chrome was found.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no Chromium.

    Raises:
        UsageError: when one was demanded, and nobody has said so yet.
    """
    wanting = [item for item in items if _HERE in item.path.parents]
    if wanting and chromium() is None:
        pytest_sessionstart()
        config.hook.pytest_deselected(items=wanting)
        items[:] = [item for item in items if item not in wanting]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say in the last lines that the browser tests were left out."""
    if chromium() is None:
        terminalreporter.section("browser", yellow=True)
        terminalreporter.line(_LEFT_OUT)
