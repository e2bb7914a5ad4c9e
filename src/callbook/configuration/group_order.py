"""Which group overrules which: two rules of Web Edition, assumed here, and what may take their place (C1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from callbook.configuration.levels import Holder, Level, alphabetical
from callbook.core import Assumptions, Frozen

_GROUPS = (Level.AGENT_GROUP, Level.VIRTUAL_AGENT_GROUP)


@dataclass(frozen=True, slots=True)
class GroupOrder(Frozen):
    """How groups overrule each other.

    Attributes:
        virtual_overrules: whether virtual agent groups are a level of their own above agent groups.
        last_overrules: whether of several groups of one level the last of the alphabet overrules, or else the first.
    """

    virtual_overrules: bool = True
    last_overrules: bool = True

    @classmethod
    def of(cls, assumptions: Assumptions) -> Self:
        """Return the order that is assumed."""
        return cls(assumptions.virtual_agent_groups_overrule, assumptions.last_group_overrules)

    def highest_first(self, groups: Iterable[Holder]) -> tuple[Holder, ...]:
        """Return groups, virtual or not, the one that overrules all others first."""
        by_name = sorted(groups, key=lambda group: alphabetical(group.name), reverse=self.last_overrules)
        if not self.virtual_overrules:
            return tuple(by_name)
        return tuple(sorted(by_name, key=lambda group: group.level, reverse=True))

    def assumed_between(self, winner: Level, lower: Iterable[Level]) -> Iterator[str]:
        """Yield the assumed rules by which a text of *winner* has overruled those of *lower* (C1, C2)."""
        overruled = set(lower)
        if winner is Level.TRANSACTION and winner in overruled:
            yield "of several Transactions the last named wins"
        if winner not in _GROUPS:
            return
        if self._level_with(winner) & overruled:
            yield f"of several groups the {'last' if self.last_overrules else 'first'} of the alphabet wins"
        if self.virtual_overrules and winner is Level.VIRTUAL_AGENT_GROUP and Level.AGENT_GROUP in overruled:
            yield "a virtual agent group overrules an agent group"
        if not self.virtual_overrules and overruled.intersection(_GROUPS) - {winner}:
            yield "virtual agent groups and agent groups are one level"

    def _level_with(self, group: Level) -> frozenset[Level]:
        return frozenset((group,) if self.virtual_overrules else _GROUPS)
