"""A job for tests: some numbers, each followed by its double."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callbook.verification.queue.tasks import Result, Task

TOY = "tests.queue.toy:serve"


class Doubling:
    """A job: some numbers, each followed by its double up to a bound."""

    def __init__(self, *tasks: dict[str, Any], bound: int = 0) -> None:
        self._tasks = tasks
        self._bound = bound
        self.doubles: list[int] = []
        self.processes: set[int] = set()

    def first(self) -> list[Task]:
        """Return the numbers."""
        return list(self._tasks)

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take a double."""
        assert result["double"] == 2 * task["number"]
        self.doubles.append(result["double"])
        self.processes.add(result.get("process", 0))
        return [{"number": result["double"]}] if result["double"] < self._bound else []
