"""The acceptance suite through each door, and how long `callbook serve` takes until it answers.

Whole runs of pytest, in turn, by the wall: the seconds of the scenarios, as a run says them itself, and of the process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.contestants import answers, free_port
from benchmarks.measure import Figure
from callbook.record import read_stream

_ROUNDS = 3
_STARTS = 7
_BARS = {"responses": 3.0, "http": 4.0}
_PROJECT = Path(__file__).parents[1]


def run() -> tuple[Figure, ...]:
    """Measure all of it."""
    return (*_doors(), _ready())


def _doors() -> tuple[Figure, ...]:
    runs: dict[str, list[tuple[float, float]]] = {"direct": [], **{door: [] for door in _BARS}}
    for _ in range(_ROUNDS):
        for door, seconds in runs.items():
            seconds.append(_suite(door))
    return tuple(_beside_direct(door, bar, runs["direct"], runs[door]) for door, bar in _BARS.items())


def _beside_direct(
    door: str, bar: float, direct: list[tuple[float, float]], through: list[tuple[float, float]]
) -> Figure:
    ratio = median(one[0] / other[0] for one, other in zip(through, direct, strict=True))
    (scenarios, process), (own_scenarios, own_process) = (
        (median(run[0] for run in runs), median(run[1] for run in runs)) for runs in (through, direct)
    )
    detail = (
        f"{scenarios:.1f} s against {own_scenarios:.1f} s for the scenarios,"
        f" {process:.1f} s against {own_process:.1f} s for the process"
    )
    return Figure(f"all features through the door {door} / direct", ratio, bar, detail)


def _suite(door: str) -> tuple[float, float]:
    """Run all features; give the seconds of the scenarios and those of the process."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as traces:
        command = (sys.executable, "-m", "pytest", "features", "-q", "--door", door, "--traces", traces)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=_PROJECT, check=False, capture_output=True, text=True)  # noqa: S603 - ours
        passed = time.perf_counter() - start
        assert done.returncode == 0, done.stdout[-2_000:]
        return sum(played.seconds for played in read_stream(Path(traces)).played), passed


def _ready() -> Figure:
    seconds = sorted(_start() for _ in range(_STARTS))
    detail = (
        f"from the start of the process to the first answer of /ready; at most {seconds[-1]:.2f} s of {_STARTS} starts"
    )
    return Figure("callbook serve is ready (s)", median(seconds), 1.0, detail)


def _start() -> float:
    port = free_port()
    start = time.perf_counter()
    command = (sys.executable, "-m", "callbook", "serve", "--port", str(port))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        answers(port, process)
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/ready")
        assert connection.getresponse().status == 200  # noqa: PLR2004 - it is ready
        return time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(30)
