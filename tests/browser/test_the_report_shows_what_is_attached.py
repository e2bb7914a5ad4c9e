"""What is attached to a step can be read, seen and saved in the report, and does nothing by itself."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.browser.dialogs import asked_by
from tests.pytest_plugin.conftest import Project

from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script></svg>'
STEPS = """
    from pytest_bdd import given

    @given("all of it")
    def all_of_it(attach):
        attach({markup!r}, "text/html")
        attach({picture!r}, "image/png", file_name="bell.png")
        attach({svg!r}, "image/svg+xml", file_name="bell.svg")
        attach({markup!r}.encode(), "application/x-anything", file_name="bell.html")
"""


def _png(width: int, height: int) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")


@pytest.fixture
def path(pytester: pytest.Pytester, tmp_path: Path) -> Path:
    """Give the report of a run whose one step attaches something of each kind."""
    project = Project(pytester)
    project.write("conftest.py", STEPS.format(markup=MARKUP, picture=_png(30, 10), svg=SVG))
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given all of it\n")
    project.run().assert_outcomes(passed=1)
    path = tmp_path / "report.html"
    path.write_text(report_page(contents_of_run(project.root / ".callbook/last-run"), "R"), encoding="utf-8")
    return path


def test_each_kind(page: Page, path: Path) -> None:
    """A text stays a text, pictures are drawn in their size, a file has its own bytes; nothing asks anybody."""
    asked = asked_by(page)
    page.goto(f"{path.as_uri()}#at=x.feature%3A2")
    page.wait_for_selector(".attached")
    assert ["text/html 53 bytes", "bell.png 73 bytes", "bell.svg 94 bytes", "bell.html 53 bytes"] == page.locator(
        ".attached figcaption"
    ).all_inner_texts()
    assert MARKUP == page.inner_text(".attached pre")
    sizes = "images => images.map(image => [image.alt, image.naturalWidth, image.naturalHeight])"
    page.wait_for_function("[...document.images].every(image => image.complete)")
    assert [["bell.png", 30, 10], ["bell.svg", 40, 20]] == page.locator(".attached img").evaluate_all(sizes)
    with page.expect_download() as begun:
        page.click(".attached a")
    assert ("bell.html", MARKUP) == (begun.value.suggested_filename, begun.value.path().read_text(encoding="utf-8"))
    assert [] == asked
