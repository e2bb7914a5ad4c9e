"""Runs the acceptance suite in child processes; however the runner is left, no child and no recording stays behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from callbook.core import CallbookError

if TYPE_CHECKING:
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended: pytest's exit code, and what it printed."""

    code: int
    output: str


class Stopped(CallbookError):  # noqa: N818 - names what is the case
    """No more runs: whoever asked for them has left, by Ctrl-C for example."""


class Suite:
    """The features, to be run as often as needed, from several threads at once.

    Args:
        features: the folder or file to run.
    """

    def __init__(self, features: Path) -> None:
        self._features = features
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = False
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the runs that are not over; the threads that wait for them then put their folders away."""
        with self._lock:
            self._stopped = True
            for child in self._running:
                child.kill()

    def run(self, *arguments: str) -> Finished:
        """Run the features with more *arguments* for pytest, up to the first scenario that fails.

        Raises:
            Stopped: when the suite has been left.
        """
        with tempfile.TemporaryDirectory(prefix="callbook-") as folder:
            child = self._start((*self._command(Path(folder) / "traces"), *arguments))
            output, _ = child.communicate()
        with self._lock:
            self._running.discard(child)
        return Finished(child.returncode, output)

    def _command(self, traces: Path) -> tuple[str, ...]:
        quiet = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider")
        return (sys.executable, "-m", "pytest", str(self._features), *quiet, "--traces", str(traces))

    def _start(self, command: tuple[str, ...]) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise Stopped("The suite is not run any more.")
            child = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            self._running.add(child)
            return child
