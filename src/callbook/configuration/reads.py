"""What a run has read of its configuration, in order: the one place that every read of a value passes.

Two configurations that agree on what a run has read give the same run: so a scenario is decided on every configuration
by playing one for each way of answering what was read. That holds only if nothing is read past this place, and only if
what the run sets by itself counts as its own, from the moment at which it is set.

What varies is the text of each option at the level Application, and each privilege in the roles that grant any.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable

    from callbook.configuration.contact_center import Role


class Reads:
    """The notes of one run.

    Args:
        roles: the names of the roles in which privileges vary.
        fallible: the options for which a text that is not valid is tried: for all others nobody is ever warned.

    Attributes:
        seen: the names of the privileges and options that were read, in the order of their first reading.
        set_by_run: the names of those that the run has set by itself.
    """

    def __init__(self, roles: Collection[str] = (), fallible: Collection[str] = ()) -> None:
        self.roles = frozenset(roles)
        self.fallible = frozenset(fallible)
        self.seen: dict[str, None] = {}
        self.set_by_run: set[str] = set()

    def note(self, name: str) -> None:
        """Note that a privilege or an option was read."""
        self.seen[name] = None


@dataclass(frozen=True, slots=True)
class Own:
    """What a run has set by itself: reading it says nothing of the configuration that it started from.

    Attributes:
        options: those set at the level Application.
        privileges: an agent's id and the privilege that was granted to them or withheld.
        roles: those whose privileges the run has listed, all of them.
    """

    options: frozenset[str] = field(default_factory=frozenset[str])
    privileges: frozenset[tuple[str, str]] = field(default_factory=frozenset[tuple[str, str]])
    roles: frozenset[str] = field(default_factory=frozenset[str])

    def with_option(self, name: str) -> Own:
        """Return the same with one more option."""
        return replace(self, options=self.options | {name})

    def with_privilege(self, agent_id: str, name: str) -> Own:
        """Return the same with one more privilege of an agent."""
        return replace(self, privileges=self.privileges | {(agent_id, name)})

    def with_role(self, name: str) -> Own:
        """Return the same with one more role."""
        return replace(self, roles=self.roles | {name})

    def settles(self, agent_id: str, name: str, roles: Iterable[Role]) -> bool:
        """Return whether the run itself has decided if the agent, who has *roles*, is granted the privilege."""
        return (agent_id, name) in self.privileges or any(
            role.name in self.roles and name in role.privileges for role in roles
        )


NOTHING_OWN: Final = Own()


class GrantedAndNoted:
    """What an agent's roles grant; whatever somebody asks of it is noted.

    Args:
        granted: the names of the privileges.
        note: notes that one was asked for.
    """

    def __init__(self, granted: Container[str], note: Callable[[str], None]) -> None:
        self._granted = granted
        self._note = note

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        return str(name) in self._granted
