"""What the desktop's ends of both wires have: they number their requests, and hand on what no request has asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook.core import OwnParty

if TYPE_CHECKING:
    from callbook.core import Journal, Wire
    from callbook.messages import Message


MOST_UNANSWERED = 50
"""How many requests a link remembers that were not answered in time: their answers may come late."""


class Host(Protocol):
    """Whose link it is: what takes events and learns whether the server can be reached."""

    def take(self, event: Message) -> bool:
        """Take an event; return whether it means anything here."""
        ...

    def reachable(self) -> None:
        """Learn that the server can be reached."""
        ...

    def unreachable(self) -> None:
        """Learn that the server can no longer be reached."""
        ...


class Link(OwnParty):
    """What both links have.

    Args:
        wire: the wire to the server.
        journal: where messages that mean nothing are noted.
        host: whose link it is.
    """

    def __init__(self, wire: Wire, journal: Journal, host: Host) -> None:
        self.wire = wire
        self.up = False
        self._journal = journal
        self._host = host
        self._reference = 0

    def reference(self) -> int:
        """Return the next request its number."""
        self._reference += 1
        return self._reference

    def connected(self) -> None:
        """Learn that the server can be reached."""
        self.up = True
        self._host.reachable()

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached; nobody answers any more."""
        self.up = False
        self._wait_for_nothing()
        self._host.unreachable()

    def _wait_for_nothing(self) -> None:
        raise NotImplementedError

    def _dispatch(self, message: Message) -> None:
        if not self._host.take(message):
            self.ignore(message)

    def ignore(self, message: Message, why: str = "nothing here waits for it") -> None:
        """Note that *message* means nothing here."""
        self._journal.note(self.wire.client, "ignored", f"{message.name}: {why}")
