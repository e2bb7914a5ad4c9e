"""The report opens from the disk with no network: lists, filters, scenarios, by mouse and by keyboard."""

from __future__ import annotations

import subprocess
import sys
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.browser.contrast import poor_contrasts
from tests.browser.dialogs import asked_by
from tests.report.a_run import FEATURE, HOSTILE, LATER

from callbook.record.report.changes import EarlierReport, changes_since
from callbook.record.report.contents import ReportContents, contents_of_features, contents_of_run
from callbook.record.report.page import report_page as page_of
from callbook.record.report.sections import Summary

if TYPE_CHECKING:
    from playwright.sync_api import Page

ANNA = "features/declining.feature:14"
PARTS = ("summary", "scenarios", "coverage", "clauses", "clause=P2", f"at={ANNA}", "at=features/declining.feature:28")
_HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map(heading => heading.tagName)"
UNDEFINED = "Feature: Nobody knows\n  @P2\n  Scenario: Pigs\n    When pigs fly\n"


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> ReportContents:
    """Run a project in which scenarios pass, fail, are skipped and undefined, and one file is none; read the run."""
    root = tmp_path_factory.mktemp("project")
    (root / "features").mkdir()
    files = {"declining": dedent(FEATURE).lstrip(), "pigs": UNDEFINED, "bad": f"{HOSTILE}\n"}
    for name, text in files.items():
        (root / "features" / f"{name}.feature").write_text(text, encoding="utf-8")
    (root / "conftest.py").write_text(LATER, encoding="utf-8")
    (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "callbook", "run", "-q", "--continue-on-collection-errors", "features"]
    assert 1 == subprocess.run(command, cwd=root, check=False, capture_output=True).returncode  # noqa: S603 - our own
    return contents_of_run(root / ".callbook" / "last-run")


@pytest.fixture
def path(tmp_path: Path, contents: ReportContents) -> Path:
    """Give the report as a file."""
    path = tmp_path / "report.html"
    path.write_text(page_of(contents, f"Release {HOSTILE}"), encoding="utf-8")
    return path


def _open(page: Page, path: Path, part: str = "scenarios") -> None:
    page.goto(f"{path.as_uri()}#{part}")
    page.wait_for_selector("main h2")


def _arrive(page: Page, heading: str) -> None:
    """Wait until the page shows what its address asks for: it follows it a little after the click."""
    page.locator("main h2", has_text=heading).wait_for()


def _listed(page: Page) -> list[str]:
    return page.locator("main .scenarios li > a").all_inner_texts()


def test_the_tree_and_its_filters(page: Page, path: Path) -> None:
    """Features that failed stand open; words, status, clause and tag narrow it down; Reset shows all again."""
    _open(page, path)
    assert "5 scenarios." == page.inner_text(".found")
    assert 5 == len(_listed(page))
    page.fill("input[name=text]", "DECLINE callback")
    assert ["It goes to another agent", "Without the privilege it is refused"] == _listed(page)
    page.select_option("select[name=status]", "failed")
    assert ("1 of 5 scenarios.", ["It goes to another agent"]) == (page.inner_text(".found"), _listed(page))
    page.fill("input[name=text]", "no such words")
    assert ("0 of 5 scenarios.", []) == (page.inner_text(".found"), _listed(page))
    page.click("text=Reset")
    page.select_option("select[name=clause]", "F1")
    assert ["Without the privilege it is refused"] == _listed(page)
    page.click("text=Reset")
    page.select_option("select[name=tag]", "later")
    assert ["Not yet"] == _listed(page)
    assert "Once upon" not in page.inner_text("main")
    assert HOSTILE in page.inner_text("main .message")


def test_a_failed_scenario(page: Page, path: Path) -> None:
    """Its steps with the account of the failure, the ladder, states; the browser's Back leads back."""
    _open(page, path)
    page.click("text=It goes to another agent")
    _arrive(page, "It goes to another agent")
    assert ["Steps", "Ladder", "State before and after", "Recording"] == (page.locator("main h3").all_inner_texts())
    assert "expected  offered to Clara" in page.inner_text(".step.is-failed .message")
    assert "5 s" == page.inner_text(".step:nth-child(3) .lasted")
    rung = page.locator(".ladder li", has_text="RequestReject").inner_text()
    assert ["Anna to Interaction Server:", "RequestReject"] == rung.splitlines()[-2:]
    assert "It goes to another agent" in page.title()
    page.go_back()
    _arrive(page, "Scenarios")
    assert 5 == len(_listed(page))


def test_failures_stand_first(page: Page, path: Path) -> None:
    """The page opens with them, each with its account and a link to the whole."""
    _open(page, path, "")
    assert ["Feature files that could not be run", "Failures"] == page.locator("main h3").all_inner_texts()
    assert ["It goes to another agent", "Pigs"] == page.locator(".reds .words").all_inner_texts()
    assert "Then the callback is offered to Clara" in page.inner_text(".reds > li:first-child")
    assert "expected  offered to Clara" in page.inner_text(".reds > li:first-child .message")
    page.click(".reds >> text=Pigs")
    _arrive(page, "Pigs")


