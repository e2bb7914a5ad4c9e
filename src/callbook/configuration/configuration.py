"""The live configuration of a contact centre: read at any moment, changed by an administrator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self, overload

from callbook.configuration import changes
from callbook.configuration.contact_center import (
    Agent,
    AgentGroup,
    ContactCenter,
    Queue,
    Role,
    Strategy,
    Tenant,
    Transaction,
)
from callbook.configuration.directory import Directory
from callbook.configuration.group_order import GroupOrder
from callbook.configuration.levels import Level, Problem
from callbook.configuration.loading import load
from callbook.configuration.options import OPTIONS, Moment, Option
from callbook.configuration.privileges import PRIVILEGES, Privilege
from callbook.configuration.reads import NOTHING_OWN, Own, Reads
from callbook.configuration.references import check
from callbook.configuration.resolution import Explanation
from callbook.configuration.roles import Denial
from callbook.configuration.snapshot import AttachedData, Snapshot
from callbook.configuration.values import T_co, Value
from callbook.core import Assumptions, copied, find


class Configuration:
    """A contact centre whose configuration can change while agents work.

    The catalogues are arguments so that a run can replace single entries; *reads* notes what is read. Every method
    raises Unknown for a name that nobody knows, and then changes nothing.

    Attributes:
        snapshot: what the configuration says now; keep it to read an option as of now later (C4).
    """

    def __init__(
        self,
        contact_center: ContactCenter,
        *,
        privileges: Mapping[str, Privilege] = PRIVILEGES,
        options: Mapping[str, Option[Value]] = OPTIONS,
        reads: Reads | None = None,
    ) -> None:
        check(contact_center, f"contact centre {contact_center.name!r}")
        self._reads = reads
        self.snapshot = Snapshot(contact_center, 0, privileges=privileges, options=options, reads=reads)
        self._listener: Callable[[ContactCenter, ContactCenter], None] | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return one that says the same and can change by itself; nobody is told of its changes."""
        return copied(self, memo, _listener=None)

    def on_change(self, listener: Callable[[ContactCenter, ContactCenter], None]) -> None:
        """Call *listener* with the contact centre as it was and as it is, after every change.

        A copy of the configuration does not call it.
        """
        self._listener = listener

    @classmethod
    def from_file(cls, path: Path | str) -> Configuration:
        """Return the configuration of a contact centre file, read strictly, see `load`."""
        return cls(load(path))

    # What it says now.

    @property
    def version(self) -> int:
        """A number that goes up with every change."""
        return self.snapshot.version

    @property
    def is_noted(self) -> bool:
        """Whether it is noted what a run reads."""
        return self._reads is not None

    @property
    def privilege_catalogue(self) -> Mapping[str, Privilege]:
        """Every privilege that there is."""
        return self.snapshot.privilege_catalogue

    @property
    def option_catalogue(self) -> Mapping[str, Option[Value]]:
        """Every option that there is."""
        return self.snapshot.option_catalogue

    @property
    def contact_center(self) -> ContactCenter:
        """The contact centre as data."""
        return self.snapshot.contact_center

    @property
    def directory(self) -> Directory:
        """Every object of the contact centre, by name."""
        return self.snapshot.directory

    @overload
    def value(self, option: Option[T_co], agent_id: str, attached_data: AttachedData | None = None) -> T_co: ...

    @overload
    def value(self, option: str, agent_id: str, attached_data: AttachedData | None = None) -> Any: ...  # noqa: ANN401

    def value(self, option: Option[Value] | str, agent_id: str, attached_data: AttachedData | None = None) -> Any:
        """Return the option's typed value (C1, C2, C5); of a name from outside nobody knows which type that is."""
        return self.snapshot.value(option, agent_id, attached_data)

    def in_effect(self, option: Option[Value] | str, *, started: Snapshot, offered: Snapshot | None = None) -> Snapshot:
        """Return the snapshot whose value of *option* has taken effect (C4).

        Args:
            option: the option, or its name.
            started: the snapshot of the moment when the agent's application was started.
            offered: the snapshot of the moment when the interaction arrived; without one, now.
        """
        now = self.snapshot
        name = option if isinstance(option, str) else option.name
        known = now.option_catalogue.get(name)  # first: a whole callback asks twenty times
        moment = (known or find("option", name, now.option_catalogue)).moment
        if moment is Moment.RESTART:
            return started
        return offered if offered is not None and moment is Moment.NEXT_INTERACTION else now

    def explain(
        self, option: Option[Value] | str, agent_id: str, attached_data: AttachedData | None = None
    ) -> Explanation:
        """Return which value applies, from which level, and what was overruled or invalid."""
        return self.snapshot.explain(option, agent_id, attached_data)

    def warnings(self, agent_id: str, attached_data: AttachedData | None = None) -> tuple[str, ...]:
        """Return every warning about an interaction of this agent (C3, C5)."""
        return self.snapshot.warnings(agent_id, attached_data)

    def problems(self) -> tuple[Problem, ...]:
        """Return every bad value at every level (C5)."""
        return self.snapshot.problems()

    def privileges_of(self, agent_id: str) -> frozenset[str]:
        """Return the privileges that have effect for the agent (C6, P1)."""
        return self.snapshot.privileges_of(agent_id)

    def denial(self, agent_id: str, privilege: Privilege | str) -> Denial | None:
        """Return why the agent may not use the privilege; None when they may (P9)."""
        return self.snapshot.denial(agent_id, privilege)

    # Who and what there is.

    @property
    def agents(self) -> tuple[Agent, ...]:
        """All agents, in the order of the file."""
        return self.contact_center.agents

    def agent(self, agent_id: str) -> Agent:
        """Return the agent with this id."""
        return self.directory.agent(agent_id)

    def tenant(self, name: str) -> Tenant:
        """Return a tenant."""
        return find("tenant", name, self.directory.tenants)

    def agent_group(self, name: str) -> AgentGroup:
        """Return an agent group."""
        return find("agent group", name, self.directory.agent_groups)

    def role(self, name: str) -> Role:
        """Return a role."""
        return find("role", name, self.directory.roles)

    def queue(self, name: str) -> Queue:
        """Return an Interaction Queue."""
        return find("queue", name, self.directory.queues)

    def queue_exists(self, name: str) -> bool:
        """Return whether there is an Interaction Queue of this name."""
        return name in self.directory.queues

    def strategy(self, name: str) -> Strategy:
        """Return a routing strategy."""
        return find("strategy", name, self.directory.strategies)

    def members(self, group: str) -> tuple[Agent, ...]:
        """Return the members of an agent group or a virtual agent group."""
        find("agent group", group, {**self.directory.agent_groups, **self.directory.virtual_agent_groups})
        return tuple(agent for agent in self.agents if group in (*agent.agent_groups, *agent.virtual_agent_groups))

    def dispositions(self, business_attribute: str) -> tuple[str, ...]:
        """Return the disposition codes of a Business Attribute (C7)."""
        return find("business attribute", business_attribute, self.contact_center.dispositions)

    # What an administrator does.

    def change(self, contact_center: ContactCenter) -> None:
        """Take over a whole new state, once it was checked; the version stays if nothing differs."""
        check(contact_center, f"contact centre {contact_center.name!r}")
        before = self.contact_center
        if contact_center != before:
            self.snapshot = self._says(contact_center, self.version + 1, self.snapshot.own)
            if self._listener is not None:
                self._listener(before, contact_center)

    def assume(self, assumptions: Assumptions) -> None:
        """Take over what is assumed about the order of groups (C1); nothing of the contact centre changes by it."""
        self.snapshot = self._says(self.contact_center, self.version, NOTHING_OWN, GroupOrder.of(assumptions))

    def _sets(self, name: str, own: Own) -> None:
        """Let what the run sets by itself count as its own from now on, where somebody notes what it reads."""
        if self._reads is not None:
            self._reads.set_by_run.add(name)
            self.snapshot = self._says(self.contact_center, self.version, own)

    def _says(
        self, contact_center: ContactCenter, version: int, own: Own, group_order: GroupOrder | None = None
    ) -> Snapshot:
        return Snapshot(
            contact_center,
            version,
            privileges=self.privilege_catalogue,
            options=self.option_catalogue,
            group_order=group_order or self.directory.group_order,
            reads=self._reads,
            own=own,
        )

    def set_option(self, level: Level, holder: str, option: str, value: str | None) -> None:
        """Set an option at a level, or remove it there with None; a bad value is kept and judged later (C5)."""
        find("option", option, self.option_catalogue)
        changed = changes.with_option(self.contact_center, level, holder, option, value)
        if level is Level.APPLICATION:
            self._sets(option, self.snapshot.own.with_option(option))
        self.change(changed)

    def define_role(self, name: str, privileges: Iterable[str]) -> None:
        """Make a role, or make it hold other privileges."""
        self._sets(name, self.snapshot.own.with_role(name))
        self.change(changes.with_named(self.contact_center, "roles", Role(name=name, privileges=tuple(privileges))))

    def give_role(self, agent_id: str, role: str) -> None:
        """Assign a role to the agent."""
        self.change(changes.with_role(self.contact_center, agent_id, role))

    def take_role(self, agent_id: str, role: str) -> None:
        """Take one of their own roles from the agent."""
        self.change(changes.without_role(self.contact_center, agent_id, role))

    def grant_privilege(self, agent_id: str, privilege: str) -> None:
        """Grant one privilege to one agent, in a role of their own."""
        find("privilege", privilege, self.privilege_catalogue)
        changed = changes.with_privilege(self.contact_center, agent_id, privilege)
        self._sets(privilege, self.snapshot.own.with_privilege(agent_id, privilege))
        self.change(changed)

    def withhold_privilege(self, agent_id: str, privilege: str) -> None:
        """Withhold one privilege from one agent, whichever role grants it; nobody else loses anything."""
        find("privilege", privilege, self.privilege_catalogue)
        changed = changes.without_privilege(self.contact_center, agent_id, privilege)
        self._sets(privilege, self.snapshot.own.with_privilege(agent_id, privilege))
        self.change(changed)

    def define_transaction(self, name: str, options: Mapping[str, str], *, kind: str = "list") -> None:
        """Make a Transaction object, or replace it (C2)."""
        for option in options:
            find("option", option, self.option_catalogue)
        transaction = Transaction(name=name, type=kind, options=dict(options))
        self.change(changes.with_named(self.contact_center, "transactions", transaction))

    def define_queue(self, name: str, *, tenant: str, strategy: str | None = None) -> None:
        """Make an Interaction Queue, or replace it."""
        queue = Queue(name=name, tenant=tenant, strategy=strategy)
        self.change(changes.with_named(self.contact_center, "queues", queue))

    def remove_queue(self, name: str) -> None:
        """Remove an Interaction Queue; options that name it become invalid (C5)."""
        self.change(changes.without(self.contact_center, "queues", self.queue(name).name))

    def define_strategy(self, strategy: Strategy) -> None:
        """Make a routing strategy, or replace it."""
        self.change(changes.with_named(self.contact_center, "strategies", strategy))
