"""Processes on this machine that do tasks. One that dies loses nothing: its task is done by another."""

from __future__ import annotations

import selectors
from typing import TYPE_CHECKING, Any, Self

import msgspec

from callbook.verification.queue.child import Child
from callbook.verification.queue.deaths import Deaths, WorkFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from callbook.verification.queue.tasks import Result, Task


class LocalWorkers:
    """Some processes.

    Args:
        count: how many.
        reference: the function that serves in each, ``module:function``.
        setup: what it is given, as JSON.
    """

    def __init__(self, count: int, reference: str, setup: dict[str, Any]) -> None:
        self._count = count
        self._reference = reference
        self._setup = msgspec.json.encode(setup).decode()
        self._selector = selectors.DefaultSelector()
        self._idle: list[Child] = []
        self._busy: list[Child] = []
        self._again: list[Task] = []
        self._deaths = Deaths()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for child in (*self._idle, *self._busy):
            child.end()
        self._selector.close()

    @property
    def free(self) -> int:
        """How many more tasks can be done at once."""
        return self._count - len(self._busy) - len(self._again)

    @property
    def is_busy(self) -> bool:
        """Whether a task is being done."""
        return bool(self._busy or self._again)

    def give(self, task: Task) -> None:
        """Let one of the processes do a task."""
        child = self._idle.pop() if self._idle else self._started()
        self._busy.append(child)
        child.give(task)

    def finished(self) -> Iterator[tuple[Task, Result]]:
        """Wait until something has happened, and yield the tasks that are done.

        Raises:
            WorkFailed: when a worker says that it cannot, or when several have died of the same task.
        """
        while self._again:
            self.give(self._again.pop())
        for key, _ in self._selector.select():
            child: Child = key.data
            try:
                result = child.read()
            except EOFError:
                self._bury(child)
                continue
            if result is not None and child.task is not None:
                if "error" in result:
                    raise WorkFailed(f"{result['error']}")
                task, child.task = child.task, None
                self._busy.remove(child)
                self._idle.append(child)
                yield task, result

    def _started(self) -> Child:
        child = Child(self._reference, self._setup)
        self._selector.register(child.stdout, selectors.EVENT_READ, child)
        return child

    def _bury(self, child: Child) -> None:
        """Let another process do what a dead one was at."""
        self._selector.unregister(child.stdout)
        said, task = child.said(), child.task
        child.end()
        (self._idle if task is None else self._busy).remove(child)
        if task is not None:
            self._deaths.add(task, said)
            self._again.append(task)
