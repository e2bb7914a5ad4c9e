"""What changes for which agents between two configurations: effective options and privileges, not texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.configuration.configuration import Configuration
    from callbook.configuration.levels import Contribution


@dataclass(frozen=True, slots=True)
class OptionChange:
    """One option that has another effect.

    Attributes:
        option: its name.
        before, after: the text that applies, with its level and holder.
        not_valid: whether that text is not valid before, and after: then nothing applies (C5).
    """

    option: str
    before: Contribution
    after: Contribution
    not_valid: tuple[bool, bool] = (False, False)

    def __str__(self) -> str:
        before, after = map(_in_words, (self.before, self.after), self.not_valid)
        return f"{self.option}: {before} -> {after}"


def _in_words(said: Contribution, not_valid: bool) -> str:  # noqa: FBT001 - as it stands in OptionChange
    remark = " (not valid)" if not_valid else ""
    return f"'{said.raw}'{remark} from {said.where}"


@dataclass(frozen=True, slots=True)
class Change:
    """All that changes for some agents, the same for each of them.

    Attributes:
        agents: their ids, in the order of the second configuration.
        options: the options that have another effect.
        gained, lost: privileges that have effect only after, or only before.
        capacity: how many callbacks at once, before and after; None where that is the same.
    """

    agents: tuple[str, ...]
    options: tuple[OptionChange, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    capacity: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two configurations differ for those who work under them.

    Attributes:
        changes: one for each group of agents that the same happens to, the largest group first.
        arrived, gone: ids of agents who are only in the second configuration, or only in the first.
        unchanged: how many agents notice nothing.
    """

    changes: tuple[Change, ...]
    arrived: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: int

    @property
    def same(self) -> bool:
        """Whether nobody notices anything."""
        return not (self.changes or self.arrived or self.gone)


@dataclass(slots=True)
class _Sorted:
    """The agents of both configurations, by what happens to them."""

    by_effect: dict[tuple[object, ...], list[str]] = field(default_factory=dict[tuple[object, ...], "list[str]"])
    changes: dict[tuple[object, ...], Change] = field(default_factory=dict[tuple[object, ...], Change])

    def add(self, agent: str, change: Change) -> None:
        same_for_all = (change.options, change.gained, change.lost, change.capacity)
        self.by_effect.setdefault(same_for_all, []).append(agent)
        self.changes[same_for_all] = change

    def grouped(self) -> Iterator[Change]:
        for effect, agents in sorted(self.by_effect.items(), key=lambda each: -len(each[1])):
            one = self.changes[effect]
            yield Change(tuple(agents), one.options, one.gained, one.lost, one.capacity)


def compare(first: Configuration, second: Configuration) -> Comparison:
    """Return what changes for which agents from *first* to *second*: effective values, whichever level they come from.

    What a routing strategy overrides is an interaction's affair, and not compared.
    """
    before = {agent.id for agent in first.agents}
    found, unchanged = _Sorted(), 0
    for agent in second.agents:
        if agent.id in before:
            change = _change(first, second, agent.id)
            if change is None:
                unchanged += 1
            else:
                found.add(agent.id, change)
    after = {agent.id for agent in second.agents}
    arrived = tuple(agent.id for agent in second.agents if agent.id not in before)
    gone = tuple(agent.id for agent in first.agents if agent.id not in after)
    return Comparison(tuple(found.grouped()), arrived, gone, unchanged)


def _change(first: Configuration, second: Configuration, agent: str) -> Change | None:
    options = tuple(_options(first, second, agent))
    before, after = first.privileges_of(agent), second.privileges_of(agent)
    gained = tuple(name for name in second.privilege_catalogue if name in after - before)
    lost = tuple(name for name in first.privilege_catalogue if name in before - after)
    room = first.agent(agent).capacity, second.agent(agent).capacity
    capacity = room if room[0] != room[1] else None
    return Change((agent,), options, gained, lost, capacity) if options or gained or lost or capacity else None


def _options(first: Configuration, second: Configuration, agent: str) -> Iterator[OptionChange]:
    for option in second.option_catalogue:
        before, after = first.snapshot.resolved(option, agent), second.snapshot.resolved(option, agent)
        if before.value != after.value:
            yield OptionChange(option, before.winner, after.winner, (not before.applies, not after.applies))
