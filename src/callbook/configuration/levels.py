"""The levels at which an option can stand, and who holds it there for one agent (C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

APPLICATION_NAME = "Workspace"
"""The holder of the Default and Application levels."""


class Level(IntEnum):
    """Where an option stands, the lowest first: a higher level overrules a lower one."""

    DEFAULT = 0
    APPLICATION = 1
    TENANT = 2
    AGENT_GROUP = 3
    VIRTUAL_AGENT_GROUP = 4
    PERSON = 5
    TRANSACTION = 6

    @property
    def label(self) -> str:
        """The level in words, for example `Agent Group`."""
        return self.name.replace("_", " ").title()


LEVEL_NAMES = {level.label: level for level in Level}
"""Each level by its name in words."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One object of the configuration that carries options."""

    level: Level
    name: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one holder says about one option."""

    level: Level
    holder: str
    option: str
    raw: str
    assumed: bool = False

    @property
    def where(self) -> str:
        """Level and holder in words, with a mark where it is a default that nobody documented."""
        return f"{self.level.label} {self.holder!r}" + (" (assumed)" if self.assumed else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """A bad value: at which level, and what would be valid (C5).

    Attributes:
        contribution: the value, with its level and holder.
        valid: what would be.
        entry: the one entry of a list that is bad, while the others apply; None where the whole value is.
    """

    contribution: Contribution
    valid: str
    entry: str | None = None

    def __str__(self) -> str:
        at = self.contribution
        if self.entry is not None:
            return f"C5: {at.option} at {at.where} names {self.entry!r}, which is left out. Valid: {self.valid}."
        return f"C5: {at.option} at {at.where} is {at.raw!r}, which is not valid. Valid: {self.valid}."


def alphabetical(name: str) -> tuple[str, str]:
    """Return the sort key of a group's name: the one nearest the end of the alphabet, in any case, comes last (C1)."""
    return name.casefold(), name
