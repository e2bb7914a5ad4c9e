"""Which privileges an agent effectively has, and why one is missing (C6, P1, P9)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from callbook.configuration.contact_center import Agent
from callbook.configuration.directory import Directory
from callbook.configuration.privileges import Privilege
from callbook.core import find


@dataclass(frozen=True, slots=True)
class Denial:
    """Why an agent may not do something (P9).

    Attributes:
        privilege: the privilege that was asked for.
        clause: the clause of the missing privilege.
        missing: the privilege that is actually missing: the one asked for, or one that it needs.
        agent: the agent's id.
        roles: roles that the agent has, by own assignment or through an agent group.
        granting_roles: roles of the contact centre that hold the missing privilege.
        agent_groups: the agent's groups: a role given to one of them would do.
    """

    privilege: str
    clause: str
    missing: str
    agent: str
    roles: tuple[str, ...]
    granting_roles: tuple[str, ...]
    agent_groups: tuple[str, ...]

    @property
    def text(self) -> str:
        """Say what is missing and where it could be granted."""
        need = "" if self.missing == self.privilege else f", which {self.privilege!r} needs"
        return f"{self.clause}: agent {self.agent!r} does not have {self.missing!r}{need}. {self._way_out()}"

    def _way_out(self) -> str:
        roles = f"in a role of the agent ({_listed(self.roles)})"
        others = f"by giving a role that holds it ({_listed(self.granting_roles)})"
        return (
            f"It could be granted {roles}, or {others} to the agent or an agent group ({_listed(self.agent_groups)})."
        )


def roles_of(directory: Directory, agent: Agent) -> tuple[str, ...]:
    """Return the names of the agent's roles: their own first, then those of their agent groups (C6)."""
    through_groups = (role for group in agent.agent_groups for role in directory.agent_groups[group].roles)
    return tuple(dict.fromkeys((*agent.roles, *through_groups)))


def granted_to(directory: Directory, agent: Agent) -> frozenset[str]:
    """Return all that the agent's roles hold (C6), whether or not it has effect."""
    return frozenset(name for role in roles_of(directory, agent) for name in directory.roles[role].privileges)


def effective(granted: Container[str], catalogue: Mapping[str, Privilege]) -> frozenset[str]:
    """Return what has effect: a privilege whose needs all have effect (P1)."""
    return frozenset(name for name in catalogue if missing_for(name, granted, catalogue) is None)


def missing_for(name: str, granted: Container[str], catalogue: Mapping[str, Privilege]) -> str | None:
    """Return what is missing for *name* to have effect, what it needs first; None when nothing is."""
    for need in catalogue[name].needs:
        missing = missing_for(need.name, granted, catalogue)
        if missing is not None:
            return missing
    return None if name in granted else name


def denial_of(
    name: str, directory: Directory, agent: Agent, granted: Container[str], catalogue: Mapping[str, Privilege]
) -> Denial | None:
    """Return why the agent, who is *granted* that, may not use privilege *name*; None when they may.

    Raises:
        Unknown: when nobody knows it.
    """
    find("privilege", name, catalogue)
    missing = missing_for(name, granted, catalogue)
    if missing is None:
        return None
    granting = tuple(role.name for role in directory.roles.values() if missing in role.privileges)
    roles = roles_of(directory, agent)
    return Denial(name, catalogue[missing].clause, missing, agent.id, roles, granting, agent.agent_groups)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none yet"
