"""A report reads recordings for speed, and shows of them what their readers show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration.levels import Level
from callbook.lab import Lab
from callbook.record.diagram.extraction import rungs
from callbook.record.report.events import RecordedEvents, recorded_events
from callbook.record.trace import head_of, read_trace, write_trace
from callbook.workspace import Action

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the recording of a callback that counts down, is accepted by the clock, and called."""
    lab = Lab()
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "true")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.timer", "5")
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    lab.advance(6_000)
    anna.perform(Action.DIAL)
    lab.advance(2_000)
    path = tmp_path / "x.ndjson"
    write_trace(path, lab, head_of(lab))
    return path


def _read(path: Path) -> RecordedEvents:
    found = recorded_events(path)
    assert found is not None
    return found


def test_the_same_ladder(path: Path) -> None:
    """Rung by rung as the full reader draws it."""
    entries = read_trace(path).entries
    expected = [(rung.at, rung.sender, rung.receiver, rung.label, rung.kind) for rung in rungs(entries)]
    found = [(at, rung.sender, rung.receiver, rung.label, rung.kind) for at, rung in _read(path).rungs]
    assert expected == found
    assert len(found) > 20


def test_timers_that_ran_out(path: Path) -> None:
    """The countdown: when it was set, and when it ran out."""
    found = _read(path)
    countdown = next(timer for timer in found.timers if timer.name.startswith("countdown of "))
    assert (0, 5_000) == (countdown.set_at - found.start, countdown.at - found.start)
    assert sorted(timer.at for timer in found.timers) == [timer.at for timer in found.timers]


def test_a_recording_that_breaks_off(path: Path) -> None:
    """As far as it goes."""
    text = path.read_bytes()
    path.write_bytes(text[: len(text) * 2 // 3])
    assert 0 < len(_read(path).rungs) < len(text.splitlines())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"wire":"', b'"wire":"\xff'),
        (b'"unknown":', b'"unknown":' + b'{"a":' * 100_000),
        (b'"at":"2026', b'"at":"99999'),
        (b'"at":"2026-03-02T', b'"at":"2026-03-02 at '),
    ],
    ids=["bad UTF-8", "deep", "year", "no moment"],
)
def test_a_recording_with_a_damaged_line(path: Path, old: bytes, new: bytes) -> None:
    """As far as that line."""
    lines = path.read_bytes().splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if at > 20 and b'"kind":"message"' in line)
    path.write_bytes(b"".join(lines[:at]))
    before = _read(path)
    damaged = lines[at].replace(b"}\n", b',"origin":{"file":0,"line":1,"unknown":{}}}\n').replace(old, new, 1)
    path.write_bytes(b"".join([*lines[:at], damaged, *lines[at + 1 :]]))
    assert before == _read(path)


def test_a_recording_whose_beginning_is_no_moment(path: Path) -> None:
    """Nothing is shown of it."""
    path.write_bytes(path.read_bytes().replace(b'"start":"2026', b'"start":"99999', 1))
    assert recorded_events(path) is None


@pytest.mark.parametrize("text", [b"", b"features/x.feature S passed", b'{"kind":"end","at":"08:00"}\n'])
def test_what_is_no_recording_of_callbook_s(tmp_path: Path, text: bytes) -> None:
    """Another desktop's recording is its own business."""
    path = tmp_path / "x.ndjson"
    path.write_bytes(text)
    assert recorded_events(path) is None
    assert recorded_events(tmp_path / "missing.ndjson") is None
