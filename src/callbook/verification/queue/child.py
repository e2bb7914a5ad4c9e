"""A process on this machine that does tasks, as whoever sends them sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, cast

import msgspec

from callbook.verification.queue.tasks import Result, Task

if TYPE_CHECKING:
    from pathlib import Path

_ENOUGH: Final = 2_000
_AT_ONCE: Final = 65_536
_PATIENCE: Final = 10


class Child:
    """One process, and what it does now.

    Args:
        reference: the function that serves in it, ``module:function``.
        setup: what it is given, as JSON.
        folder: where it works; this process's own by default.

    Attributes:
        task: what it does now; None for nothing.
        tasks: how many it has done.
    """

    def __init__(self, reference: str, setup: str, folder: Path | None = None) -> None:
        self.errors: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "callbook.verification.queue.worker", reference, setup],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            start_new_session=True,
            cwd=folder,
        )
        self.task: Task | None = None
        self.tasks = 0
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
