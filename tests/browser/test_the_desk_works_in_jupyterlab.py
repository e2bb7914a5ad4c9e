from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.jupyter_lab import JupyterLab

_PLAIN = 'from callbook.notebook.desk import desk\nd = desk("Anna", "Ben", contacts_every=0)\nd'
_COUNTDOWN = """
from callbook.configuration.levels import Level
from callbook.lab import Lab
from callbook.notebook.desk import desk

lab = Lab()
lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "true")
lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.timer", "25")
desk("Anna", "Ben", lab=lab, contacts_every=0)
"""
_ANNA = "[data-agent=Anna]"
_WINDOW = f"{_ANNA} .cbd-window"


def _shown(lab: JupyterLab, name: str, *cells: str) -> Page:
    page = lab.write(name, *cells)
    lab.run_all()
    page.wait_for_selector(f".jp-NotebookPanel:not(.lm-mod-hidden) {_ANNA}")
    return page


def _schedule(page: Page, name: str = "Maria") -> None:
    page.fill(".cbd-contact-name:visible", name)
    page.click("[data-contacts=schedule]:visible")
    page.wait_for_selector(f"{_ANNA} .cbd-toast:visible")


def _accept(page: Page) -> None:
    page.click(f"{_ANNA} [data-action=accept]:visible")
    page.wait_for_selector(f"{_WINDOW}:visible")


def test_an_agent_accepts_a_callback(lab: JupyterLab) -> None:
    """A contact schedules, Anna sees the notification, accepts, and the window shows the Callback Information."""
    page = _shown(lab, "desk.ipynb", _PLAIN)
    _schedule(page)
    assert "Maria" == page.text_content(f"{_ANNA} .cbd-toast:visible .cbd-name")
    _accept(page)
    information = page.text_content(f"{_WINDOW}:visible .cbd-information") or ""
    assert information.startswith("Callback InformationContact nameMaria")
    assert 2 == page.locator(".cbd-desk:visible").count()


def test_a_callback_is_rescheduled_through_the_dialog(lab: JupyterLab) -> None:
    """A day by the arrow keys, a time, the zone of the contact centre: agreed, and carried out at Mark Done."""
    page = _shown(lab, "desk.ipynb", _PLAIN)
    _schedule(page)
    _accept(page)
    page.click(f"{_ANNA} [data-action=reschedule]:visible")
    assert "2026-03-02" == page.get_attribute("dialog[open] [aria-selected=true]", "data-date")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert "2026-03-10" == page.evaluate("document.activeElement.dataset.date")
    page.fill("dialog[open] .cbd-time", "14:30")
    page.select_option("dialog[open] .cbd-zone", "Europe/Stockholm")
    page.click("dialog[open] .cbd-primary")
    page.wait_for_selector(f"{_ANNA} .cbd-agreed:visible")
    agreed = page.text_content(f"{_ANNA} .cbd-agreed:visible") or ""
    assert "Tue 10 Mar 2026, 13:30 (Europe/London)" in agreed
    assert 0 == page.locator("dialog[open]").count()
    page.click(f"{_ANNA} [data-action='mark done']:visible")
    page.wait_for_selector(f"{_WINDOW}:visible", state="detached")
    assert "due Tue, 10 Mar 2026, 14:30 (Europe/Stockholm)" in (page.text_content(".cbd-contacts:visible li") or "")


def test_a_moment_that_has_passed_is_refused_in_the_dialog(lab: JupyterLab) -> None:
    """The dialog stays open and says why; what was typed stays, too."""
    page = _shown(lab, "desk.ipynb", _PLAIN)
    _schedule(page)
    _accept(page)
    page.click(f"{_ANNA} [data-action=reschedule]:visible")
    page.fill("dialog[open] .cbd-time", "07:15")
    page.click("dialog[open] .cbd-primary")
    page.wait_for_selector("dialog[open] .cbd-trouble:visible")
    assert (
        "moment '2026-03-02T07:15:00+00:00' in reschedule cannot be used. "
        "Accepted: a moment after 2026-03-02T08:00:00+00:00." == page.text_content("dialog[open] .cbd-trouble")
    )
    assert "07:15" == page.input_value("dialog[open] .cbd-time")
    page.keyboard.press("Escape")
    assert 0 == page.locator("dialog[open]").count()


