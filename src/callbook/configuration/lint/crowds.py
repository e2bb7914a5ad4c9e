"""Agents who are alike: the same roles, groups, tenant and options, so that each rule looks at them once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from callbook.configuration.contact_center import Agent
from callbook.configuration.directory import Directory
from callbook.configuration.levels import Holder
from callbook.configuration.privileges import CAN_USE_WEB_CALLBACK_CHANNEL, PRIVILEGES, Privilege
from callbook.configuration.roles import effective, granted_to, roles_of


@dataclass(frozen=True, slots=True)
class Crowd:
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


def crowds_of(directory: Directory, unsure: Collection[str]) -> Iterator[Crowd]:
    """Return the agents, those who are alike together; the privileges of those who are *unsure* are not known."""
    alike: dict[object, list[Agent]] = {}
    for agent in directory.agents.values():
        own = agent.id if agent.options else None
        key = (agent.tenant, agent.agent_groups, agent.virtual_agent_groups, agent.roles, own, agent.id in unsure)
        alike.setdefault(key, []).append(agent)
    for agents in alike.values():
        first = agents[0]
        granted = granted_to(directory, first)
        yield Crowd(
            tuple(agent.id for agent in agents),
            first.tenant,
            frozenset((*first.agent_groups, *first.virtual_agent_groups)),
            tuple(holder for holder in directory.holders(first.id) if holder.options),
            roles_of(directory, first),
            granted,
            effective(granted, PRIVILEGES),
            first.id not in unsure,
        )
