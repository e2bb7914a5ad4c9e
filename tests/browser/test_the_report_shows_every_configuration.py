"""The report's section of the configurations reads, opens, links, and prints; a name in it does no harm."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.browser.contrast import poor_contrasts
from tests.browser.dialogs import asked_by
from tests.report.a_run import HOSTILE
from tests.report.decisions import FAILS, GRANTED, HOLDS, READY, decision, outcome, write_decisions

from callbook.record import contents_of_features, read_decisions, report_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

FEATURE = f"""Feature: F
  @P2
  Scenario: Anna declines {HOSTILE}
    Given Anna is offered the callback of Maria

  Scenario: Nobody has decided this
    Given Anna is offered the callback of Maria

  Scenario: Something is open
    Given Anna is offered the callback of Maria
"""
SEVERAL = outcome(0.25, (GRANTED, READY, f"webcallback.bell is {HOSTILE}"), (GRANTED, READY, "webcallback.dial is 1"))
EVERYWHERE = outcome(0.5, (), finding="no clause")
LISTED = outcome(0.25, (GRANTED,), finding="everywhere", listed="O1: it is so", clause="X9")
CHANGES = [
    {"change": "Can Decline is withheld", "outcome": "refused", "mends": False},
    {"change": "webcallback.dial is 1", "outcome": "holds", "mends": True},
]
ANNA, OPEN = "x.feature:3", "x.feature:9"
PARTS = ("configurations", "configurations=x.feature:3", "at=x.feature:3", "summary")
_SCROLLED = "wides => wides.map(each => each.scrollWidth - each.clientWidth).filter(more => more > 0)"
_HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map(heading => heading.tagName)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a report of features, of which some scenarios were decided: one with a finding, one that is gone."""
    feature = tmp_path / "x.feature"
    feature.write_text(FEATURE, encoding="utf-8")
    decisions = (
        decision("x.feature:3", f"Anna declines {HOSTILE}", HOLDS, FAILS, as_it_is="holds", changes=CHANGES),
        decision("x.feature:9", "Something is open", SEVERAL, EVERYWHERE, LISTED, pinned=["Can Decline"]),
        decision("gone.feature:7", "Gone", HOLDS, undecided=0.75, runs=1, as_it_is="holds"),
    )
    given = write_decisions(tmp_path / "e.json", *decisions, wanted=5, interrupted=True)
    path = tmp_path / "report.html"
    path.write_text(
        report_page(contents_of_features([feature], decisions=read_decisions(given)), "R"), encoding="utf-8"
    )
    return path


def _open(page: Page, path: Path, part: str = "configurations") -> None:
    page.goto(f"{path.as_uri()}#{part}")
    page.wait_for_selector("main h2")


def _row(page: Page, place: str) -> Locator:
    return page.locator(f"[id='decided-{place}']")


def _lines(of: Locator) -> list[str]:
    return [line.strip() for line in of.inner_text().splitlines() if line.strip()]


