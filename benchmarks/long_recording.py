"""A recording of 100,000 messages: how long it takes to open, to become frames, and to step through."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from benchmarks.measure import Figure
from benchmarks.whole_callback import Shift
from callbook.core.journal_entries import MessageSent
from callbook.notebook.playing import Player
from callbook.notebook.playing.widget import PlayerView
from callbook.notebook.recording import Recording
from callbook.record.trace import read_trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_MESSAGES = 100_000
_STEPS = 200


def run() -> tuple[Figure, ...]:
    """Play callbacks until there are enough messages, write them, and open the file as a notebook does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.ndjson"
        messages = _record(path)

        gc.collect()
        opened, trace = _timed(lambda: read_trace(path))
        size = path.stat().st_size / 1e6
    recording = Recording(trace)
    framed, _ = _timed(lambda: (recording.events, recording.steps, recording.timers, recording.states))
    detail = f"{messages} messages, {len(trace.entries)} entries, {size:.0f} MB; pandas {pd.__version__} was loaded"
    stepped = max(_steps(Player(trace)))
    return (
        Figure("a long recording opens (s)", opened, 2.0, detail),
        Figure("its four frames (s)", framed, 1.0, detail),
        Figure(
            "a step of its player, the slowest of 400 (ms)",
            stepped * 1e3,
            50.0,
            "200 back from the end, 200 on again, with all that the page is sent",
        ),
    )


def _steps(playing: Player) -> Iterator[float]:
    """Step back from the end, and on again; each time everything that a page is sent is made."""
    view = PlayerView(playing.last())
    for step in (playing.back, playing.forward):
        for _ in range(_STEPS):
            yield _timed(step)[0]
    view.close()


def _record(path: Path) -> int:
    shift = Shift()
    while len(shift.lab.journal) < _MESSAGES * 3:
        shift.callback()
    while (messages := _count(shift)) < _MESSAGES:
        for _ in range(max(1, (_MESSAGES - messages) // 30)):
            shift.callback()
    shift.lab.write(path, scenario="A long shift")
    return messages


def _count(shift: Shift) -> int:
    return sum(isinstance(entry, MessageSent) for entry in shift.lab.journal)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
