"""A report says what has changed since an earlier one: its page, the folder of its run, or the stream in it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import compress

import pytest
from tests.report.a_run import run

from callbook.core.errors import BadInput
from callbook.record.report.changes import Change, EarlierReport, changes_since, keys_of
from callbook.record.report.contents import ReportContents, contents_of_features, contents_of_run
from callbook.record.report.earlier import earlier_report
from callbook.record.report.page import report_page

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

_FILE = "features/declining.feature"
_ACCEPTED = "Accepted: a page that `callbook report` has written of a run, the folder of a run, or its messages.ndjson."


def _changes(before: dict[str, str], now: dict[str, str]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    earlier = EarlierReport("old", [], {("f", "", name, 0): outcome for name, outcome in before.items()})
    found = changes_since(earlier, [], ((("f", "", name, 0), outcome, f"f:{name}") for name, outcome in now.items()))
    return [(title, [(each.name, each.before, each.now) for each in changes]) for title, changes in found.groups]


@pytest.mark.parametrize(
    ("before", "now", "title"),
    [
        ("passed", "failed", "Newly red"),
        ("skipped", "error", "Newly red"),
        ("", "failed", "Newly red"),
        ("failed", "passed", "Newly green"),
        ("skipped", "passed", "Newly green"),
        ("", "passed", "Added"),
        ("", "skipped", "Added"),
        ("passed", "", "Gone"),
        ("failed", "", "Gone"),
        ("passed", "skipped", "Ended otherwise"),
        ("failed", "skipped", "Ended otherwise"),
    ],
)
def test_each_kind_of_change(before: str, now: str, title: str) -> None:
    """A scenario stands in one group."""
    then = {"S": before} if before else {}
    assert [(title, [("S", before, now)])] == _changes(then, {"S": now} if now else {})


@pytest.mark.parametrize(("before", "now"), [("passed", "passed"), ("failed", "failed"), ("failed", "error")])
def test_what_did_not_change_is_not_told(before: str, now: str) -> None:
    """Red is red, whether it failed or broke down."""
    assert [] == _changes({"S": before}, {"S": now})


def test_groups_stand_in_the_order_of_their_weight() -> None:
    """What became red first."""
    before = {"a": "passed", "b": "failed", "c": "passed", "d": "passed"}
    now = {"a": "failed", "b": "passed", "d": "skipped", "e": "passed"}
    assert ["Newly red", "Newly green", "Added", "Gone", "Ended otherwise"] == [
        title for title, _ in _changes(before, now)
    ]


def test_rows_of_one_name_are_known_by_their_order() -> None:
    """File, rule and name are the same."""
    assert [("f", "", "S", 0), ("f", "r", "S", 0), ("f", "", "S", 1)] == list(
        keys_of([("f", "", "S"), ("f", "r", "S"), ("f", "", "S")])
    )


def test_how_long_both_took() -> None:
    """Where both are known; and what was given, with when that was."""
    earlier = EarlierReport("old.html", [("When", "then"), ("How long", "2.0 s")], {("f", "", "S", 0): "error"})
    still = [(("f", "", "S", 0), "failed", "f:1")]
    found = changes_since(earlier, [("How long", "3.0 s")], still)
    assert ("old.html, then", "3.0 s, 2.0 s then", 1) == (found.since, found.took, found.still_red)
    assert "" == changes_since(earlier, [], still).took


def _later(project: Project, earlier: EarlierReport) -> ReportContents:
    """Run it with a line more atop, another end of the scenario that failed, and one scenario instead of another."""
    path = project.root / _FILE
    text = path.read_text(encoding="utf-8").replace("Then the callback is offered to Clara", "Then 1 second passes")
    text = text.replace("And Anna declines the callback\n      Then 1 second passes", "And Anna declines the callback")
    path.write_text("# a line more\n" + text.replace("Not yet", "Perhaps"), encoding="utf-8")
    project.run()
    return contents_of_run(project.root / ".callbook/last-run", earlier=earlier, epoch=1)


@pytest.mark.parametrize("given", ["page", "folder", "stream"])
def test_a_run_is_held_against_an_earlier_one(project: Project, given: str) -> None:
    """Whichever of the three is given: lines may have moved."""
    contents = run(project, epoch=60)
    old = project.root / "old"
    (project.root / ".callbook/last-run").rename(old)
    (project.root / "old.html").write_text(report_page(contents, "R"), encoding="utf-8")
    path = {"page": old.with_suffix(".html"), "folder": old, "stream": old / "messages.ndjson"}[given]
    changes = _later(project, earlier_report(path)).data["summary"].changes
    assert changes.since.startswith(f"{path.name}, ")
    assert (
        0,
        [
            ("Newly green", [Change("It goes to another agent", _FILE, "failed", "passed", f"{_FILE}:15")]),
            ("Added", [Change("Perhaps", _FILE, "", "skipped", f"{_FILE}:28")]),
            ("Gone", [Change("Not yet", _FILE, "skipped", "")]),
        ],
    ) == (changes.still_red, changes.groups)


def test_without_an_earlier_one_there_are_no_changes(project: Project) -> None:
    """The places of what is red stand there all the same."""
    summary = run(project).data["summary"]
    assert ([1], None) == (summary.red, summary.changes)


def test_a_page_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """It says nothing of its run at its head."""
    data = '{"ran":true,"features":[{"uri":"f"}],"scenarios":[{"feature":0,"rule":"","name":"S","outcome":"passed"}]}'
    path = _page(tmp_path, compress(data.encode()))
    assert EarlierReport("old.html", [], {("f", "", "S", 0): "passed"}) == earlier_report(path)


def _page(folder: Path, data: bytes) -> Path:
    path = folder / "old.html"
    path.write_text(f'<!DOCTYPE html>\n<script id="data">{b64encode(data).decode()}</script>', encoding="utf-8")
    return path


def _refused(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        earlier_report(path)
    return str(refused.value).replace(str(path), "OLD")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (None, "there is no such file or folder"),
        ("nothing", "line 1: JSON is malformed: invalid character (byte 4)"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str | None, where: str) -> None:
    """What was given, where, and what would be accepted."""
    path = tmp_path / "old"
    if text is not None:
        path.write_text(f"{text}\n", encoding="utf-8")
    assert f"earlier report 'OLD' in --since: {where} cannot be used. {_ACCEPTED}" == _refused(path)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """No run has written it."""
    assert f"earlier report 'OLD' in --since: no run has written it cannot be used. {_ACCEPTED}" == _refused(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        compress(b"no JSON"),
        compress(b"\xff"),
        compress(b'{"ran":true,"features":[],"scenarios":[{"feature":0,"rule":"","name":"S","outcome":"x"}]}'),
        compress(b"{}")[:-6],
    ],
)
def test_a_page_that_is_damaged_is_refused(tmp_path: Path, data: bytes) -> None:
    """Whatever of it is."""
    where = "it holds no report, or not all of it"
    assert f"page 'OLD' in --since: {where} cannot be used. {_ACCEPTED}" == _refused(_page(tmp_path, data))


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """At a bound; this one is small, and would be large."""
    path = _page(tmp_path, compress(b" " * 210_000_000, 1))
    assert "it holds no report" in _refused(path)


def test_other_pages_are_refused(tmp_path: Path) -> None:
    """A page of somebody else, and one of the features alone."""
    path = tmp_path / "old.html"
    path.write_text("<!doctype html><p>Hello</p>", encoding="utf-8")
    assert "it holds no report, or not all of it" in _refused(path)
    (tmp_path / "x.feature").write_text("Feature: F\n  Scenario: S\n    Given x\n", encoding="utf-8")
    path.write_text(report_page(contents_of_features([tmp_path / "x.feature"]), "S"), encoding="utf-8")
    where = "a specification; nothing was run"
    assert f"page 'OLD' in --since: {where} cannot be used. {_ACCEPTED}" == _refused(path)
