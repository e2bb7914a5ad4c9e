from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.contrast import poor_contrasts

from callbook.configuration.levels import Level
from callbook.lab import Lab
from callbook.notebook.desk import Desks
from callbook.notebook.desk.desk_state import picture
from callbook.notebook.desk.sources import style_source, view_source, widget_source
from callbook.workspace import Action

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _lab() -> Lab:
    lab = Lab()
    lab.log_in("Anna")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "true")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.timer", "20")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.enable-reject", "true")
    return lab


def _counting() -> Lab:
    lab = _lab()
    lab.schedule(lab.contact("Maria"))
    return lab


def _in_hand() -> tuple[Lab, str]:
    lab = _counting()
    callback = lab.agent("Anna").shown().interactions[0].id
    lab.agent("Anna").perform(Action.ACCEPT)
    return lab, callback


def _load(page: Page) -> None:
    page.set_content(f"<style>{style_source()}</style><button id=outside>Outside</button><div id=desk></div>")
    page.add_script_tag(content=f"{view_source()}\nwindow.drawDesk = drawDesk; window.sent = [];")


def _draw(page: Page, given: dict[str, Any], *, readonly: bool = False) -> None:
    page.evaluate(
        "([picture, readonly]) => drawDesk(document.getElementById('desk'), picture, "
        "{ readonly, send: message => sent.push(message) })",
        [json.loads(json.dumps(given)), readonly],
    )


def _drawn(page: Page, lab: Lab, *, readonly: bool = False) -> None:
    _load(page)
    _draw(page, picture(lab.agent("Anna")), readonly=readonly)


def test_a_picture_without_offers_has_no_buttons(page: Page) -> None:
    """A player may show what was recorded: what the agent saw, and nothing to press."""
    lab, _ = _in_hand()
    _load(page)
    _draw(page, {"screen": picture(lab.agent("Anna"))["screen"]}, readonly=True)
    assert 0 == page.locator("#desk button").count()
    assert "Maria" == page.text_content(".cbd-window .cbd-name")
    assert "no call" == page.text_content(".cbd-call .cbd-pill")


def test_a_button_that_is_offered_says_what_the_agent_does(page: Page) -> None:
    """Who, what, on which interaction."""
    lab = _counting()
    _drawn(page, lab)
    page.click("[data-action=accept]")
    callback = lab.agent("Anna").shown().interactions[0].id
    said: dict[str, Any] = {"kind": "perform", "agent": "Anna", "action": "accept", "on": callback}
    assert [{**said, "details": {}, "ask": 0}] == page.evaluate("sent")


@pytest.mark.parametrize(("action", "readonly"), [("accept", True), ("go Ready", False)])
def test_a_button_that_is_not_to_be_pressed_does_nothing(page: Page, action: str, *, readonly: bool) -> None:
    """On a desk that is only to be looked at, or where the action is not offered."""
    _drawn(page, _counting(), readonly=readonly)
    page.dispatch_event(f"[data-action='{action}']", "click")
    assert [] == page.evaluate("sent")


def test_focus_and_what_is_open_survive_an_update(page: Page) -> None:
    """The countdown goes on while somebody reads the case data with the keyboard on Decline."""
    lab = _counting()
    _drawn(page, lab)
    page.click(".cbd-toast summary")
    page.focus("[data-action=decline]")
    lab.advance(3_000)
    _draw(page, picture(lab.agent("Anna")))
    assert "Accepted by itself in 17 s" == page.text_content(".cbd-countdown span")
    assert "decline" == page.evaluate("document.activeElement.dataset.action")
    assert page.evaluate("document.querySelector('.cbd-toast details').open")


def test_focus_survives_when_another_interaction_goes_away(page: Page) -> None:
    """Siblings are told apart by their ids, not by their places."""
    lab, first = _in_hand()
    given = picture(lab.agent("Anna"))
    second = json.loads(json.dumps(given).replace(first, "SECOND"))
    interactions = [*given["screen"]["interactions"], *second["screen"]["interactions"]]
    both = {
        "screen": {**given["screen"], "interactions": interactions},
        "offers": {**given["offers"], **second["offers"]},
    }
    _load(page)
    _draw(page, both)
    page.focus("[data-interaction=SECOND] [data-action=dial]")
    _draw(page, second)
    assert 1 == page.locator(".cbd-window").count()
    assert "dial" == page.evaluate("document.activeElement.dataset.action")


def test_the_reason_that_is_shown_follows_the_picture(page: Page) -> None:
    """While the mouse rests on a button its reason changes, and goes when the action is offered."""
    lab, callback = _in_hand()
    anna = lab.agent("Anna")
    _drawn(page, lab)
    page.hover("[data-action=hold]")
    assert "The call is no call [F5]. Accepted: when the call is connected." == page.text_content(".cbd-tip")
    anna.perform(Action.DIAL)
    _draw(page, picture(anna))
    assert "The call is dialling [F5]. Accepted: when the call is connected." == page.text_content(".cbd-tip")
    lab.advance(10_000)
    _draw(page, picture(anna))
    assert "" == picture(anna)["offers"][callback]["hold"]
    assert 0 == page.locator(".cbd-tip:popover-open").count()


def test_the_callback_information_has_the_colours_of_the_options(page: Page) -> None:
    """O9 and O10; half transparent is half transparent."""
    lab = _lab()
    prefix = "webcallback.callback-information."
    lab.configuration.set_option(Level.APPLICATION, "Workspace", f"{prefix}frame-color", "#80FFBA00")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", f"{prefix}header-foreground-color", "#FF102030")
    lab.schedule(lab.contact("Maria"))
    lab.agent("Anna").perform(Action.ACCEPT)
    _drawn(page, lab)
    look = "element => { const { borderTopColor, color } = getComputedStyle(element); return [borderTopColor, color] }"
    assert "rgba(255, 186, 0, 0.5" in page.eval_on_selector(".cbd-information", look)[0]
    assert "rgb(16, 32, 48)" == page.eval_on_selector(".cbd-information h4", look)[1]


def test_the_style_does_not_leak(page: Page) -> None:
    """A button beside the desk looks as the browser has it."""
    look = "element => ['padding', 'border', 'borderRadius', 'font', 'color'].map(p => getComputedStyle(element)[p])"
    page.set_content("<button id=outside>Outside</button>")
    plain = page.eval_on_selector("#outside", look)
    _drawn(page, _counting())
    assert plain == page.eval_on_selector("#outside", look)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(page: Page, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, in light and dark; the colours of O9 and O10 are the administrator's business."""
    lab, _ = _in_hand()
    lab.schedule(lab.contact("Noor"))
    session = Desks(lab, "Anna", "Ben", wall=lambda: 0.0)
    session.take({"kind": "perform", "agent": "Anna", "action": "hold"})
    session.take({"kind": "clock", "do": "step"})
    lab.log_in("Ben")
    lab.schedule(lab.contact("Lea"))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_content(f"<style>:root {{ color-scheme: light dark }} {style_source()}</style><div id=desk></div>")
    page.add_script_tag(content=widget_source().replace("export default { render };", "window.drawStage = drawStage;"))
    state = json.loads(json.dumps(session.state()))
    page.evaluate("state => drawStage(document.getElementById('desk'), state, () => {})", state)
    assert 2 == page.locator(".cbd-desk").count()
    assert [] == poor_contrasts(page, ".callbook-desk", but=".cbd-information h4, .cbd-unseen, option")
