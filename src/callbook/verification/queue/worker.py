"""A process that does tasks: `python -m callbook.verification.queue.worker MODULE:FUNCTION SETUP`.

Tasks come in by its standard input, results go out by its standard output, a line of JSON each. When nobody sends tasks
any more, or nobody listens, it ends. What a task prints goes where errors go.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Protocol, cast

import msgspec

from callbook.core import CallbookError
from callbook.verification.queue.tasks import Result, Task

if TYPE_CHECKING:
    from collections.abc import Iterator


class Exchange:
    """Where a worker gets tasks, and leaves results."""

    def __init__(self, tasks: IO[bytes], results: IO[bytes]) -> None:
        self._tasks = tasks
        self._results = results

    def __iter__(self) -> Iterator[Task]:
        return (msgspec.json.decode(line, type=Task) for line in self._tasks)

    def answer(self, result: Result) -> None:
        """Send the result of the task that came last."""
        self._results.write(msgspec.json.encode(result) + b"\n")
        self._results.flush()


class Serve(Protocol):
    """What a worker runs: it takes tasks from the exchange one by one, and answers each."""

    def __call__(self, setup: dict[str, object], exchange: Exchange) -> None:
        """Serve until no more tasks come."""
        ...


def serve(reference: str, setup: str, exchange: Exchange) -> None:
    """Let the function that *reference* names serve; what it raises is the answer."""
    module, _, name = reference.partition(":")
    try:
        function = cast("Serve", getattr(import_module(module), name))
        function(msgspec.json.decode(setup, type=dict[str, object]), exchange)
    except (CallbookError, ImportError) as error:
        words = str(error) if isinstance(error, CallbookError) else f"A worker cannot import what it needs: {error}"
        exchange.answer({"error": words})


def main() -> None:
    """Serve what the command line says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever sends the tasks
    results = os.fdopen(os.dup(1), "wb")
    tasks = os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    with suppress(BrokenPipeError):  # nobody listens any more
        serve(sys.argv[1], sys.argv[2], Exchange(tasks, results))


if __name__ == "__main__":
    main()
