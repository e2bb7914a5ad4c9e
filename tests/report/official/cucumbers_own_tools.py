"""Cucumber's own tools take what the runner writes: ``make cucumber-check`` runs these, ``make test`` does not.

They need npm, and the internet once. The name of this file keeps it from being collected with the folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.report.all_that_can_happen import write_all
from tests.report.conftest import stream
from tests.report.official.conftest import ROOT
from tests.report.official.npm_packages import run_script
from tests.report.validate_stream import SCHEMA, problems

from callbook.record.cucumber.json_form import json_form
from callbook.record.cucumber.reading import STREAM_FILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.pytest_plugin.conftest import Project

PATIENCE = 60_000
OPEN = {"ends.feature", "unfit.feature"}


@pytest.fixture
def acceptance() -> Path:
    """Give the root of the acceptance suite, which has been run."""
    return ROOT


@pytest.fixture
def everything(project: Project) -> Path:
    """Give the root of a project with all that can happen, which has been run."""
    write_all(project)
    project.run("--continue-on-collection-errors")
    return project.root


@pytest.fixture(params=["acceptance", "everything"])
def root(request: pytest.FixtureRequest) -> Path:
    """Give one after the other."""
    found: Path = request.getfixturevalue(request.param)
    return found


def _page(modules: Path, root: Path, folder: Path) -> Path:
    page = folder / "page.html"
    run_script("render.mjs", modules, root / ".callbook/last-run" / STREAM_FILE, page)
    return page


def test_the_copy_of_the_schema_is_the_official_one(modules: Path) -> None:
    """Byte by byte, so that what `make test` checks is what Cucumber says."""
    assert (modules / "@cucumber/messages" / SCHEMA.name).read_bytes() == SCHEMA.read_bytes()


def test_every_message_fits(modules: Path, root: Path) -> None:
    """Of the whole suite, and of all that can happen."""
    assert stream(root).finished
    assert [] == list(problems(root / ".callbook/last-run" / STREAM_FILE))


def test_cucumbers_page_holds_every_scenario(modules: Path, root: Path, tmp_path: Path) -> None:
    """The formatter takes the whole stream; each scenario is in what it writes."""
    text = _page(modules, root, tmp_path).read_text(encoding="utf-8")
    names = {case.pickle["name"] for case in stream(root).cases}
    assert (True, []) == (bool(names), [name for name in names if json.dumps(name, ensure_ascii=False) not in text])


def test_the_page_of_the_suite_is_green(modules: Path, acceptance: Path, browser: Browser, tmp_path: Path) -> None:
    """A reader sees that all have passed, and how many."""
    text = _shown(browser, _page(modules, acceptance, tmp_path))
    count = len(stream(acceptance).cases)
    assert f"100% ({count} / {count}) passed" in text


def test_the_page_says_how_each_scenario_ended(
    modules: Path, everything: Path, browser: Browser, tmp_path: Path
) -> None:
    """How many in each way; and of the features that are open because something is wrong, each name and reason."""
    text = _shown(browser, _page(modules, everything, tmp_path))
    told = (
        *("PASSED 5", "SKIPPED 2", "PENDING 1", "UNDEFINED 1", "AMBIGUOUS 1", "FAILED 5"),
        *("Before: set-up", "RuntimeError: no contact centre", "After: clean-up", "RuntimeError: something was left"),
        *("no work today", "too early", "expected to fail: not built yet", "No step definition found."),
        *(case.pickle["name"] for case in stream(everything).cases if case.pickle["uri"] in OPEN),
    )
    assert [] == [each for each in told if each not in text]
    assert (1, 3) == (text.count("Multiple matching step definitions found:"), text.count("two of a kind"))


def test_cucumbers_reader_of_the_old_json_takes_ours(modules: Path, root: Path, tmp_path: Path) -> None:
    """It recognises the shape of cucumber-jvm, and finds every scenario, and the file that is no feature."""
    told = stream(root)
    file = tmp_path / "cucumber.json"
    file.write_bytes(msgspec.json.encode(json_form(told)))
    count = len(told.cases) + len(told.parse_errors)
    assert f"cucumber-jvm: {count} scenarios\n" == run_script("convert.mjs", modules, file)


def _shown(browser: Browser, page: Path) -> str:
    """Open a page without a network, wait until it is drawn, and give the text that one sees."""
    with browser.new_context(offline=True) as context:
        shown = context.new_page()
        errors: list[str] = []
        shown.on("pageerror", lambda error: errors.append(str(error)))
        shown.goto(page.as_uri())
        shown.get_by_text("passed", exact=False).first.wait_for(timeout=PATIENCE)
        text = shown.inner_text("body")
        assert [] == errors
        return text
