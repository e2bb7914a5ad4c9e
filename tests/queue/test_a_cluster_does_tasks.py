"""A Dask cluster does tasks as processes of this machine do: whoever dies there loses nothing, who cannot says so."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.queue.doubling import TOY, Doubling

from callbook.verification.queue.dask_workers import DaskWorkers
from callbook.verification.queue.deaths import WorkFailed
from callbook.verification.queue.results import Results
from callbook.verification.queue.working import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.verification.queue.tasks import Result


class FakeCluster:
    """A cluster of one worker, which does nothing by itself: what comes of a number is said beforehand."""

    def __init__(self, *comes: Result, size: int = 1) -> None:
        self._comes = deque(comes)
        self._size = size
        self.keys: list[str] = []
        self.works: set[str] = set()
        self.left_with: list[str] = []

    def size(self) -> int:
        """Return how many tasks it can do."""
        return self._size

    def submit(self, key: str, function: Callable[..., str], *arguments: str) -> None:
        """Take a task."""
        assert "do" == function.__name__
        self.keys.append(key)
        self.works.add(arguments[0])

    def wait(self, seconds: float) -> list[tuple[str, Result]]:
        """Return what comes next, for the task that came last."""
        assert 60 == seconds
        return [(self.keys[-1], self._comes.popleft())] if self._comes else []

    def leave(self, function: Callable[[str], None], argument: str) -> None:
        """Note who leaves."""
        assert "end" == function.__name__
        self.left_with.append(argument)


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Give an empty folder of results."""
    return Results(tmp_path / "results", {"version": 1})


def _done(job: Doubling, cluster: FakeCluster, results: Results) -> None:
    with DaskWorkers(cluster, TOY, {"a": "b"}) as workers:
        work(job, workers, results)


def test_each_task_has_a_name_of_its_own(results: Results) -> None:
    """It begins with what the task is, for the cluster's own pictures; one session has one word, and takes it back."""
    cluster = FakeCluster({"double": 2}, {"double": 4})
    job = Doubling({"do": "double a number", "number": 1}, {"number": 2})
    _done(job, cluster, results)
    first, second = (key.split("-") for key in cluster.keys)
    assert ([2, 4], "double a number", "task") == (job.doubles, first[0], second[0])
    assert [first[2]] == [second[2]] == cluster.left_with
    [described] = (msgspec.json.decode(work) for work in cluster.works)
    assert (TOY, '{"a":"b"}', str(Path.cwd())) == (described["reference"], described["setup"], described["folder"])


def test_no_more_is_handed_out_than_can_be_done_at_once() -> None:
    """What only waits at a worker would be blamed for its death; without a worker one task waits for the first."""
    for size, free in ((3, [3, 2]), (0, [1, 0])):
        workers = DaskWorkers(FakeCluster(size=size), TOY, {})
        found = [workers.free]
        workers.give({"number": 1})
        assert (free, True) == ([*found, workers.free], workers.is_busy)


def test_a_task_whose_process_dies_is_handed_out_again(results: Results, tmp_path: Path) -> None:
    """Under another name; after three deaths it is named, with what the last one has printed."""
    died = {"died": "a last word"}
    cluster = FakeCluster(died, died, {"double": 2})
    job = Doubling({"number": 1})
    _done(job, cluster, results)
    assert ([2], ["0", "1", "2"]) == (job.doubles, [key[-1] for key in cluster.keys])
    said = r'3 processes have ended while they did the task {"number":1}. a last word'
    with pytest.raises(WorkFailed, match=said):
        _done(Doubling({"number": 1}), FakeCluster(died, died, died), Results(tmp_path / "other", {}))


@pytest.mark.parametrize(
    ("cluster", "said"),
    [
        (FakeCluster({"error": "it cannot"}), "it cannot"),
        (FakeCluster(size=0), "The cluster has had no worker for 60 seconds. Start one: dask worker ADDRESS"),
    ],
)
def test_what_cannot_be_done_is_said(results: Results, cluster: FakeCluster, said: str) -> None:
    """By a worker, or because there is none any more."""
    with pytest.raises(WorkFailed) as failed:
        _done(Doubling({"number": 1}), cluster, results)
    assert (said, 1) == (str(failed.value), len(cluster.left_with))


def test_workers_that_are_long_at_a_task_are_waited_for(results: Results) -> None:
    """Nothing has come for a while, and there is a worker."""
    workers = DaskWorkers(FakeCluster(), TOY, {})
    workers.give({"number": 1})
    assert ([], True) == (list(workers.finished()), workers.is_busy)
    assert results.get({"number": 1}) is None
