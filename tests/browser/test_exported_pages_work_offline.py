"""An exported page opens from the disk with no network, its player works, and no name in it does harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.dialogs import asked_by
from tests.browser.test_the_notebooks_work_in_jupyterlab import NOTEBOOKS

from callbook.lab import Lab
from callbook.notebook.export import export_notebook, export_trace
from callbook.record.trace import Trace, trace_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def trace() -> Trace:
    """Give the recording of a callback whose contact has a name that is markup."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact(HOSTILE))
    anna.perform(Action.ACCEPT)
    return trace_of(lab, scenario=f"A callback of {HOSTILE}")


def _opened(page: Page, folder: Path, markup: str) -> Page:
    path = folder / "page.html"
    path.write_text(markup, encoding="utf-8")
    page.goto(path.as_uri())
    return page


def _where(page: Page) -> str:
    return (page.text_content(".callbook-player .where") or "").split(" · ")[0]


def test_the_player_works(page: Page, tmp_path: Path, trace: Trace) -> None:
    """Buttons, keys and the slider lead through the recording; the desk shows what was shown then."""
    _opened(page, tmp_path, export_trace(trace))
    first = _where(page)
    count = int(first.rsplit(" ", 1)[1])
    assert f"moment 1 of {count}" == first
    page.click(".callbook-player [data-way=forward]")
    assert f"moment 2 of {count}" == _where(page)
    page.press(".callbook-player", "End")
    assert f"moment {count} of {count}" == _where(page)
    page.press(".callbook-player", "ArrowLeft")
    assert f"moment {count - 1} of {count}" == _where(page)
    page.press(".callbook-player", "End")
    assert HOSTILE == page.text_content(".callbook-player .cbd-window .cbd-name")


@pytest.mark.parametrize("static", [False, True])
def test_a_name_does_no_harm(page: Page, tmp_path: Path, trace: Trace, *, static: bool) -> None:
    """It is shown as text; no element came of it, and nothing was asked."""
    asked = asked_by(page)
    _opened(page, tmp_path, export_trace(trace, static=static))
    assert HOSTILE in page.inner_text("body")
    assert ([], 0) == (asked, page.locator("img").count())


def test_a_notebook_s_page_works(page: Page, tmp_path: Path) -> None:
    """The notebook that replays a failure, without Jupyter: its player stands at the failure and can be moved."""
    _opened(page, tmp_path, export_notebook(NOTEBOOKS / "04_replay_a_failure.ipynb"))
    before = _where(page)
    page.press(".callbook-player", "ArrowLeft")
    assert before != _where(page)
    page.press(".callbook-player", "f")
    assert before == _where(page)
