"""What can be effective for an agent: the options of the levels, and what each routing strategy overrides (C1, C2).

Agents who are alike (the same roles, groups, tenant and options) are looked at together, so that each rule sees them
once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from callbook.configuration.contact_center import Agent, Strategy, Transaction
from callbook.configuration.directory import Directory
from callbook.configuration.levels import Holder
from callbook.configuration.options import OVERRIDE_OPTION_KEY, Option
from callbook.configuration.overrides import read_overrides
from callbook.configuration.privileges import CAN_USE_WEB_CALLBACK_CHANNEL, PRIVILEGES, Privilege
from callbook.configuration.resolution import Resolution, contributions, resolve
from callbook.configuration.roles import effective, granted_to, roles_of
from callbook.configuration.values import T_co
from callbook.core import Unknown


@dataclass(frozen=True, slots=True)
class AgentSet:
    """Agents who are alike.

    Attributes:
        agents: their ids, in the order of the file.
        tenant: the tenant of all of them.
        groups: their agent groups and virtual agent groups.
        holders: what carries options for them, the one that overrules all others first (C1).
        roles: their roles, own ones and those of their groups (C6).
        granted: the privileges that these hold.
        has: the privileges of these that have effect (P1).
        sure: whether their privileges are known: a role that is not there may hold any.
    """

    agents: tuple[str, ...]
    tenant: str
    groups: frozenset[str]
    holders: tuple[Holder, ...]
    roles: tuple[str, ...]
    granted: frozenset[str]
    has: frozenset[str]
    sure: bool

    @property
    def active(self) -> bool:
        """Whether they use the channel, as far as anybody can tell."""
        return self.holds(CAN_USE_WEB_CALLBACK_CHANNEL) or not self.sure

    @property
    def concerned(self) -> bool:
        """Whether the channel's options are meant for them: they use it, or have a privilege of it without effect."""
        return self.active or any(PRIVILEGES[name].area == "Web Callback" for name in self.granted)

    def holds(self, privilege: Privilege) -> bool:
        """Return whether a privilege has effect for them."""
        return privilege.name in self.has


def agent_sets(directory: Directory, unsure: Collection[str]) -> Iterator[AgentSet]:
    """Return the agents, those who are alike together; the privileges of those who are *unsure* are not known."""
    alike: dict[object, list[Agent]] = {}
    for agent in directory.agents.values():
        own = agent.id if agent.options else None
        key = (agent.tenant, agent.agent_groups, agent.virtual_agent_groups, agent.roles, own, agent.id in unsure)
        alike.setdefault(key, []).append(agent)
    for agents in alike.values():
        first = agents[0]
        granted = granted_to(directory, first)
        yield AgentSet(
            tuple(agent.id for agent in agents),
            first.tenant,
            frozenset((*first.agent_groups, *first.virtual_agent_groups)),
            tuple(holder for holder in directory.holders(first.id) if holder.options),
            roles_of(directory, first),
            granted,
            effective(granted, PRIVILEGES),
            first.id not in unsure,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Agents who are alike, and the Transactions that may apply to what they are offered.

    Attributes:
        agent_set: the agents' groups, roles and privileges.
        agents: those of them that it is about.
        transactions: what overrides their options, the one that wins first; empty for most interactions.
    """

    agent_set: AgentSet
    agents: tuple[str, ...]
    transactions: tuple[Holder, ...] = ()

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Everything that carries options, the highest first."""
        return (*self.transactions, *self.agent_set.holders)


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
        holders = [holder for holder in (*highest, *situation.agent_set.holders) if id(holder.options) in set_by]
        key = (option.name, *((holder.level, holder.name) for holder in holders))
        if key not in self._known:
            self._known[key] = resolve(option, contributions(option, holders), self._directory)
        return self._known[key]


def situations_of(directory: Directory, agent_sets: Iterable[AgentSet], values: Values) -> Iterator[Situation]:
    """Return every situation of the *agent_sets*: without overrides first, then with those of each strategy."""
    for agent_set in agent_sets:
        plain = Situation(agent_set, agent_set.agents)
        yield plain
        key = values.of(OVERRIDE_OPTION_KEY, plain).value
        overridden: dict[tuple[str, ...], tuple[tuple[Holder, ...], list[str]]] = {}
        for strategy in directory.strategies.values():
            named = strategy.attach.get(str(key))
            agents = reached_by(directory, strategy, agent_set) if named else ()
            if not named or not agents:
                continue
            holders = read_overrides(as_meant(named, directory.transactions), directory.transactions).holders
            if holders:
                _, gathered = overridden.setdefault(tuple(each.name for each in holders), (holders, []))
                gathered += [agent for agent in agents if agent not in gathered]
        for holders, gathered in overridden.values():
            yield Situation(agent_set, tuple(gathered), holders)


def reached_by(directory: Directory, strategy: Strategy, agent_set: AgentSet) -> tuple[str, ...]:
    """Return those of a set of agents whom a strategy may pick: its target, of the tenants whose queues use it (E5)."""
    tenants = directory.tenants_of(strategy.name)
    if tenants and agent_set.tenant not in tenants:
        return ()
    if strategy.target == "agent":
        return tuple(agent for agent in agent_set.agents if agent == strategy.target_name)
    if strategy.target == "agent_group" and strategy.target_name not in agent_set.groups:
        return ()
    return agent_set.agents


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
