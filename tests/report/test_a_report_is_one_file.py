"""The page of a report is one file that asks nobody for anything, and in which every text stays a text."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import decompress

import pytest
from tests.report.a_run import HOSTILE, run

from callbook.record.report.page import report_page

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project


@pytest.fixture
def text(project: Project) -> str:
    """Give the page of a run whose feature and whose title hold markup."""
    return report_page(run(project), f"Release {HOSTILE}")


def test_it_asks_nobody(text: str) -> None:
    """No address stands in it, and its own policy forbids whatever is not in the file."""
    assert [] == re.findall(r"https?://[^\s\"'<]+", text)
    assert [] == re.findall(r"<(?:img|link|iframe|object)\b|@import|url\(", text)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    [script] = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (script, style)]
    assert (
        f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    ) == policy


def test_markup_stays_text(text: str) -> None:
    """In the head it is escaped; everything else is data, which a script turns into texts."""
    assert HOSTILE not in text
    assert "<h1>Release &lt;img src=x onerror=alert(1)&gt;</h1>" in text
    [data] = re.findall(r'id="data">([^<]*)</script>', text)
    assert f"Markup & co {HOSTILE}" == json.loads(decompress(b64decode(data)))["features"][0]["name"]


def test_totals_stand_atop(text: str) -> None:
    """They can be read without the script, which says what it is needed for."""
    totals = "".join(f"<li>{count}</li>" for count in ("4 scenarios", "2 passed", "1 failed", "1 skipped"))
    assert f'<ul class="totals" aria-label="Totals">{totals}</ul>' in text
    assert "to show them it needs JavaScript." in text


def test_the_same_run_the_same_page(project: Project) -> None:
    """Byte by byte, also in two processes, where a moment is given that takes the wall's place."""
    first, second = (run(project, *workers, epoch=1_800_000_000) for workers in ((), ("-n", "2")))
    assert report_page(first, "R") == report_page(second, "R")
