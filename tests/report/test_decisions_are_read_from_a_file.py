"""What `callbook everywhere --json` has printed is read; anything else is refused, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.everywhere.toys import declining, played_by, small_space
from tests.report.decisions import decision, write_decisions

from callbook.core import BadInput
from callbook.record import read_decisions
from callbook.record.decisions import Decision, Scenario
from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.verdict import verdict

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = "Accepted: a file of what `callbook everywhere PATHS --json` has printed, of one scenario or more."


def test_what_is_decided_is_what_is_read() -> None:
    """Field by field."""
    space = small_space()
    scenario = Scenario("f::one", "features/one.feature", "It is declined", 3, ())
    decided = verdict(scenario, space, decide(played_by(declining, space), space).classes, (), {})
    read = msgspec.json.decode(msgspec.json.encode(decided), type=Decision)
    assert decided == read
    assert {"", "no clause"} == {each.finding for each in read.outcomes}


def test_a_file(tmp_path: Path) -> None:
    """Its scenarios, how many were to be decided, and whether that was interrupted."""
    path = write_decisions(tmp_path / "e.json", decision("x.feature:3", "S"), wanted=9, interrupted=True)
    read = read_decisions(path)
    assert (["x.feature:3"], 9, True) == (
        [each.scenario.place for each in read.scenarios],
        read.run.scenarios,
        read.run.interrupted,
    )


SWEPT = '{"configurations": [], "scenarios": [], "differences": []}'
ODD = '{"scenarios": [7], "run": {"scenarios": 1, "interrupted": false}}'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "it cannot be read (No such file or directory)"),
        ("holds in 25 %", "no JSON (JSON is malformed: invalid character (byte 0))"),
        (b"\xff\xfe{", "no JSON (JSON is malformed: invalid character (byte 0))"),
        (
            b'{"run": {"scenarios": 1, "interrupted": false}, "scenarios": [{"scenario": {"feature": "\xff"',
            "no JSON ('utf-8' codec can't decode byte 0xff in position 0: invalid start byte)",
        ),
        ('{"more": ' + "[" * 100_000, "no JSON (maximum recursion depth exceeded while deserializing an object)"),
        (SWEPT, "JSON of something else (Object missing required field `run`)"),
        (ODD, "JSON of something else (Expected `object`, got `int` - at `$.scenarios[0]`)"),
        ("[]", "JSON of something else (Expected `object`, got `array`)"),
    ],
)
def test_what_is_something_else(tmp_path: Path, text: str | bytes | None, why: str) -> None:
    """No file, no JSON, and the JSON of another command."""
    path = tmp_path / "e.json"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as refused:
        read_decisions(path, where="--everywhere")
    assert (str(path), "--everywhere", why) == (refused.value.given, refused.value.where, refused.value.why)
    assert str(refused.value).endswith(ACCEPTED)


def test_nothing_was_decided(tmp_path: Path) -> None:
    """A file in which no scenario stands shows nothing, and says so."""
    with pytest.raises(BadInput, match="cannot be used: no scenario stands in it"):
        read_decisions(write_decisions(tmp_path / "e.json"))


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_is_a_part_of_all(tmp_path: Path, share: float) -> None:
    """Less than nothing, or more than all, is none."""
    with pytest.raises(BadInput, match="JSON of something else"):
        read_decisions(write_decisions(tmp_path / "e.json", decision("x.feature:3", "S", undecided=share)))
