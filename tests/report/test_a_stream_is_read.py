"""A stream is read as far as it goes; what is none is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.record.cucumber.documents import read_document
from callbook.record.cucumber.reading import read_stream
from callbook.record.cucumber.told import CaseTold, StepTold
from callbook.record.cucumber.writing import StreamWriter

if TYPE_CHECKING:
    from pathlib import Path

FEATURE = "Feature: F\n  Scenario: S\n    Given a bell\n  Scenario: T\n    Given a bell\n"


def _written(folder: Path) -> StreamWriter:
    (folder / "x.feature").write_text(FEATURE, encoding="utf-8")
    return StreamWriter(folder / "messages.ndjson", folder)


def test_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Whatever ended first; of a scenario that was run again, the last attempt counts."""
    writer = _written(tmp_path)
    told = ((4, StepTold("PASSED")), (2, StepTold("FAILED")), (2, StepTold("PASSED")))
    outcomes = [writer.case(CaseTold("x.feature", line, steps=[step])) for line, step in told]
    writer.finish(success=True)
    stream = read_stream(tmp_path)
    assert (["passed", "failed", "passed"], [("S", "passed"), ("T", "passed")], True) == (
        outcomes,
        [(case.pickle["name"], case.outcome) for case in stream.cases],
        stream.finished,
    )


def test_a_stream_that_breaks_off(tmp_path: Path) -> None:
    """What is whole counts."""
    writer = _written(tmp_path)
    writer.case(CaseTold("x.feature", 2, steps=[StepTold("PASSED")]))
    writer.case(CaseTold("x.feature", 4, steps=[StepTold("PASSED")]))
    path = tmp_path / "messages.ndjson"
    text = path.read_bytes()
    path.write_bytes(text[: text.rindex(b'{"testCaseFinished') + 5])
    stream = read_stream(tmp_path)
    assert (["S"], False) == ([case.pickle["name"] for case in stream.cases], stream.finished)
    writer.finish(success=False)


def test_no_stream(tmp_path: Path) -> None:
    """The refusal says how one comes about."""
    with pytest.raises(BadInput) as refusal:
        read_stream(tmp_path)
    assert (
        f"folder {str(tmp_path)!r} cannot be used. Accepted: one that a run has written: run `make acceptance` first."
    ) == str(refusal.value)


def test_a_line_that_is_no_message(tmp_path: Path) -> None:
    """The refusal names the file."""
    path = tmp_path / "messages.ndjson"
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_stream(tmp_path)
    given = f"run {str(path)!r} in Expected `object`, got `array` cannot be used. "
    assert f"{given}Accepted: what the runner wrote, unchanged." == str(refusal.value)


def test_a_feature_that_cannot_be_read(tmp_path: Path) -> None:
    """It is not there, or is no text, or no Gherkin."""
    (tmp_path / "no text").write_bytes(b"\xff")
    (tmp_path / "no gherkin").write_text("Once upon a time\n", encoding="utf-8")
    for name, accepted in (
        ("missing", "a file in UTF-8 that can be read ("),
        ("no text", "a file in UTF-8 that can be read ("),
        ("no gherkin", "Gherkin, beginning with Feature:"),
    ):
        with pytest.raises(BadInput) as refusal:
            read_document(tmp_path / name, name)
        assert refusal.value.accepted.startswith(accepted)
