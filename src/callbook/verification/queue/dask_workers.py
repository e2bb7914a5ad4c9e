"""Workers of a Dask cluster. One that dies loses nothing: the cluster has its task done by another.

No more tasks are handed out than can be done at once: Dask blames a worker's death on every task that was assigned to
it, also on those that only wait there.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

import msgspec

from callbook.verification.queue import dask_task
from callbook.verification.queue.dask_task import PACKAGE, Work
from callbook.verification.queue.deaths import Deaths, WorkFailed
from callbook.verification.queue.tasks import Result, Task, name_of
from callbook.verification.queue.texts import hash_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

_PATIENCE: Final = 60.0
"""How many seconds a cluster may be without any worker: those that have ended are often started again."""


class Cluster(Protocol):
    """A cluster, as far as workers of it need one."""

    def size(self) -> int:
        """Return how many tasks it can do at once now."""
        ...

    def submit(self, key: str, function: Callable[..., str], *arguments: str) -> None:
        """Let it call a function, under a name that was never used."""
        ...

    def wait(self, seconds: float) -> Iterable[tuple[str, Result]]:
        """Wait until something has come, for so long at most, and return it by its names."""
        ...

    def leave(self, function: Callable[[str], None], argument: str) -> None:
        """Take back what is not done, and let each worker call a function."""
        ...


class DaskWorkers:
    """The workers of a cluster.

    Args:
        cluster: where they are.
        reference: the function that serves, ``module:function``.
        setup: what it is given, as JSON.
        paths: of the texts that tasks are about; they must be the same everywhere.
    """

    def __init__(self, cluster: Cluster, reference: str, setup: dict[str, Any], paths: Sequence[str] = ()) -> None:
        self._cluster = cluster
        self._session = token_hex(4)
        work = Work(
            self._session,
            reference,
            msgspec.json.encode(setup).decode(),
            str(Path.cwd()),
            tuple(paths),
            hash_of_texts(paths),
            version(PACKAGE),
        )
        self._work = msgspec.json.encode(work).decode()
        self._given: dict[str, Task] = {}
        self._deaths = Deaths()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._cluster.leave(dask_task.end, self._session)

    @property
    def free(self) -> int:
        """How many more tasks can be done at once; one may wait for the first worker."""
        return max(1, self._cluster.size()) - len(self._given)

    @property
    def is_busy(self) -> bool:
        """Whether a task is being done."""
        return bool(self._given)

    def give(self, task: Task) -> None:
        """Let one of the workers do a task."""
        self._submit(task, 0)

    def finished(self) -> Iterator[tuple[Task, Result]]:
        """Wait until something has happened, and yield the tasks that are done.

        Raises:
            WorkFailed: when a worker or the cluster says that it cannot, when several have died of the same task, or
                when there is no worker any more.
        """
        done = list(self._cluster.wait(_PATIENCE))
        if not done and not self._cluster.size():
            raise WorkFailed(
                f"The cluster has had no worker for {_PATIENCE:.0f} seconds. Start one: dask worker ADDRESS"
            )
        for key, result in done:
            task = self._given.pop(key)
            if "error" in result:
                raise WorkFailed(f"{result['error']}")
            if "died" in result:
                self._submit(task, self._deaths.add(task, str(result["died"])))
            else:
                yield task, result

    def _submit(self, task: Task, deaths: int) -> None:
        """Hand a task out, under a name that says in the cluster's own pictures what it is."""
        key = f"{task.get('do', 'task')}-{name_of(task)}-{self._session}-{deaths}"
        self._given[key] = task
        self._cluster.submit(key, dask_task.do, self._work, msgspec.json.encode(task).decode())
