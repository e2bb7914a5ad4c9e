"""Texts that occur often, each kept once."""

from __future__ import annotations


class Pool:
    """Gives each text a number; the texts stand in the order of their numbers.

    Attributes:
        texts: what was put in so far.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Give the number of *text*."""
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number