def test_each_scenario_has_a_row(page: Page, path: Path) -> None:
    """Those with open findings first, and open; one that is not in the report says so."""
    _open(page, path)
    said = page.inner_text("main")
    assert "3 of 5 scenarios played on every configuration of privileges and options, by 133 runs: 2 decided" in said
    assert "Interrupted: what was decided by then stands here." in said
    cells = [
        [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
        for row in page.locator(".map .decided").all()
    ]
    assert [
        ["Something is open x.feature:9", "", "0 %", "100 %", "66", "! 1 open, 1 listed"],
        ["Gone gone.feature:7, not in this report", "", "25 %", "25 %", "1", "none"],
        [f"Anna declines {HOSTILE} x.feature:3", "", "25 %", "100 %", "66", "none"],
    ] == cells
    assert [True, False, False] == [row.is_visible() for row in page.locator(".map .opened").all()]
    assert ["Something is open", f"Anna declines {HOSTILE}"] == page.locator(".decided a").all_inner_texts()


def test_shares_are_said_and_drawn(page: Page, path: Path) -> None:
    """Each outcome has its part, as wide as its share, of its own pattern; in words for those who do not see it."""
    _open(page, path)
    told = [each.get_attribute("aria-label") for each in page.locator(".shares").all()]
    refused = "refused, P2 at When Anna declines"
    assert [
        f"25 % {refused}; 50 % {refused}; 25 % {refused}",
        "25 % holds; 75 % not decided",
        f"25 % holds; 75 % {refused}",
    ] == told
    parts = "parts => parts.map(each => [each.className, each.getBoundingClientRect().width])"
    drawn = page.locator(".shares").first.locator(".share").evaluate_all(parts)
    assert ["share fails", "share finding", "share fails"] == [name for name, _ in drawn]
    assert pytest.approx(2.0, abs=0.1) == drawn[1][1] / drawn[0][1]
    looks = "parts => parts.map(each => getComputedStyle(each).background + getComputedStyle(each).border)"
    assert 4 == len(set(page.locator(".legend .share").evaluate_all(looks)))


def test_a_row_opens_and_closes(page: Page, path: Path) -> None:
    """By its button, by keyboard, and wherever it is clicked but at its link."""
    _open(page, path)
    row = _row(page, ANNA)
    button, opened = row.locator("button"), row.locator(".opened")
    assert "false" == button.get_attribute("aria-expanded")
    button.focus()
    page.keyboard.press("Enter")
    assert ("true", True) == (button.get_attribute("aria-expanded"), opened.is_visible())
    assert [
        "8,589,934,592 configurations, 66 runs.",
        "Holds in 25 %",
        "where Can Decline is granted and login.webcallback.is-auto-ready is true",
        "For example: the usual configuration",
        "P2",
        "O1",
        "Fails in 75 %: refused, P2 at When Anna declines",
        "where Can Decline is withheld",
        "For example: Can Decline = withheld, webcallback.bell = empty",
        "P2",
        "The configuration as it is: holds. What a single change would do:",
        "Broken if Can Decline is withheld: refused",
        "Mended if webcallback.dial is 1",
    ] == _lines(opened)
    row.locator("a").first.evaluate("link => { link.onclick = event => event.preventDefault(); link.click(); }")
    assert opened.is_visible()
    row.locator(".shares").click()
    assert not opened.is_visible()
    row.locator(".shares").click()
    assert 2 == opened.locator(".outcome").count()
    opened.locator(".chip").first.click()
    page.locator("#clause-P2[open]").wait_for()


def test_findings_say_what_they_are(page: Page, path: Path) -> None:
    """With what is pinned, rows, and a clause that this report does not know."""
    _open(page, path)
    assert [
        "8,589,934,592 configurations, 66 runs. The scenario sets Can Decline by itself.",
        "Fails in 25 %: refused, P2 at When Anna declines",
        "where Can Decline is granted and login.webcallback.is-auto-ready is true, and",
        f"webcallback.bell is {HOSTILE}",
        "or webcallback.dial is 1",
        "For example: the usual configuration",
        "P2",
        "O1",
        "Fails in 50 %: refused, P2 at When Anna declines",
        "Open finding: nothing that was read belongs to a clause among its tags",
        "on every configuration",
        "For example: the usual configuration",
        "P2",
        "Fails in 25 %: refused, P2 at When Anna declines",
        "Finding, listed: it fails on every configuration (O1: it is so)",
        "where Can Decline is granted",
        "For example: the usual configuration",
        "P2",
        "X9",
    ] == _lines(_row(page, OPEN).locator(".opened"))
    _row(page, "gone.feature:7").locator("button").click()
    assert "1 run, 75 % not decided." in _row(page, "gone.feature:7").inner_text()
    assert "holds. No single change that was played makes it otherwise." in _row(page, "gone.feature:7").inner_text()


def test_a_scenario_says_it_in_a_line(page: Page, path: Path) -> None:
    """With its bar, and the way to its row, which is open then; one that nobody has decided says nothing."""
    _open(page, path, "at=x.feature:3")
    assert "On every configuration: holds in 25 %, decided by 66 runs. What decides" in page.inner_text("main")
    assert page.locator(".shares").is_visible()
    page.click("text=What decides")
    _row(page, ANNA).locator(".opened").wait_for()
    page.locator(".map button:focus").wait_for()
    _row(page, OPEN).locator("a").first.click()
    page.locator("h2", has_text="Something is open").wait_for()
    assert "decided by 66 runs. 1 open finding: what decides" in page.inner_text("main")
    _open(page, path, "at=x.feature:6")
    page.locator("h2", has_text="Nobody has decided this").wait_for()
    assert "On every configuration" not in page.inner_text("main")
    _open(page, path, "configurations=nowhere.feature:1")
    page.locator("h2", has_text="Configurations").wait_for()


def test_whoever_signs_off_reads_it_first(page: Page, path: Path) -> None:
    """The summary counts open findings, and leads to them."""
    _open(page, path, "summary")
    assert "On every configuration: 3 scenarios, 1 open finding. Where they hold" in page.inner_text("main")
    page.click("text=Where they hold")
    page.locator("h2", has_text="Configurations").wait_for()


def test_it_prints(page: Page, path: Path) -> None:
    """Every row; unfolded are those with findings, with nothing to click and nothing cut."""
    _open(page, path)
    page.set_viewport_size({"width": 700, "height": 990})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    part = page.locator(".part-configurations")
    assert (3, 0) == (part.locator(".decided").count(), part.locator("button").count())
    assert [True, False, False] == [row.is_visible() for row in part.locator(".opened").all()]
    assert "What decides the scenarios without a finding stands in the page itself." in part.inner_text()
    cut = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility() && !each.closest('.unseen')"
        " && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)"
    )
    assert ([], []) == (cut, poor_contrasts(page, "body", but=".unseen"))


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_reads_well(page: Page, path: Path, width: int, scheme: str) -> None:
    """Nothing is wider than the window, texts stand out, headings follow in order, and markup stays text."""
    asked = asked_by(page)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    for part in PARTS:
        _open(page, path, part)
        assert width == page.evaluate("document.documentElement.scrollWidth")
        assert [] == page.locator(".wide").evaluate_all(_SCROLLED)
        assert [] == poor_contrasts(page, "body", but=".unseen, option, script, style, noscript")
        levels = [int(name[1]) for name in page.evaluate(_HEADINGS)]
        assert ([1, 2], []) == (levels[:2], [later for earlier, later in pairwise(levels) if later > earlier + 1])
    assert ([], 0) == (asked, page.locator("img").count())
