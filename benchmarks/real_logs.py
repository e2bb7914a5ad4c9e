"""Logs of 200 MB (CALLBOOK_LOG_MB for another size): one agent picked out, all of it read, and the memory that takes.

The log is an Interaction Server's: callbacks of fifty agents, and between them lines that are no messages. The peers
are `grep -c`, which counts the messages by the lines that begin one (`Received from` or `Sending to`; a desktop's log
has `message attributes:` instead), and Python iterating over the lines as texts. What is read is written out as a
recording, and that of all agents is judged. All seconds are the processor's: others may be using it.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.measure import Figure
from callbook.core import shipped_folder
from callbook.logs import log_of
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Iterator

_MB: Final = 1_000_000
_SIZE: Final = int(os.environ.get("CALLBOOK_LOG_MB", "200"))
_TEN_TIMES: Final = os.environ.get("CALLBOOK_LOG_TEN_TIMES", "") == "1"
_ROUNDS: Final = 3
_AGENTS: Final = 50
_NOISE: Final = (
    "{stamp} Trc 25016 Database request {number} was carried out in 3 ms; 12 rows; statement: select itx_id\n"
)
_BEGINS: Final = ("-e", " Received from ", "-e", " Sending to ")
_STAMP: Final = re.compile(r"^(\d\d:\d\d:\d\d\.\d{3})", re.MULTILINE)

_CHILD: Final = """
import sys, threading, time
from pathlib import Path
import callbook
from callbook.logs import ImportRequest, LogImport, write_import
def anonymous():
    return int(next(line for line in open("/proc/self/status") if line.startswith("RssAnon")).split()[1])
before = most = anonymous()
done = threading.Event()
def sample():
    global most
    while not done.wait(0.02):
        most = max(most, anonymous())
watch = threading.Thread(target=sample)
watch.start()
start = time.process_time()
logs = LogImport(ImportRequest(paths=(Path(sys.argv[1]),), agent=sys.argv[2]))
to = Path(sys.argv[1] + ".ndjson")
write_import(to, logs)
seconds = time.process_time() - start
done.set()
watch.join()
judging = 0.0
if sys.argv[3]:
    from msgspec.structs import replace
    from callbook.lab import small_center
    from callbook.record import read_trace
    from callbook.verification import conform
    center = small_center()
    agents = list(center.agents)
    for number in range(int(sys.argv[3])):
        name = f"agent{number:02}"
        agents.append(replace(agents[0], id=name, name=name, place=name, dn=f"{2000 + number}"))
    center = replace(center, agents=tuple(agents))
    trace = read_trace(to)
    start = time.process_time()
    assert conform(trace, center).anything_judged
    judging = time.process_time() - start
print(seconds, (most - before) / 1024, logs.count, judging)
"""


def run() -> tuple[Figure, ...]:
    """Write the log, read it in processes of their own, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "ixn.20260302_000000_000.log"
        _write(log, _SIZE)
        grep = median(_grep(log) for _ in range(_ROUNDS))
        lines = median(_iterate(log) for _ in range(_ROUNDS))
        picked = [_read(log, "agent07") for _ in range(_ROUNDS)]
        whole = [_read(log, "") for _ in range(_ROUNDS)]
        judging = _read(log, "", judged=_AGENTS).judging
        one, every = (median(each.seconds for each in rounds) for rounds in (picked, whole))
        counts = f"{_SIZE} MB; {picked[0].count} of {whole[0].count} messages"
        memory = max(each.memory for each in (*picked, *whole))
        figures = [
            Figure("one agent of a log / grep -c", one / grep, 12, f"{one:.2f} s; grep {grep:.3f} s; {counts}"),
            Figure("a whole log / iterating its lines", every / lines, 25, f"{every:.2f} s; lines {lines:.3f} s"),
            Figure("judging a log / reading it", judging / every, 3, f"{judging:.2f} s"),
            Figure("memory for a log (MiB)", memory, 120, "RssAnon above `import callbook`, sampled"),
        ]
        if _TEN_TIMES:
            _write(log, 10 * _SIZE)
            longer = _read(log, "")
            detail = f"{longer.seconds:.1f} s against {every:.2f} s; {longer.memory:.0f} MiB"
            figures.append(Figure("a log ten times as long / this one", longer.seconds / every, 11, detail))
        return tuple(figures)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a log was read.

    Attributes:
        seconds: of the processor.
        memory: MiB above the import of Callbook.
        count: how many messages there were.
        judging: seconds of the processor that judging took; 0 where nothing was judged.
    """

    seconds: float
    memory: float
    count: int
    judging: float


def _grep(log: Path) -> float:
    """Return the processor's seconds of counting messages, into a pipe: for nobody, grep would stop at the first."""
    before = _of_children()
    subprocess.run(("/usr/bin/env", "grep", "-c", *_BEGINS, str(log)), check=True, capture_output=True)  # noqa: S603 - ours
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _iterate(log: Path) -> float:
    start = time.process_time()
    with log.open(encoding="utf-8") as file:
        count = sum(1 for _ in file)
    assert count
    return time.process_time() - start


def _read(log: Path, agent: str, *, judged: int = 0) -> Reading:
    """Return how a log was read, in a process of its own; and so many agents judged, if any."""
    command = (sys.executable, "-c", _CHILD, str(log), agent, str(judged or ""))
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
    seconds, memory, count, judging = printed.split()
    return Reading(float(seconds), float(memory), int(count), float(judging))


def _write(log: Path, size: int) -> None:
    written = 0
    with log.open("w", encoding="utf-8") as file:
        for text in _callbacks():
            written += file.write(text)
            if written > size * _MB:
                return


def _callbacks() -> Iterator[str]:
    """Yield one callback after the other, each of another agent, with as many lines that are no messages."""
    trace = read_trace(shipped_folder("features") / "flows" / "a_callback_from_form_to_done.trace.ndjson")
    text = log_of(trace, "interaction-server-log", zone="UTC").split("\n\n", 1)[1]
    stamps = _STAMP.findall(text)
    noise = len(text.splitlines()) * 2 // len(stamps)
    yield "Application type: 78 (InteractionServer)\nTime zone:        0, UTC\n\n"
    for number in range(10**9):
        agent = f"agent{number % _AGENTS:02}"
        seconds = number // 2
        clock = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        one = text.replace('"anna"', f'"{agent}"').replace("4UR9HGNS00000001", f"4UR9HGNS{number:08}")
        one = one.replace("24:1:", f"24:{number % _AGENTS + 1}:").replace("24:2:", f"24:{number % _AGENTS + 100}:")
        lines = "".join(_NOISE.format(stamp=f"{clock}.500", number=each) for each in range(noise))
        yield _STAMP.sub(lambda _, clock=clock, lines=lines: f"{lines}{clock}.500", one)  # type: ignore[misc]
