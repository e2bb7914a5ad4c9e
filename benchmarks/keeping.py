"""What it costs that callbacks outlive the process: keeping one that has changed, restoring 10,000 that are queued."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measure import MICROSECONDS, Figure
from callbook.core.messages.open_media import RequestSubmit
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab

if TYPE_CHECKING:
    from callbook.core.messages.message import Message

_MANY = 10_000
_ROUNDS = 3
_RUN = "measured"
_RESTORES = """\
import sys
from pathlib import Path
from callbook.lab.keeping import restored_lab
from callbook.core.state_file import StateFile

_, path, run, many = sys.argv
with StateFile(Path(path)) as state_file:
    assert int(many) == len(restored_lab(state_file, run, recorded=False).interaction_server.interactions)
"""


def run() -> tuple[Figure, ...]:
    """Submit 10,000 callbacks, each kept before the next one; then restore them, file and all."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        path = Path(folder) / "callbacks.state"
        with StateFile(path) as state_file:
            costs = sorted(_kept(Lab(recorded=False), state_file))
        restores = [(_restored(path), _read(path)) for _ in range(_ROUNDS)]
        started = median(_started(path) for _ in range(3))
    restoring, reading = (median(each) for each in zip(*restores, strict=True))
    usual, mean, late = median(costs), sum(costs) / _MANY, costs[-_MANY // 100]
    detail = f"{mean:.0f} us on average, 99 of 100 within {late:.0f} us, at most {costs[-1]:.0f} us; by the wall"
    return (
        Figure("keep one callback that was submitted (us)", usual, 60, detail),
        Figure(
            f"restore {_MANY} queued callbacks / read the rows with sqlite3 alone",
            restoring / reading,
            4.0,
            f"{restoring:.3f} s against {reading:.3f} s; opening the file, the lab, routing",
        ),
        Figure("the same with Python's start, by the wall (s)", started, 2.0, "a process of its own from begin to end"),
    )


def _kept(lab: Lab, state_file: StateFile) -> list[float]:
    keeper, costs = Keeper(lab, state_file, _RUN), list[float]()
    end = lab.here.interaction_server.connect("portal", _nobody)
    for number in range(1, _MANY + 1):
        end.receive(_submission(number))
        start = time.perf_counter()
        keeper.keep()
        costs.append((time.perf_counter() - start) * MICROSECONDS)
    return costs


def _restored(path: Path) -> float:
    start = time.process_time()
    with StateFile(path) as state_file:
        lab = restored_lab(state_file, _RUN, recorded=False)
        passed = time.process_time() - start
    assert len(lab.interaction_server.interactions) == _MANY
    return passed


def _read(path: Path) -> float:
    start = time.process_time()
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT * FROM rows").fetchall()
    connection.close()
    assert len(rows) >= _MANY
    return time.process_time() - start


def _started(path: Path) -> float:
    start = time.perf_counter()
    subprocess.run((sys.executable, "-c", _RESTORES, str(path), _RUN, str(_MANY)), check=True)  # noqa: S603 - ours
    return time.perf_counter() - start


def _submission(number: int) -> RequestSubmit:
    return RequestSubmit(
        ReferenceId=number,
        TenantId="Lighthouse",
        MediaType="webcallback",
        Queue="callbacks",
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
        UserData={
            "customer_number": f"+44 7700 9{number:05d}",
            "contact_name": "Maria Lindqvist",
            "reason": "A question about the invoice of last month",
            "time_zone": "Europe/London",
            "callback_status": 1,
        },
    )


def _nobody(message: Message) -> None:
    """Tell nobody."""
