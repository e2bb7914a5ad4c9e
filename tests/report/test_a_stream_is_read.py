"""A stream says how each scenario ended, as far as it goes; a feature that cannot be read is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.record.cucumber.documents import read_document
from callbook.record.cucumber.notes import ScenarioNotes
from callbook.record.cucumber.reading import read_stream
from callbook.record.cucumber.results import ScenarioResult, StepResult
from callbook.record.cucumber.writing import StreamWriter, Surroundings

if TYPE_CHECKING:
    from pathlib import Path

FEATURE = "Feature: F\n  Scenario: S\n    Given a bell\n  Scenario: T\n    Given a bell\n"


def _written(folder: Path) -> StreamWriter:
    (folder / "x.feature").write_text(FEATURE, encoding="utf-8")
    return StreamWriter(folder / "messages.ndjson", folder, planned=2)


def test_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Whatever ended first; of a scenario that was run again, the last attempt counts."""
    writer = _written(tmp_path)
    passed, failed = StepResult("PASSED"), StepResult("FAILED")
    ended = ((4, [passed]), (2, [failed, failed, passed]))
    outcomes = [
        writer.case([ScenarioResult("x.feature", line, steps=[step]) for step in attempts]) for line, attempts in ended
    ]
    writer.finish(success=True)
    stream = read_stream(tmp_path)
    assert (["passed", "passed"], [("S", "passed", 3), ("T", "passed", 1)], True) == (
        outcomes,
        [(case.pickle["name"], case.outcome, case.attempts) for case in stream.cases],
        stream.finished,
    )


def test_a_stream_that_breaks_off(tmp_path: Path) -> None:
    """What is whole counts."""
    writer = _written(tmp_path)
    writer.case([ScenarioResult("x.feature", 2, steps=[StepResult("PASSED")])])
    writer.case([ScenarioResult("x.feature", 4, steps=[StepResult("PASSED")])])
    path = tmp_path / "messages.ndjson"
    text = path.read_bytes()
    path.write_bytes(text[: text.rindex(b'{"testCaseFinished') + 5])
    stream = read_stream(tmp_path)
    assert (["S"], False) == ([case.pickle["name"] for case in stream.cases], stream.finished)
    writer.finish(success=False)


def test_two_tests_of_one_scenario(tmp_path: Path) -> None:
    """A fixture with parameters makes several of it: each counts, as they have names of their own."""
    writer = _written(tmp_path)
    for name, status in (("S[a]", "FAILED"), ("S[b]", "PASSED")):
        step = StepResult("FAILED" if status == "FAILED" else "PASSED")
        writer.case([ScenarioResult("x.feature", 2, steps=[step], notes=ScenarioNotes(name), seconds=1.5)])
    writer.finish(success=False, surroundings=Surroundings(began=10.0, seconds=4.0, configuration="a.toml", commit="c"))
    stream = read_stream(tmp_path)
    assert [("S[a]", "failed", 1.5), ("S[b]", "passed", 1.5)] == [
        (each.name, each.outcome, each.seconds) for each in stream.played
    ]
    assert (10.0, 4.0, "a.toml", "c") == (stream.began, stream.seconds, stream.configuration, stream.commit)


def test_what_was_not_run_has_shown_nothing(tmp_path: Path) -> None:
    """A scenario that the runner refuses is there, and was not played."""
    writer = _written(tmp_path)
    writer.case([ScenarioResult("x.feature", 2, steps=[StepResult("UNDEFINED")])])
    writer.finish(success=False)
    stream = read_stream(tmp_path)
    [refused] = stream.cases
    assert ([], "S", "failed", [], None, "") == (
        stream.played,
        refused.name,
        refused.outcome,
        refused.shows,
        refused.failure,
        refused.error,
    )


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
