"""Which door leads scenarios to the servers: ``--door direct``, or one behind a network. Scenarios never notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from callbook.network import NETWORK_DOORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.lab import Door

DIRECT: Final = "direct"


@pytest.fixture(scope="session")
def callbook_door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """Yield the door through which a lab comes to its servers."""
    name = str(request.config.option.callbook_door)
    if name == DIRECT:
        from callbook.lab import ServersHere

        yield ServersHere
        return
    from callbook.network import through

    with NETWORK_DOORS[name].open(str(request.config.option.callbook_server)) as transport:
        yield through(transport)
