"""One browser and one JupyterLab for all browser tests.

Playwright's loop counts as running in its thread for as long as the browser lives; it has a thread of its own, so
that other tests can run loops of theirs. Tests in this folder are run in that thread.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from inspect import signature
from typing import TYPE_CHECKING

import pytest
from tests.browser import chromium_wanted
from tests.browser.jupyter_lab import JupyterLab, chromium, jupyter_lab, one_browser
from tests.browser.served_website import ServedWebsite, served
from tests.browser.visitor import Visitor
from tests.patience import PATIENCE

from callbook.network.service.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, Page

_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")


def pytest_configure(config: pytest.Config) -> None:
    """Say what becomes of the browser tests, unless somebody has seen to it already."""
    if not config.pluginmanager.is_registered(chromium_wanted):
        config.pluginmanager.register(chromium_wanted)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Run a test of this folder in the browser's thread."""
    given = {name: pyfuncitem.funcargs[name] for name in signature(pyfuncitem.obj).parameters}
    _THREAD.submit(pyfuncitem.obj, **given).result()
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser."""
    path = chromium()
    assert path is not None
    with ExitStack() as stack:
        yield _THREAD.submit(stack.enter_context, one_browser(path)).result()
        _THREAD.submit(stack.close).result()


@pytest.fixture(scope="session")
def the_lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    """Give the one JupyterLab, with an empty folder for notebooks."""
    home, notebooks = tmp_path_factory.mktemp("jupyter"), tmp_path_factory.mktemp("notebooks")
    with ExitStack() as stack:
        yield _THREAD.submit(stack.enter_context, jupyter_lab(browser, home, notebooks)).result()
        _THREAD.submit(stack.close).result()


@pytest.fixture
def lab(the_lab: JupyterLab) -> Iterator[JupyterLab]:
    """Give JupyterLab; check afterwards that nothing went wrong unseen and nothing left this machine."""
    yield the_lab
    refused, errors = the_lab.heard.refused[:], the_lab.heard.errors[:]
    the_lab.heard.refused.clear()
    the_lab.heard.errors.clear()
    assert ([], []) == (refused, errors)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page with no network; check afterwards that nothing went wrong unseen."""
    errors: list[str] = []
    with ExitStack() as stack:
        yield _THREAD.submit(stack.enter_context, _one_page(browser, errors)).result()
        _THREAD.submit(stack.close).result()
    assert [] == errors


@pytest.fixture
def website(visitor: Visitor) -> Iterator[ServedWebsite]:
    """Give the website of a small contact centre, served on this machine until the visitor has gone."""
    with served(RunSettings()) as website:
        yield website
        _THREAD.submit(visitor.close).result()


@pytest.fixture
def late_website(visitor: Visitor) -> Iterator[ServedWebsite]:
    """Give a website in October, soon before the clocks go back."""
    with served(RunSettings(start=datetime(2026, 10, 20, 8, tzinfo=UTC))) as website:
        yield website
        _THREAD.submit(visitor.close).result()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Give somebody who opens windows; check afterwards that nothing went wrong unseen or left this machine."""
    visitor = Visitor(browser)
    yield visitor
    _THREAD.submit(visitor.close).result()
    assert [] == visitor.noted


@contextmanager
def _one_page(browser: Browser, errors: list[str]) -> Generator[Page]:
    with browser.new_context(offline=True, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE * 1_000)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield page
