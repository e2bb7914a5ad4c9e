"""What can be effective for an agent: the options of the levels, and what each routing strategy overrides (C1, C2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from callbook.configuration.contact_center import Strategy, Transaction
from callbook.configuration.directory import Directory
from callbook.configuration.levels import Holder
from callbook.configuration.lint.crowds import Crowd
from callbook.configuration.option import Option
from callbook.configuration.options import OVERRIDE_OPTION_KEY
from callbook.configuration.overrides import read_overrides
from callbook.configuration.resolution import Resolution, contributions, resolve
from callbook.configuration.values import T_co
from callbook.core import Unknown


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Agents who are alike, and the Transactions that may apply to what they are offered.

    Attributes:
        crowd: the agents' groups, roles and privileges.
        agents: those of them that it is about.
        transactions: what overrides their options, the one that wins first; empty for most interactions.
    """

    crowd: Crowd
    agents: tuple[str, ...]
    transactions: tuple[Holder, ...] = ()

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Everything that carries options, the highest first."""
        return (*self.transactions, *self.crowd.holders)


class Values:
    """The effective values of options, each worked out once for the same holders."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._set_by: dict[str, set[int]] = {}
        for holder in directory.every_holder():
            for name in holder.options:
                self._set_by.setdefault(name, set()).add(id(holder.options))
        self._known: dict[tuple[object, ...], Resolution[Any]] = {}
        self._asked: dict[tuple[str, Situation], Resolution[Any]] = {}

    def of(self, option: Option[T_co], situation: Situation) -> Resolution[T_co]:
        """Return what applies in a situation (C1, C2, C3, C5)."""
        asked = (option.name, situation)
        if asked not in self._asked:
            self._asked[asked] = self._of(option, situation)
        return self._asked[asked]

    def _of(self, option: Option[T_co], situation: Situation) -> Resolution[T_co]:
        set_by = self._set_by.get(option.name, ())
        highest = situation.transactions if option.overridable else ()
        holders = [holder for holder in (*highest, *situation.crowd.holders) if id(holder.options) in set_by]
        key = (option.name, *((holder.level, holder.name) for holder in holders))
        if key not in self._known:
            self._known[key] = resolve(option, contributions(option, holders), self._directory)
        return self._known[key]


def situations_of(directory: Directory, crowds: Iterable[Crowd], values: Values) -> Iterator[Situation]:
    """Return every situation of the *crowds*: without overrides first, then with those of each strategy."""
    for crowd in crowds:
        plain = Situation(crowd, crowd.agents)
        yield plain
        key = values.of(OVERRIDE_OPTION_KEY, plain).value
        overridden: dict[tuple[str, ...], tuple[tuple[Holder, ...], list[str]]] = {}
        for strategy in directory.strategies.values():
            named = strategy.attach.get(str(key))
            agents = reached_by(directory, strategy, crowd) if named else ()
            if not named or not agents:
                continue
            holders = read_overrides(as_meant(named, directory.transactions), directory.transactions).holders
            if holders:
                _, gathered = overridden.setdefault(tuple(each.name for each in holders), (holders, []))
                gathered += [agent for agent in agents if agent not in gathered]
        for holders, gathered in overridden.values():
            yield Situation(crowd, tuple(gathered), holders)


def reached_by(directory: Directory, strategy: Strategy, crowd: Crowd) -> tuple[str, ...]:
    """Return those of a crowd whom a strategy may pick: its target, of the tenants whose queues use it (E5)."""
    tenants = directory.tenants_of(strategy.name)
    if tenants and crowd.tenant not in tenants:
        return ()
    if strategy.target == "agent":
        return tuple(agent for agent in crowd.agents if agent == strategy.target_name)
    if strategy.target == "agent_group" and strategy.target_name not in crowd.groups:
        return ()
    return crowd.agents


def as_meant(named: str, transactions: dict[str, Transaction]) -> str:
    """Return the names with the nearest Transaction in the place of each that is not there."""
    return ",".join(meant(name, transactions) for name in names_in(named))


def meant(name: str, transactions: dict[str, Transaction]) -> str:
    """Return the Transaction of this name, or the one nearest to it."""
    if name in transactions:
        return name
    return next(iter(Unknown("Transaction", name, transactions).nearest), name)


def names_in(named: str) -> tuple[str, ...]:
    """Return the names of Transactions that the attached value lists (C2)."""
    return tuple(name for name in map(str.strip, named.split(",")) if name)
