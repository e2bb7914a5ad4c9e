"""Workers and whoever sends them tasks are killed with `kill -9`, again and again: the rows are those of a quiet run.

`make everywhere-kills` does so 20 times with processes of this machine, and 20 times with a Dask cluster whose nannies
start again what was killed. In each trial two workers are killed while they are at work, and then whoever sends the
tasks; a second call with `--resume` goes on. Victims and moments come from a seed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic  # noqa: TID251 - what is killed lives by the wall's clock
from typing import TYPE_CHECKING, Any, Final

import pyarrow.parquet as pq
from tests.patience import PATIENCE
from tests.project_metadata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

FEATURES: Final = tuple(
    f"features/privileges/{name}.feature" for name in ("can_decline", "can_mark_done", "can_use_web_callback_channel")
)
VARIED: Final = (
    *("Can Decline", "Can Mark Done", "Can Use Web Callback Channel"),
    *("login.webcallback.is-auto-ready", "webcallback.auto-answer", "webcallback.auto-dial"),
)
_MINE: Final = f"not @kills-{os.getpid()}"
"""Tags that choose everything, by which our own processes are told from those of others."""
_CHILD: Final = "callbook.verification.queue.worker"
_NANNIES_CHILD: Final = "multiprocessing.spawn"
_WORKERS_KILLED: Final = 2
_OFTEN: Final = 0.01
_MOST_LATER: Final = 0.5
"""Seconds that a worker is killed after a task is done, at most: some way into the next ones."""
_LOOK: Final = 0.1
"""Seconds between two looks at how much a process has worked: several ticks of the processor's clock."""


_Found = tuple[Any, list[dict[str, Any]]]
"""Tables, and the row of each class."""


class Trials:
    """Trials with one kind of workers.

    Args:
        folder: where results go.
        options: of the command.
        victims: returns the processes that may be killed, and that of the process which is at work for each.
        quiet: what a quiet run has found, and how many tasks it took.
    """

    def __init__(
        self,
        folder: Path,
        options: tuple[str, ...],
        victims: Callable[[int], dict[int, int]],
        quiet: tuple[_Found, int],
    ) -> None:
        self._folder = folder
        self._options = options
        self._victims = victims
        self._rows, self._tasks = quiet
        self.counts = Counter[str]()

    def try_once(self, number: int) -> None:
        """Kill two workers and the driver, go on, and look at the rows."""
        chance, results = Random(f"{self._options[0]} {number}"), self._folder / f"trial-{number}"  # noqa: S311 - no secret
        driver = started(results, *self._options)
        *before_workers, before_driver = sorted(chance.sample(range(self._tasks), _WORKERS_KILLED + 1))
        for tasks in before_workers:
            _wait_until_done(driver, results, tasks)
            Event().wait(chance.uniform(0, _MOST_LATER))
            self._kill_a_worker(driver, chance)
        _wait_until_done(driver, results, before_driver)
        self.counts["drivers killed"] += driver.poll() is None
        driver.kill()
        driver.communicate()
        self.counts["tasks kept"] += _done(results)
        rows = rows_of(results, *self._options)
        self.counts["as undisturbed"] += rows == self._rows
        for difference in _differences(self._rows, rows):
            _say(f"  trial {number}: {difference}")
        self.counts["trials"] += 1

    def _kill_a_worker(self, driver: subprocess.Popen[str], chance: Random) -> None:
        """Kill one that is at work: what works for it has used the processor while we looked."""
        until = monotonic() + PATIENCE
        while driver.poll() is None and monotonic() < until:
            before = {victim: ticks(at_work) for victim, at_work in self._victims(driver.pid).items()}
            Event().wait(_LOOK)
            now = self._victims(driver.pid)
            busy = [victim for victim, at_work in now.items() if victim in before and ticks(at_work) > before[victim]]
            if busy:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(sorted(busy)), signal.SIGKILL)
                    self.counts["workers killed at work"] += 1
                return


def _differences(quiet: _Found, found: _Found) -> Iterator[str]:
    """Yield each table and each row that only one of both has."""
    for before, after in zip(quiet, found, strict=True):
        yield from (f"missing: {each}" for each in before if each not in after)
        yield from (f"new: {each}" for each in after if each not in before)
    if quiet != found and sorted(map(str, quiet[1])) == sorted(map(str, found[1])):
        yield "the same rows in another order, or more than once"


def _done(results: Path) -> int:
    return len(list((results / "tasks").glob("*.json")))


def _wait_until_done(driver: subprocess.Popen[str], results: Path, tasks: int) -> None:
    """Wait until so many tasks are done, or all."""
    while driver.poll() is None and _done(results) < tasks:
        Event().wait(_OFTEN)


