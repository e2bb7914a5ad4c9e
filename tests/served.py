"""`callbook serve` as a process of its own, as its users start it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Generator


class Server:
    """A server process.

    Attributes:
        addresses: what it has said of itself as it began to listen.
    """

    def __init__(self, *options: object) -> None:
        command = [sys.executable, "-m", "callbook", "serve", "--port", "0", "--json", *map(str, options)]
        self.process = subprocess.Popen(  # noqa: S603 - our own
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        self.addresses: dict[str, str] = json.loads(line)

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.addresses["address"]

    def stop(self) -> None:
        """Stop it as Ctrl-C does; one that was killed stays so."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)

    def kill(self) -> None:
        """Kill it: it gets no chance to do anything more."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


@contextmanager
def server(*options: object) -> Generator[Server]:
    """Give a server with these options, which is gone at the end."""
    started = Server(*options)
    try:
        yield started
    finally:
        started.stop()
