"""Who may go on with a run: one request after another, in the order in which they came.

Most requests are carried out in one go and meet nobody. One that lets much time pass stops now and then, so that others
are served meanwhile; requests to its own run wait until it is done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns:
    """The turns of each name; a name that nobody has, and nobody waits for, is not remembered."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Callable[[], bool]]] = {}

    def is_taken(self, name: str) -> bool:
        """Return whether somebody has the turn."""
        return name in self._waiting

    def when_free(self, name: str, go_on: Callable[[], bool]) -> None:
        """Take the turn at once, or behind all who wait; *go_on* is called with it, and returns whether it takes it."""
        if name in self._waiting:
            self._waiting[name].append(go_on)
        elif go_on():
            self._waiting[name] = deque()

    async def take(self, name: str) -> None:
        """Take the turn; wait for it if somebody has it."""
        if name not in self._waiting:
            self._waiting[name] = deque()
            return
        handed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def go_on() -> bool:
            if handed.cancelled():
                return False
            handed.set_result(None)
            return True

        self._waiting[name].append(go_on)
        try:
            await handed
        except asyncio.CancelledError:
            if not handed.cancelled():
                self.give_back(name)
            raise

    def give_back(self, name: str) -> None:
        """Hand the turn to whoever has waited longest."""
        waiting = self._waiting[name]
        while waiting:
            if waiting.popleft()():
                return
        del self._waiting[name]


class Turn:
    """A request's turn with one run: taken, given back, perhaps taken again, and given back at the latest when it ends.

    Args:
        turns: all turns.
        name: of the run; empty for none, whose turn is never taken.
    """

    def __init__(self, turns: Turns, name: str) -> None:
        self._turns = turns
        self.name = name
        self._has_it = False

    async def take(self) -> None:
        """Take it."""
        await self._turns.take(self.name)
        self._has_it = True

    def give_back(self) -> None:
        """Hand it back, if it is there."""
        if self._has_it:
            self._has_it = False
            self._turns.give_back(self.name)