@pytest.mark.parametrize("outcome", ["passed", "failed"])
def test_what_has_changed_stands_below(page: Page, tmp_path: Path, contents: ReportContents, outcome: str) -> None:
    """In tables that lead to what is still there; or a word that nothing has."""
    outcomes = {key: each.outcome for key, each in zip(contents.keys, contents.scenarios, strict=True)}
    if outcome == "passed":
        outcomes = {key: outcome if key[2] == "Pigs" else each for key, each in outcomes.items()}
        outcomes["features/gone.feature", "", HOSTILE, 0] = "failed"
    earlier = EarlierReport("old.html", contents.facts, outcomes)
    now = [(key, each.outcome, each.id) for key, each in zip(contents.keys, contents.scenarios, strict=True)]
    changed = msgspec.structs.replace(contents, data={**contents.data})
    changed.data["summary"] = Summary(contents.data["summary"].red, changes_since(earlier, contents.facts, now))
    path = tmp_path / "new.html"
    path.write_text(page_of(changed, "R"), encoding="utf-8")
    _open(page, path, "")
    said = page.inner_text("main")
    assert f"Since old.html, {contents.facts[0][1]}" in said
    if outcome == "failed":
        assert "Every scenario ended as it did then. Still red: 2." in said
        return
    assert "Newly red: 1, Gone: 1. Still red: 1." in said
    assert [
        ["Pigs", "features/pigs.feature", "passed", "failed"],
        [HOSTILE, "features/gone.feature", "failed", "\u2014"],
    ] == [
        [cell.strip("\u2713\u2717 \n") or cell for cell in row.locator("th, td").all_inner_texts()]
        for row in page.locator(".changes tbody tr").all()
    ]
    page.click(".changes >> text=Pigs")
    _arrive(page, "Pigs")


def test_it_prints_whole(page: Page, path: Path) -> None:
    """All parts, unfolded, with nothing to click, nothing cut; afterwards the page is as it was."""
    _open(page, path, "")
    before = page.inner_html("main")
    page.set_viewport_size({"width": 700, "height": 990})
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert ["Summary", "Scenarios", "Coverage", "Clauses"] == page.locator("main h2").all_inner_texts()
    assert ([], 0) == (
        [each for each in page.locator("form, button, input, select, nav").all() if each.is_visible()],
        page.locator("details:not([open])").count(),
    )
    assert "Without the privilege it is refused" in page.inner_text(".part-scenarios")
    assert "Source: Workspace Desktop Edition Deployment Guide" in page.inner_text(".part-clauses")
    cut = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility() && !each.closest('.unseen')"
        " && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)"
    )
    assert ([], []) == (cut, poor_contrasts(page, "body", but=".unseen"))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # a second one changes nothing
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert before == page.inner_html("main")


