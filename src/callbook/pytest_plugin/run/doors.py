"""Which door leads scenarios to the servers: ``--door direct``, ``responses`` or ``http``. Scenarios never notice."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from callbook.core import CallbookError
from callbook.lab import ServersHere

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from callbook.lab import Door

DOORS: Final = ("direct", "responses", "http")


class NotServing(CallbookError):  # noqa: N818 - names what is the case
    """The server for the door ``http`` did not begin to serve."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what chooses the door."""
    group = parser.getgroup("callbook")
    group.addoption(
        "--door",
        choices=DOORS,
        default="direct",
        help="how scenarios reach the mock servers: by a call, through `requests` answered in this process, or through"
        " the network (default: %(default)s)",
    )
    group.addoption(
        "--callbook-server",
        metavar="URL",
        default="",
        help="for --door http: a server that runs already; without it one is started for this run",
    )


@pytest.fixture(scope="session")
def callbook_door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """Yield the door through which a lab comes to its servers."""
    name = request.config.getoption("--door")
    if name == "direct":
        yield ServersHere
    elif name == "responses":
        with _through_responses() as door:
            yield door
    else:
        with _through_the_network(str(request.config.getoption("--callbook-server"))) as door:
            yield door


@contextmanager
def _through_responses() -> Generator[Door]:
    from callbook.network import RequestsTransport, mocked, through

    with mocked() as center:
        yield through(RequestsTransport(center.addresses.everything))


@contextmanager
def _through_the_network(address: str) -> Generator[Door]:
    from callbook.network import SocketTransport, through

    if address:
        yield through(SocketTransport(address))
        return
    with served() as started:
        yield through(SocketTransport(started))


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
