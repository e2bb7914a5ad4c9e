"""The doors that lead to servers behind a network: a transport each, and a row of the table below.

Whoever adds one writes a transport (`callbook.network.remote.transport`) and its row; ``pytest --door`` offers it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from callbook.core import CallbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager

    from callbook.network.remote.transport import Transport


class NotServing(CallbookError):  # noqa: N818 - names what is the case
    """The server for the door ``http`` did not begin to serve."""


class NetworkDoor(NamedTuple):
    """A door that leads to servers behind a network.

    Attributes:
        words: how it reaches them.
        open: yields the transport, given the address of a server that runs already, or nothing.
    """

    words: str
    open: Callable[[str], AbstractContextManager[Transport]]


@contextmanager
def _to_this_process(_address: str) -> Generator[Transport]:
    from callbook.network.interception import mocked
    from callbook.network.remote.transport import RequestsTransport

    with mocked() as center:
        yield RequestsTransport(center.addresses.everything)


@contextmanager
def _to_a_server(address: str) -> Generator[Transport]:
    from callbook.network.remote.transport import SocketTransport

    if address:
        yield SocketTransport(address)
        return
    with served() as started:
        yield SocketTransport(started)


NETWORK_DOORS: Final = {
    "responses": NetworkDoor("through `requests` answered in this process", _to_this_process),
    "http": NetworkDoor("through the network", _to_a_server),
}


@contextmanager
def served(*options: str) -> Generator[str]:
    """Yield the address of a server of our own, which is stopped afterwards.

    Raises:
        NotServing: when it ends before it listens.
    """
    command = [sys.executable, "-m", "callbook", "serve", "--port", "0", "--json", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603 - ours
    try:
        line = "" if process.stdout is None else process.stdout.readline()
        if not line:
            raise NotServing(f"`callbook serve` has ended with exit code {process.wait()}; its message stands above.")
        yield json.loads(line)["address"]
    finally:
        process.terminate()
        process.communicate()
