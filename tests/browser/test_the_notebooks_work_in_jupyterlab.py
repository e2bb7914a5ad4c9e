"""The notebooks that people touch, in a real JupyterLab: stepping through a failure, playing on live desks."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.jupyter_lab import JupyterLab

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PLAYER = ".callbook-player:visible >> nth=0"
_STANDS_AT = """where => [...document.querySelectorAll('.callbook-player .where')]
    .some(each => each.textContent.startsWith(where))"""
_ANNA, _BEN = "[data-agent=Anna]", "[data-agent=Ben]"


def _run(lab: JupyterLab, name: str) -> Page:
    shutil.copy(NOTEBOOKS / name, lab.folder / name)
    page = lab.open(name)
    lab.run_all()
    return page


def _where(page: Page) -> str:
    return (page.text_content(f"{PLAYER} >> .where") or "").split(" · ")[0]


def _press(page: Page, key: str, until: str) -> None:
    page.press(PLAYER, key)
    page.wait_for_function(_STANDS_AT, arg=until)


def test_a_failure_is_stepped_through(lab: JupyterLab) -> None:
    """It stands at the failure; keys and buttons lead back and forth; the ladder and the desks follow."""
    page = _run(lab, "04_replay_a_failure.ipynb")
    page.wait_for_selector(PLAYER)
    failure = _where(page)
    number, total = (int(word) for word in failure.split() if word.isdigit())
    found = "waits for an agent, in the strategy 'any ready agent'"
    expected = f"08:00:08.000  failed: expected offered to Ben, got {found}"
    assert expected == page.text_content(f"{PLAYER} >> .sentence")
    _press(page, "ArrowLeft", f"moment {number - 1} of {total}")
    _press(page, "ArrowRight", failure)
    _press(page, "Home", f"moment 1 of {total}")
    page.click(f"{PLAYER} >> [data-way=forward]")
    page.wait_for_function(
        "() => document.querySelector('.callbook-player .where').textContent.startsWith('moment 2 of')"
    )
    _press(page, "f", failure)
    assert {"Anna", "Ben"} == set(
        page.locator(f"{PLAYER} >> [data-agent]").evaluate_all("all => all.map(e => e.dataset.agent)")
    )
    assert 1 <= page.locator(f"{PLAYER} >> svg .callbook-here").count()


def test_live_desks_are_played_on(lab: JupyterLab) -> None:
    """Maria's callback is accepted, a countdown runs out at sixty times the wall's pace, a callback is rescheduled."""
    page = _run(lab, "05_live_desk.ipynb")
    page.wait_for_selector(f"{_BEN} .cbd-window:visible")
    page.click(f"{_ANNA} [data-action=accept]:visible")
    page.wait_for_selector(f"{_ANNA} .cbd-window:visible")
    page.hover(f"{_BEN} [data-action=release]:visible")
    assert "Accepted: when the call is" in (page.text_content(".cbd-tip:popover-open") or "")
    page.mouse.move(0, 0)
    page.click(f"{_BEN} [data-action=reschedule]:visible")
    page.fill("dialog[open] .cbd-time", "14:30")
    page.click("dialog[open] .cbd-primary")
    page.wait_for_selector(f"{_BEN} .cbd-agreed:visible")
    page.click("[data-speed='60']:visible")
    page.click("[data-clock=run]:visible")
    page.wait_for_selector("[data-clock=run][data-runs=true]:visible")
    page.click("[data-clock=run]:visible")
    page.wait_for_selector("[data-clock=run][data-runs=false]:visible")
