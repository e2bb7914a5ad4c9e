"""Who is connected: how many at once, and who is shown out when there is no room.

A connection on which a request is carried out has a place, and there are so many of them. On all others somebody still
has something to say: who has waited longest with that leaves first when there is no room, so nobody can take all places
by doing nothing. Above the places there are a few more, on which a process that watches over the server is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection


class Connected(Protocol):
    """A connection, as far as a crowd goes."""

    def leave(self) -> None:
        """Close the connection, for others who need its place."""
        ...


class Crowd:
    """The connections of a server.

    Args:
        most: how many may have a request carried out at once.
        spare: how many more there may be.
    """

    def __init__(self, most: int, spare: int) -> None:
        self._most = most
        self._spare = spare
        self._waiting: dict[Connected, None] = {}

    def came(self, connection: Connected, everybody: Collection[object]) -> None:
        """Note a new connection, one of *everybody*; somebody else leaves if there are too many."""
        self.waits(connection)
        many = len(everybody)
        if many > self._most and (len(self._waiting) > self._spare or many > self._most + self._spare):
            longest = next(iter(self._waiting))
            self.works(longest)
            longest.leave()

    def waits(self, connection: Connected) -> None:
        """Note that the server waits for what *connection* has to say."""
        self._waiting[connection] = None

    def works(self, connection: Connected) -> None:
        """Note that *connection* has said all of a request, or is gone."""
        self._waiting.pop(connection, None)

    def is_full(self, everybody: Collection[object]) -> bool:
        """Return whether as many requests are carried out as may be."""
        return len(everybody) - len(self._waiting) >= self._most
