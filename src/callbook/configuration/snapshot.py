"""A configuration at one version: reading it never changes it, so what was read is kept."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import Any, Final, overload

from callbook.configuration.changes import personal_role
from callbook.configuration.contact_center import Agent, ContactCenter
from callbook.configuration.directory import Directory
from callbook.configuration.group_order import GroupOrder
from callbook.configuration.levels import Contribution, Holder, Level, Problem
from callbook.configuration.options import OVERRIDE_OPTION_KEY, Option
from callbook.configuration.overrides import Overrides, read_overrides
from callbook.configuration.privileges import Privilege
from callbook.configuration.reads import NOTHING_OWN, GrantedAndNoted, Own, Reads
from callbook.configuration.resolution import Explanation, Resolution, contributions, judge, resolve
from callbook.configuration.roles import Denial, denial_of, effective, granted_to, roles_of
from callbook.configuration.values import T_co, Value
from callbook.core import Frozen, find

AttachedData = Mapping[str, object]

_NOT_READ: Final = object()


class Snapshot(Frozen):
    """What a configuration says at one version.

    Hold on to one to read an option as it was when the application started, or when an interaction arrived (C4). What
    it has found out once it remembers; that changes nothing of what it says, so copies of labs share it.

    Attributes:
        privilege_catalogue: every privilege that there is.
        option_catalogue: every option that there is.
        own: what the run has set by itself, where it is noted what a run reads.
    """

    def __init__(  # noqa: PLR0913 - all but two keyword-only
        self,
        contact_center: ContactCenter,
        version: int,
        *,
        privileges: Mapping[str, Privilege],
        options: Mapping[str, Option[Value]],
        group_order: GroupOrder | None = None,
        reads: Reads | None = None,
        own: Own = NOTHING_OWN,
    ) -> None:
        self.own = own
        self._reads = reads
        self.contact_center = contact_center
        self.version = version
        self.directory = Directory(contact_center, group_order)
        self.privilege_catalogue = privileges
        self.option_catalogue = options
        self._values: dict[tuple[str, str, str | None], Any] = {}
        self._explanations: dict[tuple[str, str, str | None], Explanation] = {}
        self._override_keys: dict[str, str] = {}
        self._overrides: dict[str | None, Overrides] = {None: Overrides()}
        self._privileges: dict[str, frozenset[str]] = {}
        self._warnings: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._denials: dict[tuple[str, str], Denial | None] = {}

    @overload
    def value(self, option: Option[T_co], agent_id: str, attached_data: AttachedData | None = None) -> T_co: ...

    @overload
    def value(self, option: str, agent_id: str, attached_data: AttachedData | None = None) -> Any: ...  # noqa: ANN401

    def value(self, option: Option[Value] | str, agent_id: str, attached_data: AttachedData | None = None) -> Any:
        """Return the option's typed value; of a name that comes from outside nobody knows which type that is.

        Raises:
            Unknown: for an option or an agent that nobody knows.
        """
        name = option if isinstance(option, str) else option.name
        named = self._named(agent_id, attached_data) if attached_data else None
        found = self._values.get((name, agent_id, named), _NOT_READ)
        if found is _NOT_READ:
            resolution = self._resolve(self._option(name), agent_id, self._overrides_of(named))
            if resolution.winner.level <= Level.APPLICATION:
                self._note_option(name)
            found = self._values[name, agent_id, named] = resolution.value
        return found

    def explain(
        self, option: Option[Value] | str, agent_id: str, attached_data: AttachedData | None = None
    ) -> Explanation:
        """Return which value applies, from which level, and what was overruled or invalid (C1, C2, C3, C5)."""
        name = option if isinstance(option, str) else option.name
        named = self._named(agent_id, attached_data) if attached_data else None
        found = self._explanations.get((name, agent_id, named))
        if found is None:
            self._note_option(name)
            found = self._explain(self._option(name), agent_id, self._overrides_of(named))
            self._explanations[name, agent_id, named] = found
        return found

    def resolved(self, option: str, agent_id: str, attached_data: AttachedData | None = None) -> Resolution[Value]:
        """Return what applies and what does not, without words; Unknown for an unknown option or agent."""
        self._note_option(option)
        return self._resolve(self._option(option), agent_id, self._overrides_for(agent_id, attached_data))

    def holders(self, agent_id: str, attached_data: AttachedData | None = None) -> tuple[Holder, ...]:
        """Return everything that carries options for the agent, Transactions first (C1, C2)."""
        return *self._overrides_for(agent_id, attached_data).holders, *self.directory.holders(agent_id)

    def warnings(self, agent_id: str, attached_data: AttachedData | None = None) -> tuple[str, ...]:
        """Return every warning about an interaction of this agent: what is ignored (C3) and what is invalid (C5)."""
        overrides = self._overrides_for(agent_id, attached_data)
        asked = (agent_id, overrides.named)
        if asked not in self._warnings:
            self._note_fallible()
            self._warnings[asked] = tuple(self._warn(agent_id, overrides))
        return self._warnings[asked]

    def privileges_of(self, agent_id: str) -> frozenset[str]:
        """Return the privileges that have effect for the agent (C6, P1); Unknown for an unknown agent."""
        if agent_id not in self._privileges:
            granted = self._granted_to(self.directory.agent(agent_id))
            self._privileges[agent_id] = effective(granted, self.privilege_catalogue)
        return self._privileges[agent_id]

    def denial(self, agent_id: str, privilege: Privilege | str) -> Denial | None:
        """Return why the agent may not use the privilege; None when they may (P9)."""
        name = privilege if isinstance(privilege, str) else privilege.name
        asked = (agent_id, name)
        if asked not in self._denials:
            agent = self.directory.agent(agent_id)
            granted = self._granted_to(agent)
            self._denials[asked] = denial_of(name, self.directory, agent, granted, self.privilege_catalogue)
        return self._denials[asked]

    def problems(self) -> tuple[Problem, ...]:
        """Return every bad value at every level (C5), the lowest level first."""
        self._note_fallible()
        said = (
            Contribution(holder.level, holder.name, name, raw)
            for holder in self.directory.every_holder()
            for name, raw in holder.options.items()
            if name in self.option_catalogue  # others are options of other channels, see `is_ours`
        )
        return tuple(problem for contribution in said for problem in self._judge(contribution))

    # What a run has read: a value is read once, and then remembered; so the notes cost nothing where it is read again.

    def _note_option(self, name: str) -> None:
        if self._reads is not None and name not in self.own.options:
            self._reads.note(name)

    def _note_fallible(self) -> None:
        if self._reads is not None:
            for name in self.option_catalogue:
                if name in self._reads.fallible:
                    self._note_option(name)

    def _granted_to(self, agent: Agent) -> Container[str]:
        granted = granted_to(self.directory, agent)
        if self._reads is None:
            return granted
        return GrantedAndNoted(granted, partial(self._note_privilege, self._reads, agent))

    def _note_privilege(self, reads: Reads, agent: Agent, name: str) -> None:
        roles = [self.directory.roles[role] for role in roles_of(self.directory, agent)]
        varying = reads.roles | {personal_role(agent)}  # that one may hold what is left of a role that varies
        is_open = any(role.name in varying and role.name not in self.own.roles for role in roles)
        if is_open and not self.own.settles(agent.id, name, roles):
            reads.note(name)

    def _warn(self, agent_id: str, overrides: Overrides) -> Iterator[str]:
        yield from overrides.warnings
        for option in self.option_catalogue.values():
            yield from overrides.refused(option)
            found = self._resolve(option, agent_id, overrides)
            yield from map(str, found.invalid)
            yield from self._left_out(found)

    def _left_out(self, found: Resolution[Value]) -> tuple[str, ...]:
        """Return what the value that applies names in vain."""
        return tuple(map(str, self._judge(found.winner))) if found.applies else ()

    def _judge(self, contribution: Contribution) -> Iterator[Problem]:
        return judge(self._option(contribution.option), contribution, self.directory)

    def _option(self, name: str) -> Option[Value]:
        return find("option", name, self.option_catalogue)

    def _named(self, agent_id: str, attached_data: AttachedData) -> str | None:
        key = self._override_keys.get(agent_id)
        if key is None:
            key = self._override_keys[agent_id] = self.value(OVERRIDE_OPTION_KEY, agent_id)
        named = attached_data.get(key)
        return None if named is None else str(named)

    def _overrides_for(self, agent_id: str, attached_data: AttachedData | None) -> Overrides:
        return self._overrides_of(self._named(agent_id, attached_data) if attached_data else None)

    def _overrides_of(self, named: str | None) -> Overrides:
        if named not in self._overrides:
            self._overrides[named] = read_overrides(named, self.directory.transactions)
        return self._overrides[named]

    def _resolve(self, option: Option[Value], agent_id: str, overrides: Overrides) -> Resolution[Value]:
        highest = overrides.holders if option.overridable else ()
        return resolve(option, contributions(option, (*highest, *self.directory.holders(agent_id))), self.directory)

    def _explain(self, option: Option[Value], agent_id: str, overrides: Overrides) -> Explanation:
        found = self._resolve(option, agent_id, overrides)
        lower = (each.level for each in found.overruled)
        return Explanation(
            option.name,
            agent_id,
            found.value,
            found.winner,
            found.overruled,
            found.invalid,
            (*overrides.warnings, *overrides.refused(option), *self._left_out(found)),
            tuple(self.directory.group_order.assumed_between(found.winner.level, lower)),
        )
