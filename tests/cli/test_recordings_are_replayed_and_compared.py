"""`callbook replay` and `callbook diff`: what they print, their exit codes, their JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

FLOWS = Path(__file__).parents[2] / "features" / "flows"
DONE = FLOWS / "a_callback_from_form_to_done.trace.ndjson"
TRANSFERRED = FLOWS / "transferred.trace.ndjson"
BROKEN = "placement: Done leaves the status as it was"


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    """Give a recording whose last line is cut off."""
    path = tmp_path / "x.ndjson"
    path.write_bytes(DONE.read_bytes()[:-10])
    return path


def _entries(path: Path) -> int:
    return len(path.read_bytes().splitlines()) - 2


def test_recordings_play_as_they_were_recorded(callbook: Callable[..., Printed]) -> None:
    """One line says how many, and that nothing diverged."""
    printed = callbook("replay", str(DONE), str(TRANSFERRED))
    total = _entries(DONE) + _entries(TRANSFERRED)
    assert (0, [f"2 recordings, {total} entries as recorded, no divergence"]) == (printed.code, printed.lines)


def test_a_folder_stands_for_all_in_it(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """The run's event stream is no recording."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "messages.ndjson").write_text("{}\n", encoding="utf-8")
    (tmp_path / "flows" / "x.ndjson").write_bytes(DONE.read_bytes())
    assert [f"1 recording, {_entries(DONE)} entries as recorded, no divergence"] == callbook(
        "replay", str(tmp_path)
    ).lines


def test_a_divergence_is_drawn(callbook: Callable[..., Printed]) -> None:
    """File, scenario, ladder, both sides; then the count."""
    printed = callbook("replay", str(DONE), "--sabotage", BROKEN)
    assert 1 == printed.code
    assert printed.lines[0].startswith("diverges at entry ")
    assert [str(DONE), "Maria wants to be called, and Anna calls her"] == printed.lines[1:3]
    assert any("callback_status: 8" in line and "callback_status: 0" in line for line in printed.lines)
    assert printed.lines[-1].endswith("entries as recorded, 1 diverged")


def test_more_divergences_are_only_named(callbook: Callable[..., Printed]) -> None:
    """As many are drawn as are asked for."""
    printed = callbook("replay", str(DONE), "--sabotage", BROKEN, "--show", "0")
    assert [f"diverges: {DONE}"] == printed.lines[:-1]


def test_a_recording_that_breaks_off_is_told(callbook: Callable[..., Printed], cut_off: Path) -> None:
    """It is no success, though all that is there is as recorded."""
    printed = callbook("replay", str(cut_off))
    line = _entries(DONE) + 2
    assert 1 == printed.code
    assert [f"breaks off: {cut_off}: line {line} is cut off: the recording breaks off there"] == printed.lines[:-1]


def test_a_replay_as_json(callbook: Callable[..., Printed]) -> None:
    """For each recording: its scenario, how far it went, both sides of the divergence."""
    printed = callbook("replay", str(DONE), "--json")
    expected = {
        "recording": str(DONE),
        "scenario": "Maria wants to be called, and Anna calls her",
        "entries": _entries(DONE),
        "trouble": "",
        "diverges_at": None,
        "expected": None,
        "got": None,
    }
    assert (0, [expected]) == (printed.code, json.loads(printed.out))
    [broken] = json.loads(callbook("replay", str(DONE), "--json", "--sabotage", BROKEN).out)
    sides = (broken["expected"], broken["got"])
    assert [8, 0] == [side["message"]["ChangedProperties"]["callback_status"] for side in sides]
    assert broken["diverges_at"] == broken["entries"] + 1 == broken["got"]["number"]


def test_what_cannot_be_replayed_is_refused(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """No such file, an empty folder, no such entry of the tables."""
    nowhere = callbook("replay", "nowhere")
    assert (2, "callbook: recording 'nowhere' cannot be used. Accepted: a file or a folder that exists.\n") == (
        nowhere.code,
        nowhere.err,
    )
    empty = callbook("replay", str(tmp_path))
    text = "cannot be used. Accepted: one with recordings: run `make acceptance` first.\n"
    assert (2, f"callbook: folder {str(tmp_path)!r} {text}") == (empty.code, empty.err)
    assert "There is no mutant 'x'" in callbook("replay", str(DONE), "--sabotage", "x").err


def test_the_same_recording_does_not_differ(callbook: Callable[..., Printed]) -> None:
    """One line, exit code 0."""
    printed = callbook("diff", str(DONE), str(DONE))
    assert (0, [f"no difference in {_entries(DONE)} entries"]) == (printed.code, printed.lines)


def test_differences_are_listed_then_drawn(callbook: Callable[..., Printed]) -> None:
    """The first line's fields, entries with their signs, and the ladders as one."""
    printed = callbook("diff", str(DONE), str(TRANSFERRED))
    assert (1, "* changed the first line") == (printed.code, printed.lines[0])
    assert any(line.startswith("+ added entry ") for line in printed.lines)
    assert any(line.startswith("- missing entry ") for line in printed.lines)
    ladder = printed.lines[printed.lines.index("") + 1 :]
    assert {"+", "-", " "} <= {line[:1] for line in ladder}


def test_differences_as_json(callbook: Callable[..., Printed]) -> None:
    """How, both entries, each field before and after."""
    printed = callbook("diff", str(DONE), str(TRANSFERRED), "--json")
    found = json.loads(printed.out)
    assert (1, "changed", None, None) == (printed.code, found[0]["how"], found[0]["before"], found[0]["after"])
    assert {"field", "before", "after"} == set(found[0]["fields"][0])
    assert {"added", "missing"} <= {each["how"] for each in found}
