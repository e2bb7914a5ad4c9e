"""When tasks are given up: a worker says that it cannot, or one after another dies of the same task."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import CallbookError
from callbook.verification.queue.tasks import name_of

if TYPE_CHECKING:
    from callbook.verification.queue.tasks import Task

_MOST_DEATHS: Final = 3
_SHOWN: Final = 200


class WorkFailed(CallbookError):  # noqa: N818 - names what is the case
    """A task cannot be done: a worker says why, or workers end whenever they try."""


class Deaths:
    """Counts the processes that have ended while they did a task."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    def add(self, task: Task, said: str) -> int:
        """Count one, and return how many there were.

        Args:
            task: at which it was.
            said: the end of what it has printed.

        Raises:
            WorkFailed: when there were three.
        """
        name = name_of(task)
        self._of[name] += 1
        if self._of[name] == _MOST_DEATHS:
            words = msgspec.json.encode(task).decode()[:_SHOWN]
            raise WorkFailed(f"{_MOST_DEATHS} processes have ended while they did the task {words}. {said}".strip())
        return self._of[name]
