"""What workers of the queue do to be measured: a plain loop of some length, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.verification import Result, Task
    from callbook.verification.queue.worker import Exchange


def serve(setup: dict[str, object], exchange: Exchange) -> None:
    """Count up to what each task says."""
    del setup
    for task in exchange:
        for _ in range(task["loops"]):
            pass
        exchange.answer({"seconds": 0.0})


class Loops:
    """A job: so many loops, of so many rounds each."""

    def __init__(self, tasks: int, loops: int) -> None:
        self._tasks = tasks
        self._loops = loops

    def first(self) -> Iterable[Task]:
        """Return all tasks, each of its own name."""
        return [{"number": number, "loops": self._loops} for number in range(self._tasks)]

    def follow(self, task: Task, result: Result) -> Iterable[Task]:
        """Return nothing: no task comes of another."""
        del task, result
        return ()
