"""Clients that are no desktops of the lab: whoever they are, they connect, send and leave.

What a server says to one goes to its end. Behind a network that is a mailbox, which the client empties; where a
recording is played again nobody listens: what the client sent then stands in the recording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import Unknown
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Party, Wire
    from callbook.lab.outages import Outages
    from callbook.lab.wires import Wires
    from callbook.messages import Message


class SilentEnd:
    """The end of a client to whom nobody listens."""

    def receive(self, message: Message) -> None:
        """Forget what the server says."""

    def connected(self) -> None:
        """Forget that the server can be reached."""

    def disconnected(self) -> None:
        """Forget that it cannot."""


class Clients:
    """The clients from outside, each with its wires.

    Args:
        wires: the wires of the lab.
        outages: which servers are up.
        switch: what the voice switch is called.

    Attributes:
        end_of: makes the end of a client's wire to a server; a silent one by default.
    """

    def __init__(self, wires: Wires, outages: Outages, switch: str) -> None:
        self._wires = wires
        self._outages = outages
        self._servers = (INTERACTION_SERVER, switch)
        self._joined: set[tuple[str, str]] = set()
        self.end_of: Callable[[str, str], Party] = _silent

    def check(self, server: str) -> None:
        """Make sure that there is such a server.

        Raises:
            Unknown: when there is none.
        """
        if server not in self._servers:
            raise Unknown("server", server, self._servers)

    def connect(self, client: str, server: str) -> Wire:
        """Connect a client, for the first time or again, if the server is up; return its wire."""
        wire = self._joined_wire(client, server)
        if self._outages.runs(server):
            wire.mend()
        return wire

    def is_gone(self, client: str, server: str) -> bool:
        """Return whether there is such a client, and its connection is lost."""
        return (client, server) in self._joined and not self._wires.wire(client, server).up

    def forget(self, client: str, server: str) -> None:
        """Forget a client that is gone."""
        self._joined.remove((client, server))
        self._wires.forget(client, server)

    def send(self, client: str, server: str, message: Message) -> None:
        """Let a client's message go onto its wire, which the first one connects."""
        self._joined_wire(client, server).to_server(message)

    def _joined_wire(self, client: str, server: str) -> Wire:
        wire = self._wires.wire(client, server)
        if (client, server) not in self._joined:
            self._joined.add((client, server))
            self._wires.connect(wire, self.end_of(client, server), up=self._outages.runs(server))
        return wire


def _silent(client: str, server: str) -> Party:  # noqa: ARG001 - nobody listens, whoever it is
    return SilentEnd()
