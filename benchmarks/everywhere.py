"""What it costs to note what a run reads of its configuration, and to have tasks done by others."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, in_turn
from benchmarks.queue_tasks import Loops
from benchmarks.whole_callback import Shift
from benchmarks.workers import FREE, two_loops_at_once
from callbook.configuration import Configuration, Reads
from callbook.lab import Lab, small_center
from callbook.verification import DaskWorkers, LocalWorkers, Results, dask_cluster, work

if TYPE_CHECKING:
    from callbook.verification import Workers

_BAR = 1.1
_SERVING = "benchmarks.queue_tasks:serve"
_PAIRS, _TASKS, _LOOPS = 5, 8, 12_000_000
_AT_LEAST = 1.6
_EMPTY, _TASK_SECONDS, _OVERHEAD = 200, 5.0, 0.02


def run() -> tuple[Figure, ...]:
    """Measure a callback in a new lab that notes its reads against the same without, and then the queue."""
    ours, theirs, ratio = in_turn(_noted, _plain, each=20)
    told = f"{ours:.0f} us against {theirs:.0f} us"
    return (Figure("a run whose reads are noted, against one without", ratio, _BAR, told), _two_workers(), *_overhead())


def _noted() -> None:
    _play(Configuration(small_center(), reads=Reads(["Everything"])))


def _plain() -> None:
    _play(Configuration(small_center()))


def _play(configuration: Configuration) -> None:
    Shift(Lab(configuration, recorded=False)).callback()


def _two_workers() -> Figure:
    """Return how long two workers take, against one, in pairs; those in which two loops could not run do not count."""
    pairs = [(two_loops_at_once(), _wall(2) / _wall(1)) for _ in range(_PAIRS)]
    counted = [ratio for loops, ratio in pairs if loops <= FREE]
    shown = median(counted or [ratio for _, ratio in pairs])
    loops = ", ".join(f"{each:.2f}" for each, _ in pairs)
    detail = (
        f"{1 / shown:.2f} times as fast; {len(counted)} of {_PAIRS} pairs count: two plain loops at once took {loops}"
    )
    return Figure("queue: two workers / one, the same tasks", shown, 1 / _AT_LEAST if counted else None, detail)


def _wall(count: int) -> float:
    with LocalWorkers(count, _SERVING, {}) as workers:
        _seconds(workers, count, 0)  # they are there
        return _seconds(workers, _TASKS, _LOOPS)


def _overhead() -> tuple[Figure, ...]:
    """Return what an empty task takes from being handed out to being kept, as a share of one of five seconds."""
    with LocalWorkers(1, _SERVING, {}) as workers:
        local = _of_an_empty_task(workers)
    with dask_cluster("local", 1) as cluster, DaskWorkers(cluster, _SERVING, {}) as workers:
        dask = _of_an_empty_task(workers)
    return tuple(
        Figure(
            f"queue: overhead of a task of {_TASK_SECONDS:.0f} s, {who}",
            seconds / _TASK_SECONDS,
            _OVERHEAD,
            f"{seconds * 1000:.1f} ms for a task that does nothing, with its file",
        )
        for who, seconds in (("local", local), ("Dask", dask))
    )


def _of_an_empty_task(workers: Workers) -> float:
    _seconds(workers, 1, 0)  # it is there
    return _seconds(workers, _EMPTY, 0) / _EMPTY


def _seconds(workers: Workers, tasks: int, loops: int) -> float:
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        results = Results(Path(folder), {})
        start = time.perf_counter()
        work(Loops(tasks, loops), workers, results)
        return time.perf_counter() - start
