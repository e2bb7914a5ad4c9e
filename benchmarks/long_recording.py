"""A recording of 100,000 messages: how long it takes to open, to become frames, and to step through.

The peer reads the same lines with `json.loads`, with the collector paused as we pause it: else it takes three times as
long, by walking again and again through what it has read.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from benchmarks.measure import Figure
from benchmarks.whole_callback import Shift
from callbook.core import collector_paused
from callbook.core.journal_entries import MessageSent
from callbook.notebook.playing import Player
from callbook.notebook.playing.widget import PlayerView
from callbook.notebook.recording import Recording
from callbook.record.trace import Trace, read_trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_MESSAGES = 100_000
_STEPS = 200
_ROUNDS = 3


def run() -> tuple[Figure, ...]:
    """Play callbacks until there are enough messages, write them, and open the file as a notebook does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.ndjson"
        messages = _record(path)

        rounds = [_opened(path) for _ in range(_ROUNDS)]
        size = path.stat().st_size / 1e6
        trace = read_trace(path)
    opened, framed, read = (median(each) for each in zip(*rounds, strict=True))
    detail = f"{messages} messages, {len(trace.entries)} entries, {size:.0f} MB; json.loads {read:.2f} s"
    stepped = max(_steps(Player(trace)))
    return (
        Figure("a long recording opens / its lines by json.loads", opened / read, 1.2, f"{opened:.2f} s; {detail}"),
        Figure(
            "its four frames / its lines by json.loads",
            framed / read,
            1.0,
            f"{framed:.2f} s; pandas {pd.__version__} was loaded",
        ),
        Figure(
            "a step of its player, the slowest of 400 (ms)",
            stepped * 1e3,
            50.0,
            "200 back from the end, 200 on again, with all that the page is sent",
        ),
    )


def _opened(path: Path) -> tuple[float, float, float]:
    """Return the processor's seconds to open the recording, to make its frames, and to read its lines as JSON."""
    gc.collect()
    opened, trace = _timed(lambda: read_trace(path))
    framed, _ = _timed(partial(_frames, trace))
    gc.collect()
    read, _ = _timed(lambda: _lines(path))
    return opened, framed, read


def _frames(trace: Trace) -> tuple[object, ...]:
    recording = Recording(trace)
    return recording.events, recording.steps, recording.timers, recording.states


def _lines(path: Path) -> list[object]:
    with collector_paused(), path.open("rb") as file:
        return [json.loads(line) for line in file]


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
    start = time.process_time()
    result = work()
    return time.process_time() - start, result
