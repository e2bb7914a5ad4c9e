"""Finding the objects of a contact centre by name, with errors that suggest the right one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from callbook.configuration.contact_center import (
    Agent,
    AgentGroup,
    ContactCenter,
    Named,
    Queue,
    Role,
    Strategy,
    Tenant,
    Transaction,
    VirtualAgentGroup,
)
from callbook.configuration.group_order import GroupOrder
from callbook.configuration.levels import APPLICATION_NAME, Holder, Level
from callbook.core import Unknown, find

N = TypeVar("N", bound=Named)


def agent_called(center: ContactCenter, name: str, *, where: str = "") -> Agent:
    """Return the agent with this name or id.

    Raises:
        Unknown: when nobody of that name works there; it says which names, or else which ids, are nearest.
    """
    for agent in center.agents:
        if name in agent.names:
            return agent
    by_id = Unknown("agent", name, (agent.id for agent in center.agents), where=where)
    by_name = Unknown("agent", name, (agent.name for agent in center.agents), where=where)
    raise by_id if by_id.nearest and not by_name.nearest else by_name


class Directory:
    """A contact centre, indexed by name. It also is the vocabulary that option values may refer to."""

    def __init__(self, contact_center: ContactCenter, group_order: GroupOrder | None = None) -> None:
        self.contact_center = contact_center
        self.group_order = group_order or GroupOrder()
        self.tenants: dict[str, Tenant] = _by_key(contact_center.tenants)
        self.roles: dict[str, Role] = _by_key(contact_center.roles)
        self.agent_groups: dict[str, AgentGroup] = _by_key(contact_center.agent_groups)
        self.virtual_agent_groups: dict[str, VirtualAgentGroup] = _by_key(contact_center.virtual_agent_groups)
        self.agents: dict[str, Agent] = _by_key(contact_center.agents)
        self.queues: dict[str, Queue] = _by_key(contact_center.queues)
        self.strategies: dict[str, Strategy] = _by_key(contact_center.strategies)
        self.transactions: dict[str, Transaction] = _by_key(contact_center.transactions)
        self.dns = frozenset(agent.dn for agent in contact_center.agents)
        self._holders: dict[str, tuple[Holder, ...]] = {}
        self._tenants_of: dict[str, set[str]] = {}
        for queue in contact_center.queues:
            if queue.strategy is not None:
                self._tenants_of.setdefault(queue.strategy, set()).add(queue.tenant)

    @property
    def queue_names(self) -> Collection[str]:
        """Names of the Interaction Queues."""
        return self.queues.keys()

    @property
    def not_ready_reasons(self) -> Collection[str]:
        """Codes of the Not Ready reasons."""
        return self.contact_center.not_ready_reasons.keys()

    @property
    def business_attributes(self) -> Collection[str]:
        """Names of the Business Attributes that hold disposition codes."""
        return self.contact_center.dispositions.keys()

    @property
    def callback_data(self) -> Collection[str]:
        """Keys that the site attaches to its callbacks, beside those of the callback record."""
        return *self.contact_center.callback_data, *self.contact_center.keys.own

    def tenants_of(self, strategy: str) -> Collection[str]:
        """Return the names of the tenants of the queues that a strategy takes interactions from."""
        return self._tenants_of.get(strategy, ())

    def agent(self, agent_id: str) -> Agent:
        """Return the agent with this id; raise Unknown when there is none."""
        return find("agent", agent_id, self.agents)

    def holders(self, agent_id: str) -> tuple[Holder, ...]:
        """Return everything that carries options for this agent, the one that overrules all others first (C1)."""
        if agent_id not in self._holders:
            self._holders[agent_id] = self._holders_of(self.agent(agent_id))
        return self._holders[agent_id]

    def _holders_of(self, agent: Agent) -> tuple[Holder, ...]:
        virtual, groups = self.virtual_agent_groups, self.agent_groups
        of_groups = (
            *(Holder(Level.VIRTUAL_AGENT_GROUP, name, virtual[name].options) for name in agent.virtual_agent_groups),
            *(Holder(Level.AGENT_GROUP, name, groups[name].options) for name in agent.agent_groups),
        )
        return (
            Holder(Level.PERSON, agent.id, agent.options),
            *self.group_order.highest_first(of_groups),
            Holder(Level.TENANT, agent.tenant, self.tenants[agent.tenant].options),
            Holder(Level.APPLICATION, APPLICATION_NAME, self.contact_center.application),
        )

    def every_holder(self) -> tuple[Holder, ...]:
        """Return everything that carries options, the lowest level first, in the order of the file."""
        center = self.contact_center
        return (
            Holder(Level.APPLICATION, APPLICATION_NAME, center.application),
            *(Holder(Level.TENANT, tenant.key, tenant.options) for tenant in center.tenants),
            *(Holder(Level.AGENT_GROUP, group.key, group.options) for group in center.agent_groups),
            *(Holder(Level.VIRTUAL_AGENT_GROUP, group.key, group.options) for group in center.virtual_agent_groups),
            *(Holder(Level.PERSON, agent.key, agent.options) for agent in center.agents),
            *(Holder(Level.TRANSACTION, transaction.key, transaction.options) for transaction in center.transactions),
        )


def _by_key(things: Iterable[N]) -> dict[str, N]:
    return {thing.key: thing for thing in things}
