"""A section of the report is a row of one table: its data, its heading and its script come into every report by it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.report.a_run import FEATURE
from tests.report.decisions import decision, write_decisions

from callbook.record import read_decisions
from callbook.record.report.contents import ReportContents, contents_of_features
from callbook.record.report.page import report_page
from callbook.record.report.sections import SECTIONS, Section

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def contents(tmp_path: Path) -> ReportContents:
    """Give the contents of a report of one feature."""
    path = tmp_path / "x.feature"
    path.write_text("\n".join(line[4:] for line in FEATURE.splitlines()), encoding="utf-8")
    given = write_decisions(tmp_path / "e.json", decision("x.feature:8", "Ben waits"))
    return contents_of_features([path], decisions=read_decisions(given))


def test_every_row_is_in_the_contents(contents: ReportContents) -> None:
    """With its title, and its data under its name beside the rest."""
    assert [(each.name, each.title) for each in SECTIONS] == contents.sections
    plain = contents.plain()
    assert {each.name for each in SECTIONS} <= plain.keys()
    assert "data" not in plain
    assert contents.scenarios is plain["scenarios"]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_row_is_drawn(section: Section) -> None:
    """Its script puts a function under its name."""
    script = (files("callbook.record.report") / "assets" / section.drawn_by).read_text(encoding="utf-8")
    assert [section.name] == re.findall(r"^DRAWINGS\.(\w+) = \(", script, re.MULTILINE)


def test_every_script_is_in_the_page(contents: ReportContents) -> None:
    """Each once, before the one that shows what the address asks for."""
    text = report_page(contents, "R")
    places = [text.index(f"DRAWINGS.{each.name} = (") for each in SECTIONS]
    assert sorted(places) == places
    assert places[-1] < text.index("unpack().then(start)")