def test_a_scenario_prints_alone(page: Page, path: Path) -> None:
    """Who looks at one wants that one, with its ladder."""
    _open(page, path, f"at={ANNA}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert ["It goes to another agent"] == page.locator("main h2").all_inner_texts()
    assert page.locator(".ladder").is_visible()


def test_timers_that_ran_out(page: Page, tmp_path: Path, contents: ReportContents) -> None:
    """A scenario in which one did says when it was set, and when it ran out."""
    copied = deepcopy(contents)
    events = next(each.events for each in copied.scenarios if each.id == ANNA)
    assert events is not None
    events.timers.append([copied.texts.index("RequestReject"), 0, 5_000])
    path = tmp_path / "report.html"
    path.write_text(page_of(copied, "R"), encoding="utf-8")
    _open(page, path, f"at={ANNA}")
    row = page.locator("section", has_text="Timers").locator("tr", has_text="RequestReject")
    assert ["RequestReject", "2026-03-02 08:00:00.000", "2026-03-02 08:00:05.000"] == (
        row.locator("th, td").all_inner_texts()
    )


def test_telephones_have_the_last_lanes(page: Page, tmp_path: Path, contents: ReportContents) -> None:
    """Whoever is heard of first; a dotted line is said to be SIP."""
    copied = deepcopy(contents)
    events = next(each.events for each in copied.scenarios if each.id == ANNA)
    assert events is not None
    copied.texts += ["SIP Server", "Anna's telephone", "REGISTER", "SIP message"]
    last = len(copied.texts) - 1
    events.rungs.insert(0, [0, last - 2, last - 3, last - 1, last])
    path = tmp_path / "report.html"
    path.write_text(page_of(copied, "R"), encoding="utf-8")
    _open(page, path, f"at={ANNA}")
    assert "Anna's telephone" == page.locator(".ladder .lane").all_inner_texts()[-1]
    assert "Anna's telephone to SIP Server: REGISTER" == page.locator(".arrow.sip").inner_text().replace("\n", " ")
    assert "dashed ones T-Library, dotted ones SIP." in page.locator("main").inner_text()


def test_clauses_and_scenarios_point_at_each_other(page: Page, path: Path) -> None:
    """From a scenario to its clause, with source and whether it is documented, and from there to its scenarios."""
    _open(page, path, f"at={ANNA}")
    page.click(".clauses .chip")
    page.locator("#clause-P2[open]").wait_for()
    assert "Source: Workspace Desktop Edition Deployment Guide, page Web Callback." in page.inner_text("#clause-P2")
    assert ("documented", "1 of 4 scenarios passed") == (
        page.inner_text("#clause-P2 .basis"),
        page.inner_text("#clause-P2 .count"),
    )
    assert "no scenario" == page.inner_text("#clause-O14 .hole")
    assert "assumed" == page.inner_text("#clause-F10 .basis")
    page.click("#clause-P2 >> text=Without the privilege")
    _arrive(page, "Without the privilege it is refused")
    assert "Without the privilege it is refused" == page.inner_text("main h2")


def test_the_matrix_shows_holes_and_scenarios(page: Page, path: Path) -> None:
    """A cell leads to the scenarios that have shown it; a hole says that it is one."""
    _open(page, path, "coverage")
    row = page.locator("tr", has=page.locator("th", has_text="Can Decline"))
    assert ["Can Decline", "P2", "○ hole", "1 scenario", "name in the Role object"] == (
        row.locator("th, td").all_inner_texts()
    )
    row.locator("a.filled").click()
    page.locator(".seen").wait_for()
    assert ["Without the privilege it is refused"] == _listed(page)
    assert "Those that have shown Can Decline: withheld. Reset shows all." == page.inner_text(".seen")
    page.click("text=Reset")
    page.locator(".seen").wait_for(state="detached")
    assert 5 == len(_listed(page))


def test_by_keyboard(page: Page, path: Path) -> None:
    """Everything that can be clicked can be reached and pressed; the heading of what opens has the focus."""
    _open(page, path)
    page.focus("input[name=text]")
    page.keyboard.type("Pigs")
    page.locator("main .scenarios a").first.focus()
    page.keyboard.press("Enter")
    page.locator("h2:focus", has_text="Pigs").wait_for()
    assert "undefined" in page.inner_text(".step .badge")
    page.locator("main a[rel=prev]").focus()
    page.keyboard.press("Enter")
    page.locator("h2:focus", has_text="Not yet").wait_for()


@pytest.mark.parametrize("part", PARTS)
def test_a_name_does_no_harm(page: Page, path: Path, part: str) -> None:
    """Markup in titles, names, steps and reasons is shown as text on every part."""
    asked = asked_by(page)
    _open(page, path, part)
    assert HOSTILE in page.inner_text("body")
    assert ([], 0) == (asked, page.locator("img").count())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("part", PARTS)
def test_it_reads_well(page: Page, path: Path, part: str, width: int, scheme: str) -> None:
    """Nothing makes the page wider than the window, texts stand out, headings follow in order."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, path, part)
    assert width == page.evaluate("document.documentElement.scrollWidth")
    assert [] == poor_contrasts(page, "body", but=".unseen, option, script, style, noscript")
    levels = [int(name[1]) for name in page.evaluate(_HEADINGS)]
    assert ([1, 2], []) == (levels[:2], [later for earlier, later in pairwise(levels) if later > earlier + 1])


def test_a_specification(page: Page, tmp_path: Path) -> None:
    """Without a run: the same lists, and a word on why there is no coverage."""
    feature = tmp_path / "declining.feature"
    feature.write_text(dedent(FEATURE).lstrip(), encoding="utf-8")
    path = tmp_path / "specification.html"
    path.write_text(page_of(contents_of_features([feature]), "Specification"), encoding="utf-8")
    _open(page, path)
    page.click("summary >> text=Markup & co")
    page.click("text=It goes to another agent")
    _arrive(page, "It goes to another agent")
    assert ["not run"] * 5 == [words.strip("○ \n") for words in page.locator(".step .badge").all_inner_texts()]
    page.click("text=Coverage")
    page.locator("h2:focus", has_text="Coverage").wait_for()
    assert "This report is of the specification alone: nothing was run, so nothing was seen." in page.inner_text("main")


def test_a_link_into_nowhere(page: Page, path: Path) -> None:
    """An old link says what it does not find, and the way on is there."""
    _open(page, path, "at=features/gone.feature:1")
    assert "Not in this report\n\nfeatures/gone.feature:1" == page.inner_text("main").strip()
    _open(page, path, "clause=X9")
    _arrive(page, "Clauses")
    assert "Not in this report" not in page.inner_text("main")
