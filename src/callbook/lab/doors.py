"""The direct door: messages reach a server by a plain call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook.core import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.core import Party, Sender, Wire


class Server(Protocol):
    """A server as a plain object."""

    def connect(self, client: str, send: Sender) -> Party:
        """Return the server's end for a new client, who is answered through *send*."""
        ...


class DirectDoor:
    """Leads to servers that live in this process.

    Args:
        servers: each server under its name.
    """

    def __init__(self, servers: Mapping[str, Server]) -> None:
        self._servers = servers

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name.

        Raises:
            Unknown: when there is no such server.
        """
        return find("server", server, self._servers).connect(wire.client, wire.to_client)
