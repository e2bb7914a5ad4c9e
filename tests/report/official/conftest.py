"""Cucumber's own packages, and a Chromium to look at the pages that they write."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.jupyter_lab import chromium, one_browser
from tests.report.official import tools_wanted
from tests.report.official.npm_packages import installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[3]


def pytest_configure(config: pytest.Config) -> None:
    """Say what becomes of the checks."""
    config.pluginmanager.register(tools_wanted)


@pytest.fixture(scope="session")
def modules() -> Path:
    """Give the folder in which Node.js finds Cucumber's own packages."""
    return installed(ROOT / ".callbook" / "npm")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    path = chromium()
    assert path is not None
    with ExitStack() as stack:
        yield stack.enter_context(one_browser(path))
