"""Doing all tasks of a run: those that are done already are not done again, and results bring further tasks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from callbook.verification.queue.results import Results
    from callbook.verification.queue.tasks import Result, Task


class Job(Protocol):
    """What is to be done."""

    def first(self) -> Iterable[Task]:
        """Return the tasks that come of nothing."""
        ...

    def follow(self, task: Task, result: Result) -> Iterable[Task]:
        """Take the result of a task, and return the tasks that come of it: the same whenever it is asked."""
        ...


class Workers(Protocol):
    """Whoever does the tasks."""

    @property
    def free(self) -> int:
        """How many more tasks can be done at once."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether a task is being done."""
        ...

    def give(self, task: Task) -> None:
        """Let somebody do a task."""
        ...

    def finished(self) -> Iterator[tuple[Task, Result]]:
        """Wait until something has happened, and yield the tasks that are done."""
        ...


@dataclass(slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done: how many tasks are done, with those of an earlier run.
        kept: how many of them an earlier run had done.
        waiting: how many are known and not done.
        seconds: what all of them have taken a processor.
        interrupted: whether somebody pressed Ctrl-C; what was done by then is kept.
    """

    done: int = 0
    kept: int = 0
    waiting: int = 0
    seconds: float = 0.0
    interrupted: bool = False


def work(
    job: Job,
    workers: Workers,
    results: Results,
    *,
    budget: float | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Do the tasks of *job* until none is left, the budget is spent, or somebody presses Ctrl-C.

    Args:
        job: what is to be done.
        workers: who does it.
        results: where it is kept.
        budget: seconds of a processor, those of an earlier run among them; None for as many as it takes.
        tell: is told how far it is after each task.
    """
    progress, waiting = Progress(), deque(job.first())

    def take(task: Task, result: Result) -> None:
        progress.done += 1
        progress.seconds += float(result.get("seconds", 0.0))
        waiting.extend(job.follow(task, result))
        progress.waiting = len(waiting)
        tell(progress)

    def is_spent() -> bool:
        return budget is not None and progress.seconds >= budget

    try:
        while True:
            while waiting and workers.free > 0:
                kept = results.get(waiting[0])
                if kept is not None:
                    progress.kept += 1
                    take(waiting.popleft(), kept)
                elif is_spent():
                    break
                else:
                    workers.give(waiting.popleft())
            if not workers.is_busy:
                break
            for task, result in workers.finished():
                results.put(task, result)
                take(task, result)
    except KeyboardInterrupt:
        progress.interrupted = True
    return progress
