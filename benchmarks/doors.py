"""The acceptance suite through each door, and what `callbook serve` takes until it answers.

Whole runs of pytest, in turn, by the wall: the seconds of the scenarios, as a run says them itself, and of the process.
The start by the processor's time, beside importing what it stands on.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.contestants import answers, free_port
from benchmarks.measure import Figure, clean_environment, seconds_of
from callbook.record import read_stream

_ROUNDS = 3
_STARTS = 7
_BARS = {"responses": 3.0, "http": 4.0}
_PEER = (sys.executable, "-c", "import uvicorn, litestar")
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
    both = [(_start(), seconds_of(_PEER, _PROJECT)) for _ in range(_STARTS)]
    ours, theirs = (median(each) for each in zip(*both, strict=True))
    detail = f"{ours:.2f} s against {theirs:.2f} s of a processor, from the start to the end after the first answer"
    return Figure(f'callbook serve is ready / python -c "{_PEER[-1]}"', ours / theirs, 2.0, detail)


def _start() -> float:
    """Return the processor's seconds of a server that starts, answers /ready, and ends."""
    port = free_port()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _answered(port)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _answered(port: int) -> None:
    command = (sys.executable, "-m", "callbook", "serve", "--port", str(port))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=clean_environment())  # noqa: S603 - ours
    try:
        answers(port, process)
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/ready")
        assert connection.getresponse().status == 200  # noqa: PLR2004 - it is ready
    finally:
        process.terminate()
        process.wait(30)