def ticks(process: int) -> int:
    """Return how many ticks of the processor a process has used; 0 if it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def processes() -> Iterator[tuple[int, int, str]]:
    """Yield each process that lives: its number, its parent's, and its command."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                if command:
                    yield int(folder.name), int(fields[1]), command


def local_victims(driver: int) -> dict[int, int]:
    """Return the processes that work for *driver*: each works itself."""
    return {number: number for number, parent, command in processes() if parent == driver and _CHILD in command}


def dask_victims(nanny: int) -> dict[int, int]:
    """Return Dask's own workers, and the process that each has; and those processes themselves."""
    alive = list(processes())
    workers = {number for number, parent, command in alive if parent == nanny and _NANNIES_CHILD in command}
    children = {number: parent for number, parent, command in alive if parent in workers and _CHILD in command}
    return {**{parent: number for number, parent in children.items()}, **{number: number for number in children}}


def started(results: Path, *options: str) -> subprocess.Popen[str]:
    """Return the command, started: it keeps its results in a folder, and writes its rows there."""
    varied = (argument for name in VARIED for argument in ("--vary", name))
    kept = ("--resume", str(results), "--parquet", str(results.with_suffix(".parquet")))
    command = [sys.executable, "-m", "callbook", "everywhere", *FEATURES, "--json", "--tags", _MINE, *varied, *kept]
    quiet = subprocess.DEVNULL if "--dask" in options else None  # it says where its dashboard is
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=quiet, text=True)  # noqa: S603


def rows_of(results: Path, *options: str) -> _Found:
    """Return what the command finds out: its tables, and the row of each class."""
    done = started(results, *options)
    said = done.communicate(timeout=PATIENCE)[0]
    assert done.returncode in {0, 1}, said
    return json.loads(said)["scenarios"], pq.read_table(results.with_suffix(".parquet")).to_pylist()


@contextmanager
def cluster(folder: Path) -> Generator[tuple[str, int]]:
    """Yield the address of a cluster with two workers, and the number of the process that starts them again."""
    where = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    with ExitStack() as ending:

        def run(*arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([*dask, *arguments], cwd=ROOT, stderr=subprocess.DEVNULL)  # noqa: S603
            ending.callback(process.wait)
            ending.callback(process.terminate)
            return process

        run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where))
        until = monotonic() + PATIENCE
        while not where.exists() and monotonic() < until:
            Event().wait(_LOOK)
        workers = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        nanny = run("worker", "--scheduler-file", str(where), *workers, "--local-directory", str(folder))
        yield str(json.loads(where.read_text(encoding="utf-8"))["address"]), nanny.pid


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _tried(name: str, trials: Trials, times: int) -> bool:
    for number in range(times):
        trials.try_once(number)
        _say(f"{name}: {', '.join(f'{count} {what}' for what, count in trials.counts.items())}")
    return trials.counts["as undisturbed"] == times and trials.counts["workers killed at work"] >= times


def _by_processes(folder: Path, times: int, quiet: _Found, tasks: int) -> bool:
    same = [count for count in ("1", "4") if rows_of(folder / count, "--workers", count) == quiet]
    _say(f"the same rows with 1, 2 and 4 workers: {'yes' if same == ['1', '4'] else 'NO'}")
    trials = Trials(folder / "local", ("--workers", "2"), local_victims, (quiet, tasks))
    return _tried("local", trials, times) and same == ["1", "4"]


def _by_dask(folder: Path, times: int, quiet: _Found, tasks: int) -> bool:
    with cluster(folder) as (address, nanny):
        options = ("--dask", address)
        same = rows_of(folder / "dask-quiet", *options) == quiet
        _say(f"the same rows by Dask: {'yes' if same else 'NO'}")
        trials = Trials(folder / "dask", options, lambda _: dask_victims(nanny), (quiet, tasks))
        return _tried("Dask", trials, times) and same


_KINDS: Final = {"local": _by_processes, "dask": _by_dask}


def main(times: int, *kinds: str) -> int:
    """Try each kind of workers, or those named; return 1 if rows differ, or too few were at work when killed."""
    with TemporaryDirectory(prefix="callbook-kills-") as name:
        folder = Path(name)
        quiet = rows_of(folder / "two", "--workers", "2")
        tasks = _done(folder / "two")
        _say(f"undisturbed: {len(quiet[0])} scenarios, {len(quiet[1])} classes, {tasks} tasks")
        good = [_KINDS[kind](folder, times, quiet, tasks) for kind in kinds or _KINDS]
        left = sum(_CHILD in command and _MINE in command for _, _, command in processes())
        _say(f"processes left behind: {left}")
    return int(not all(good) or left > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
