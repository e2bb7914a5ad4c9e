"""Which door leads scenarios to the servers: ``--door direct``, or one behind a network. Scenarios never notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from callbook.lab import ServersHere
from callbook.network import NETWORK_DOORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.lab import Door

_DIRECT: Final = "direct"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what chooses the door."""
    ways = ", ".join(f"{name} {door.words}" for name, door in NETWORK_DOORS.items())
    group = parser.getgroup("callbook")
    group.addoption(
        "--door",
        choices=(_DIRECT, *NETWORK_DOORS),
        default=_DIRECT,
        help=f"how scenarios reach the mock servers: {_DIRECT} by a call, {ways} (default: %(default)s)",
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
    name = str(request.config.getoption("--door"))
    if name == _DIRECT:
        yield ServersHere
        return
    from callbook.network import through

    with NETWORK_DOORS[name].open(str(request.config.getoption("--callbook-server"))) as transport:
        yield through(transport)
