"""A stream with a line missing, or one that is no message, is refused; of a run that was broken off all say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.notebook.as_shown import rich
from tests.report.a_stream import result, write_run

from callbook.cli.coverage_command import run as coverage_command
from callbook.core.errors import BadInput
from callbook.notebook.run import Run
from callbook.record.cucumber.reading import EARLIER_RUN_FILE, STREAM_FILE
from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEATURE = "Feature: F\n  Scenario: S\n    Given a bell\n  Scenario: T\n    Given a bell\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a run of two scenarios."""
    (tmp_path / "x.feature").write_text(FEATURE, encoding="utf-8")
    write_run(tmp_path, tmp_path, [result(2, "S"), result(4, "T", "failed")])
    return tmp_path


def _coverage(folder: Path) -> object:
    from rich.console import Console  # noqa: PLC0415 - only this reader prints

    return coverage_command(Console(quiet=True), folder, as_json=False)


READERS: dict[str, Callable[[Path], object]] = {"report": contents_of_run, "coverage": _coverage, "notebook": Run}
readers = pytest.mark.parametrize("read", READERS.values(), ids=READERS.keys())


def _lines(folder: Path) -> list[bytes]:
    return (folder / STREAM_FILE).read_bytes().splitlines(keepends=True)


def _without(folder: Path, kind: str, number: int = 0) -> None:
    """Take out a line of that kind: of those the *number*-th."""
    lines = _lines(folder)
    places = [place for place, line in enumerate(lines) if kind in json.loads(line)]
    lines.pop(places[number])
    (folder / STREAM_FILE).write_bytes(b"".join(lines))


def _refusal(read: Callable[[Path], object], folder: Path) -> str:
    with pytest.raises(BadInput) as refusal:
        read(folder)
    return str(refusal.value)


@readers
@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("gherkinDocument", "line 5: no line before it has 'x.feature'"),
        ("pickle", "line 11: no line before it has 'x.feature:2'"),
        ("testCase", "line 11: no line before it has 'x.feature:2 case 1'"),
        ("testCaseStarted", "line 11: no line before it has 'x.feature:2 run 1'"),
        ("testStepFinished", "line 11: no line before it has 'x.feature:2 case 1 step 1'"),
        ("testCaseFinished", "its count: 18 lines, and 19 were written"),
        ("testStepStarted", "its count: 18 lines, and 19 were written"),
        ("meta", "its count: 18 lines, and 19 were written"),
    ],
)
def test_a_line_is_missing(folder: Path, kind: str, where: str, read: Callable[[Path], object]) -> None:
    """Either a later line points at it, or the run's own count says so; every reader says the same."""
    _without(folder, kind)
    given = f"run {str(folder / STREAM_FILE)!r} in {where} cannot be used. "
    assert f"{given}Accepted: what the runner wrote, unchanged: run the features again." == _refusal(read, folder)


@readers
@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"[]\n", "line 19: Expected `object`, got `array`"),
        (b"\xff\n", "line 19: JSON is malformed: invalid character (byte 0)"),
        (b"\n", "line 19: Input data was truncated"),
        (b'{"attachment":{"body":"\xff"}}\n', "line 19: 'utf-8' codec can't decode byte 0xff in position 0"),
        (b'{"pickle":' + b'{"a":' * 100_000 + b"\n", "line 19: maximum recursion depth exceeded"),
        (
            b'{"attachment":{"body":"?","contentEncoding":"BASE64","mediaType":"image/png"}}\n',
            "line 19: an attachment that is no base64: Only base64 data is allowed",
        ),
    ],
)
def test_a_line_is_no_message(folder: Path, line: bytes, told: str, read: Callable[[Path], object]) -> None:
    """The error names the line and what is wrong with it."""
    lines = _lines(folder)
    lines.insert(18, line)
    (folder / STREAM_FILE).write_bytes(b"".join(lines))
    refusal = _refusal(read, folder)
    assert f" in {told}" in refusal
    assert " cannot be used. Accepted: what the runner wrote, unchanged" in refusal


def _cut_off(folder: Path) -> None:
    """Leave the stream as a run leaves it that was killed in its second scenario."""
    text = (folder / STREAM_FILE).read_bytes()
    (folder / STREAM_FILE).write_bytes(text[: text.rindex(b'{"testCaseFinished') + 5])


def test_a_run_was_broken_off(folder: Path) -> None:
    """What is whole counts, and each reader says that there may be more."""
    _cut_off(folder)
    run = Run(folder)
    assert "1 scenario, 1 passed, the run was broken off: 1 never ran" == report_summary(contents_of_run(folder))
    assert "Run of 1 scenario: 1 passed, the run was broken off: 1 never ran" == repr(run)
    assert '<p class="bad">' in rich(run)
    assert run.scenarios["seconds"].isna().all()


def test_coverage_of_a_run_that_was_broken_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says so, and ends with 1."""
    from rich.console import Console  # noqa: PLC0415 - only this reader prints

    _cut_off(folder)
    assert 1 == coverage_command(Console(), folder, as_json=False)
    assert "1 scenario, " in capsys.readouterr().out.splitlines()[-1]
    assert 1 == coverage_command(Console(), folder, as_json=True)
    assert json.loads(capsys.readouterr().out)["finished"] is False


@readers
def test_no_stream(folder: Path, read: Callable[[Path], object]) -> None:
    """The refusal says how one comes about."""
    (folder / STREAM_FILE).unlink()
    accepted = "one that a run has written: run `make acceptance` first."
    assert f"folder {str(folder)!r} cannot be used. Accepted: {accepted}" == _refusal(read, folder)


@readers
def test_the_run_of_an_earlier_version(folder: Path, read: Callable[[Path], object]) -> None:
    """Its file of scenarios alone, or beside a stream that does not say what is needed: the way out is to run again."""
    accepted = "Accepted: one that this version of Callbook has written, unchanged: run the features again."
    lines = [line for line in _lines(folder) if b"vnd.callbook.run+json" not in line]
    (folder / STREAM_FILE).write_bytes(b"".join(lines))
    (folder / EARLIER_RUN_FILE).write_text("{}\n", encoding="utf-8")
    given = f"run {str(folder / STREAM_FILE)!r} in a run of an earlier version cannot be used. "
    assert f"{given}{accepted}" == _refusal(read, folder)
    (folder / STREAM_FILE).unlink()
    given = f"folder {str(folder)!r} in run.ndjson of an earlier version cannot be used. "
    assert f"{given}{accepted}" == _refusal(read, folder)
