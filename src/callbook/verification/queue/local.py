"""Processes on this machine that do tasks. One that dies loses nothing: its task is done by another."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, Self, cast

import msgspec

from callbook.core import CallbookError
from callbook.verification.queue.tasks import Result, Task, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_MOST_DEATHS: Final = 3
_ENOUGH: Final = 2_000
_AT_ONCE: Final = 65_536
_PATIENCE: Final = 10


class WorkFailed(CallbookError):  # noqa: N818 - names what is the case
    """A task cannot be done: a worker says why, or workers end whenever they try."""


class _Worker:
    """One process, and what it does now."""

    def __init__(self, reference: str, setup: str) -> None:
        self.errors: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "callbook.verification.queue.worker", reference, setup],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            start_new_session=True,
        )
        self.task: Task | None = None
        self._read = b""

    def give(self, task: Task) -> None:
        """Send it a task; one that is dead is noticed when it is listened to."""
        self.task = task
        with suppress(BrokenPipeError):
            self._stdin.write(msgspec.json.encode(task) + b"\n")
            self._stdin.flush()

    def read(self) -> Result | None:
        """Return the result that has come, or None while it has not come whole.

        Raises:
            EOFError: the process has ended.
        """
        piece = os.read(self.stdout.fileno(), _AT_ONCE)
        if not piece:
            raise EOFError
        self._read += piece
        if not self._read.endswith(b"\n"):
            return None
        line, self._read = self._read, b""
        return msgspec.json.decode(line, type=Result)

    def said(self) -> str:
        """Return the end of what it has printed."""
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")[-_ENOUGH:].strip()

    def end(self) -> None:
        """End it: one that does nothing now ends by itself when no more tasks can come."""
        with suppress(BrokenPipeError):
            self._stdin.close()
        if self.task is None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_PATIENCE)
        self.process.kill()
        self.process.wait()
        self.stdout.close()
        self.errors.close()

    @property
    def _stdin(self) -> IO[bytes]:
        return cast("IO[bytes]", self.process.stdin)

    @property
    def stdout(self) -> IO[bytes]:
        """Where results come from."""
        return cast("IO[bytes]", self.process.stdout)


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
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._again: list[Task] = []
        self._deaths: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for worker in (*self._idle, *self._busy):
            worker.end()
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
        worker = self._idle.pop() if self._idle else self._started()
        self._busy.append(worker)
        worker.give(task)

    def finished(self) -> Iterator[tuple[Task, Result]]:
        """Wait until something has happened, and yield the tasks that are done.

        Raises:
            WorkFailed: when a worker says that it cannot, or when several have died of the same task.
        """
        while self._again:
            self.give(self._again.pop())
        for key, _ in self._selector.select():
            worker: _Worker = key.data
            try:
                result = worker.read()
            except EOFError:
                self._bury(worker)
                continue
            if result is not None and worker.task is not None:
                if "error" in result:
                    raise WorkFailed(f"{result['error']}")
                task, worker.task = worker.task, None
                self._busy.remove(worker)
                self._idle.append(worker)
                yield task, result

    def _started(self) -> _Worker:
        worker = _Worker(self._reference, self._setup)
        self._selector.register(worker.stdout, selectors.EVENT_READ, worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        """Let another process do what a dead one was at."""
        self._selector.unregister(worker.stdout)
        said, task = worker.said(), worker.task
        worker.end()
        (self._idle if task is None else self._busy).remove(worker)
        if task is None:
            return
        name = name_of(task)
        self._deaths[name] += 1
        if self._deaths[name] == _MOST_DEATHS:
            words = msgspec.json.encode(task).decode()[:200]
            raise WorkFailed(f"{_MOST_DEATHS} processes have ended while they did the task {words}. {said}".strip())
        self._again.append(task)
