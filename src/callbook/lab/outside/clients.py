"""Acts of clients that are no desktops of the lab: they come over a network, send what they like, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from callbook.core import BadInput
from callbook.lab.outside.act import Act
from callbook.messages import Message, from_mapping

if TYPE_CHECKING:
    from callbook.lab.lab import Lab


class _OfAClient(Act, frozen=True):
    """Something that a client does on its connection to a server."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    server: Annotated[str, Meta(description="the server's name in the journal, such as `Interaction Server`")]

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - the client's own name
        """Return the client's name."""
        return self.client

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a server.

        Raises:
            Unknown: when there is none.
        """
        lab.clients.check(self.server)


class Connect(_OfAClient, frozen=True):
    """A client connects, for the first time or again; while the server is down it stays unconnected."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"connect to {self.server}"

    def do(self, lab: Lab) -> None:
        """Connect it."""
        lab.clients.connect(self.client, self.server)


class Send(_OfAClient, frozen=True):
    """A client sends a message; the first one connects the client."""

    message: Annotated[
        Any, Meta(description="the message; as JSON has it where the act was read from a recording.")
    ]  # a Message, or what `to_mapping` gives: a union of the two no decoder can tell apart

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"send {self._message().name}"

    def do(self, lab: Lab) -> None:
        """Let it go onto the wire."""
        lab.clients.send(self.client, self.server, self._message())

    def _message(self) -> Message:
        return self.message if isinstance(self.message, Message) else from_mapping(self.message)


class Forget(_OfAClient, frozen=True):
    """A client that is gone is forgotten: who comes under its name later is somebody else."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"be forgotten by {self.server}"

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a client, and that it is gone.

        Raises:
            Unknown: when there is no such server.
            BadInput: when there is no such client, or it is connected.
        """
        super().check(lab)
        if not lab.clients.is_gone(self.client, self.server):
            raise BadInput("client", self.client, where=self.server, accepted="one whose connection is lost")

    def do(self, lab: Lab) -> None:
        """Forget it."""
        lab.clients.forget(self.client, self.server)


class Disconnect(_OfAClient, frozen=True):
    """A client leaves or vanishes, and its connection is lost: what its agent has goes back to its queues (E7)."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"lose the connection to {self.server}"

    def do(self, lab: Lab) -> None:
        """Lose the connection."""
        lab.wires.wire(self.client, self.server).cut()
