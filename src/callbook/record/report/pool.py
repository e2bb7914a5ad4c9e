"""Texts that occur often, each kept once."""

from __future__ import annotations

from collections.abc import Callable


class Pool:
    """Gives each text a number, counting from 0 in the order in which they come.

    Attributes:
        number: gives the number of a text; it is the look-up itself, since a report asks a hundred thousand times.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self.number: Callable[[str], int] = self._numbers.__getitem__

    @property
    def texts(self) -> list[str]:
        """What was put in so far, in the order of the numbers."""
        return list(self._numbers)


class _Numbers(dict[str, int]):
    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number