def test_a_disabled_action_says_why(lab: JupyterLab) -> None:
    """Hover and focus show the reason in a note; a screen reader finds the same; Escape takes the note away."""
    page = _shown(lab, "desk.ipynb", _PLAIN)
    _schedule(page)
    _accept(page)
    hang_up = page.locator(f"{_ANNA} [data-action=release]:visible")
    reason = (
        "The call is no call [F5]. "
        "Accepted: when the call is busy or connected or dialling or on hold or ringing at the other end."
    )
    hang_up.hover()
    assert reason == page.text_content(".cbd-tip:popover-open")
    assert "true" == hang_up.get_attribute("aria-disabled")
    assert reason == page.text_content(f"[id='{hang_up.get_attribute('aria-describedby')}']")
    page.mouse.move(0, 0)
    assert 0 == page.locator(".cbd-tip:popover-open").count()
    hang_up.focus()
    assert reason == page.text_content(".cbd-tip:popover-open")
    page.keyboard.press("Escape")
    assert 0 == page.locator(".cbd-tip:popover-open").count()


def test_keys_on_the_desk_do_not_reach_the_notebook(lab: JupyterLab) -> None:
    """In JupyterLab the keys D D delete a cell, and A adds one; pressed on a desk they do nothing."""
    page = _shown(lab, "desk.ipynb", _PLAIN)
    page.focus(f"{_ANNA} [data-action='log out']:visible")
    for key in ("d", "d", "a", "ArrowDown"):
        page.keyboard.press(key)
    cells = page.evaluate("window.jupyterapp.shell.currentWidget.content.model.cells.length")
    assert 1 == cells
    assert "log out" == page.evaluate("document.activeElement.dataset.action")


def test_a_name_that_is_markup_does_no_harm(lab: JupyterLab) -> None:
    """It is shown as it was typed, wherever it is shown; no element comes of it."""
    name = "<img src=x onerror=alert(1)>"
    page = _shown(lab, "desk.ipynb", _PLAIN)
    _schedule(page, name)
    _accept(page)
    assert name == page.text_content(f"{_WINDOW}:visible .cbd-name")
    assert 0 == page.locator(".callbook-desk img").count()


def test_a_countdown_runs_out_at_60(lab: JupyterLab) -> None:
    """At sixty times the wall's pace a countdown of 25 seconds is over in a moment; the callback is then in hand."""
    page = _shown(lab, "countdown.ipynb", _COUNTDOWN)
    _schedule(page)
    assert "Accepted by itself in 25 s" == page.text_content(f"{_ANNA} .cbd-countdown:visible span")
    page.click("[data-speed='60']:visible")
    page.click("[data-clock=run]:visible")
    page.wait_for_selector(f"{_WINDOW}:visible")
    notes = page.text_content(".cbd-notes:visible") or ""
    assert "The countdown is over: the callback of Maria is accepted for the agent [O5]" in notes


def test_a_clock_that_nobody_looks_at_stands_still(lab: JupyterLab) -> None:
    """The cell is run again: the desks that it showed before are gone, and their clock is paused."""
    page = _shown(lab, "again.ipynb", "old = globals().get('d')\n" + _PLAIN)
    page.click("[data-clock=run]:visible")
    page.wait_for_selector("[data-clock=run][data-runs=true]:visible")
    lab.run_all()
    page.wait_for_selector("[data-clock=run][data-runs=false]:visible")
    assert "True" == lab.ask("old.session.pace.paused")
