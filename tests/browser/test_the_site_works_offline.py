"""The site of the documentation opens from a disk with no network: pages, search, on wide and narrow windows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SEEN = (
    *(("index", 1280, "light"), ("index", 390, "dark")),
    *(("tutorials/qa-engineer", 1280, "dark"), ("tutorials/qa-engineer", 390, "light")),
    *(("reference/options", 390, "light"), ("reference/python/lab", 1280, "light")),
)
# It may not fetch the styles anew, which a page on a disk cannot.
_AXE = """() => axe.run({ preload: false }).then(
    found => found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`))"""
_FROM = "(https?:[^\"')]*)"
_LOADED = re.compile(
    rf"<(?:script|img|source|iframe)[^>]*\ssrc=[\"']{_FROM}|<link[^>]*href=[\"']{_FROM}"
    rf"|url\([\"']?{_FROM}|@import\s+[\"']{_FROM}"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as `make test` has just built it; else build it, where a warning is an error."""
    built = os.environ.get("CALLBOOK_SITE")
    if built:
        return Path(built)
    folder = tmp_path_factory.mktemp("site")
    # Measuring the coverage of the catalogues would double the time.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-m", "sphinx", "-qEW", "-d", str(folder / ".read"), str(ROOT / "docs"), str(folder)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (0, "") == (done.returncode, done.stderr)
    return folder


def _open(page: Page, site: Path, name: str) -> list[str]:
    """Open a page; give the requests that fail, or lead anywhere but into the site."""
    gone_wrong: list[str] = []
    here = site.as_uri()
    page.on("requestfailed", lambda request: gone_wrong.append(f"failed: {request.url}"))
    page.on("request", lambda asked: None if asked.url.startswith(here) else gone_wrong.append(asked.url))
    page.goto(f"{here}/{name}")
    return gone_wrong


def _shut_out_by(page: Page) -> list[str]:
    page.add_script_tag(content=(files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    return cast("list[str]", page.evaluate(_AXE))


@pytest.mark.parametrize(("name", "width", "scheme"), SEEN)
def test_a_page(page: Page, site: Path, name: str, width: int, scheme: str) -> None:
    """It asks nobody for anything, is no wider than the window, and axe finds nothing that shuts anybody out."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    assert [] == _open(page, site, f"{name}.html")
    assert width == page.evaluate("document.documentElement.scrollWidth")
    assert [] == _shut_out_by(page)


def test_the_search(page: Page, site: Path) -> None:
    """Words typed on the front page lead to a page and to its section, which opens."""
    gone_wrong = _open(page, site, "index.html")
    page.fill("input[name=q]", "frame-color")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    found = page.locator("#search-results li a").all_inner_texts()
    assert "Options" in found
    page.locator("#search-results li a", has_text="Options").first.click()
    page.locator("h1", has_text="Options").wait_for()
    assert [] == gone_wrong


def test_the_navigation_leads_everywhere(page: Page, site: Path) -> None:
    """Each page of the sources is in the navigation, and is there."""
    _open(page, site, "index.html")
    links = page.evaluate("[...document.querySelectorAll('.sidebar-tree a')].map(link => link.href.split('#')[0])")
    sources = (path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md"))
    wanted = {(site / each).as_uri() for each in sources}
    assert set() == wanted - {*links, (site / "index.html").as_uri()}
    assert [] == [each for each in wanted if not (site / each.removeprefix(f"{site.as_uri()}/")).is_file()]


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page, style or script names an address on a network that it would load something from."""
    written = [path for kind in ("html", "css", "js") for path in site.rglob(f"*.{kind}")]
    assert len(written) > len(SEEN)
    loaded = [(path.name, found[0]) for path in written for found in _LOADED.finditer(path.read_text(encoding="utf-8"))]
    assert [] == loaded
