"""Tasks are done by processes; whichever is killed, at whatever moment, the results are the same."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.verification.queue.local import LocalWorkers, WorkFailed
from callbook.verification.queue.results import Results
from callbook.verification.queue.working import Progress, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.verification.queue.tasks import Result, Task

TOY = "tests.queue.toy:serve"


class Doubling:
    """A job: some numbers, each followed by its double up to a bound."""

    def __init__(self, *tasks: dict[str, Any], bound: int = 0) -> None:
        self._tasks = tasks
        self._bound = bound
        self.doubles: list[int] = []

    def first(self) -> list[Task]:
        """Return the numbers."""
        return list(self._tasks)

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take a double."""
        assert result["double"] == 2 * task["number"]
        self.doubles.append(result["double"])
        return [{"number": result["double"]}] if result["double"] < self._bound else []


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Give an empty folder of results."""
    return Results(tmp_path / "results", {"version": 1})


@pytest.mark.parametrize("count", [1, 2, 4])
def test_any_number_of_workers_finds_the_same(results: Results, count: int) -> None:
    """And results bring further tasks."""
    job = Doubling({"number": 1}, {"number": 3}, {"number": 5, "pad": 200_000}, bound=20)
    with LocalWorkers(count, TOY, {"a": "b"}) as workers:
        progress = work(job, workers, results)
    assert [2, 4, 6, 8, 10, 12, 16, 20, 24, 32] == sorted(job.doubles)
    assert (10, 0, 0, 10.0, False) == (
        *(progress.done, progress.kept, progress.waiting, progress.seconds),
        progress.interrupted,
    )


def test_a_process_that_dies_of_a_task_is_replaced(results: Results, tmp_path: Path) -> None:
    """Its task is done by another."""
    job = Doubling({"number": 1, "dies": str(tmp_path / "died")}, {"number": 2})
    with LocalWorkers(2, TOY, {}) as workers:
        work(job, workers, results)
    assert [2, 4] == sorted(job.doubles)


@pytest.mark.parametrize(("place", "numbers"), [(0, (3,)), (1, (3, 4, 5))])
def test_one_that_is_killed_while_it_has_nothing_to_do_is_replaced_too(
    results: Results, place: int, numbers: tuple[int, ...]
) -> None:
    """Whoever is idle may die as well: the one that is given the next task, or the other one."""
    with LocalWorkers(2, TOY, {}) as workers:
        first = Doubling({"number": 1}, {"number": 2, "pad": 200_000})
        work(first, workers, results)
        inside: Any = workers
        idle = inside._idle[place]
        os.kill(idle.process.pid, signal.SIGKILL)
        idle.process.wait()
        second = Doubling(*({"number": number} for number in numbers))
        work(second, workers, results)
    assert [2, 4, *(2 * number for number in numbers)] == sorted(first.doubles + second.doubles)


def test_a_task_of_which_every_process_dies_is_named(results: Results) -> None:
    """After three, with what the last one has printed; what is done is kept."""
    job = Doubling({"number": 2}, {"number": 1, "dies": "always"})
    said = r'3 processes have ended while they did the task {"number":1,"dies":"always"}. a last word'
    with LocalWorkers(1, TOY, {}) as workers, pytest.raises(WorkFailed, match=said):
        work(job, workers, results)
    assert results.get({"number": 2}) is not None


@pytest.mark.parametrize(
    ("reference", "task", "said"),
    [
        (TOY, {"number": 1, "refuses": True}, "number 1 cannot be used. Accepted: another one."),
        ("no.such.module:serve", {"number": 1}, "A worker cannot import what it needs: No module named 'no'"),
    ],
)
def test_what_a_worker_cannot_do_it_says(results: Results, reference: str, task: dict[str, Any], said: str) -> None:
    """A clear error, and no more tries."""
    with LocalWorkers(1, reference, {}) as workers, pytest.raises(WorkFailed) as failed:
        work(Doubling(task), workers, results)
    assert said == str(failed.value)


def test_a_run_goes_on_with_what_is_done(results: Results, tmp_path: Path) -> None:
    """Nothing is done twice; a damaged file is done again, and named."""
    with LocalWorkers(1, TOY, {}) as workers:
        work(Doubling({"number": 1}, {"number": 2}), workers, results)
        min((tmp_path / "results" / "tasks").iterdir()).write_bytes(b'{"ta')
        again = Results(tmp_path / "results", {"version": 1})
        job = Doubling({"number": 1}, {"number": 2})
        progress = work(job, workers, again)
    assert ([2, 4], 2, 1) == (sorted(job.doubles), progress.done, progress.kept)
    assert 1 == len(again.damaged)


class OneWorker:
    """A worker who is told of Ctrl-C while the second task is done."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.is_busy = False

    @property
    def free(self) -> int:
        """How many more tasks can be done."""
        return 0 if self.is_busy else 1

    def give(self, task: Task) -> None:
        """Take it."""
        self.is_busy = True
        self.tasks.append(task)

    def finished(self) -> Iterator[tuple[Task, Result]]:
        """Do one."""
        if len(self.tasks) > 1:
            raise KeyboardInterrupt
        self.is_busy = False
        yield self.tasks[-1], {"double": 2 * self.tasks[-1]["number"], "seconds": 1.5}


def test_ctrl_c_keeps_what_is_done(results: Results) -> None:
    """And says so."""
    job, told = Doubling({"number": 1}, {"number": 2}, bound=3), list[int]()
    progress = work(job, OneWorker(), results, tell=lambda progress: told.append(progress.waiting))
    assert ([2], True, [2]) == (job.doubles, progress.interrupted, told)


def test_a_budget_is_kept(results: Results) -> None:
    """What an earlier run has spent counts, and what it has done is taken all the same."""
    with LocalWorkers(1, TOY, {}) as workers:
        job = Doubling({"number": 1}, {"number": 2}, {"number": 3})
        assert Progress(done=2, waiting=1, seconds=2.0) == work(job, workers, results, budget=2)
        assert [2, 4] == job.doubles
        job = Doubling({"number": 1}, {"number": 2}, {"number": 3})
        assert Progress(done=2, kept=2, waiting=1, seconds=2.0) == work(job, workers, results, budget=2)
