"""A contact centre as its configuration describes it: who works there, with what, and what is allowed.

Raw data, frozen; option values are the texts that an administrator typed (C5 judges them, see `problems`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from callbook.core import Frozen

Name = Annotated[str, Meta(min_length=1)]
Names = tuple[Name, ...]
OptionTexts = dict[str, str]


class Named(Frozen, Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything that the configuration knows by a name that is unique among its kind."""

    name: Name

    @property
    def key(self) -> str:
        """What others refer to it by."""
        return self.name


class Tenant(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A company, or a part of one, that shares the contact centre."""

    options: OptionTexts = field(default_factory=dict[str, str])


class Role(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A set of privileges that agents and agent groups can be given (C6)."""

    privileges: Names = ()


class AgentGroup(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of agents; its options and its roles hold for each member (C1, C6)."""

    options: OptionTexts = field(default_factory=dict[str, str])
    roles: Names = ()


class VirtualAgentGroup(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group whose members a skill expression finds; here its members say so themselves."""

    options: OptionTexts = field(default_factory=dict[str, str])


class Agent(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person who handles interactions, at one place with one DN.

    Attributes:
        id: what everybody else refers to the agent by.
        name: the person's name.
        capacity: how many web callbacks the agent may have in hand at once.
    """

    id: Name
    tenant: Name
    place: Name
    dn: Name
    agent_groups: Names = ()
    virtual_agent_groups: Names = ()
    roles: Names = ()
    capacity: Annotated[int, Meta(ge=1)] = 1
    options: OptionTexts = field(default_factory=dict[str, str])

    @property
    def key(self) -> str:
        """The agent's id: two people may share a name."""
        return self.id

    @property
    def names(self) -> tuple[str, str]:
        """The id and the name: others may say either."""
        return self.id, self.name


class Queue(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An Interaction Queue; without a strategy what is placed there stays there."""

    tenant: Name
    strategy: Name | None = None


class Strategy(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A routing strategy: whom it picks, what it attaches to the interaction, which priority it sets.

    Attributes:
        target: `any` ready agent, one `agent` or one `agent_group` (virtual or not).
        target_name: the agent's id or the group's name; None for `any`.
        attach: key-value pairs added to the interaction's attached data.
        priority: the larger, the sooner; None leaves it alone.
    """

    target: Literal["any", "agent", "agent_group"] = "any"
    target_name: Name | None = None
    attach: dict[str, str] = field(default_factory=dict[str, str])
    priority: int | None = None


class Transaction(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Transaction object; of type `list`, its options override those of the levels (C2)."""

    type: Name = "list"
    options: OptionTexts = field(default_factory=dict[str, str])


class ContactCenter(Frozen, Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole contact centre.

    Attributes:
        time_zone: its zone in the IANA data base, for example `Europe/Berlin`.
        switch: the kind of voice switch (E3).
        application: options of the Application level.
        not_ready_reasons: code to display name.
        dispositions: Business Attribute to its disposition codes.
    """

    name: Name
    time_zone: Name
    switch: Literal["T-Server", "SIP Server"] = "SIP Server"
    application: OptionTexts = field(default_factory=dict[str, str])
    tenants: tuple[Tenant, ...] = ()
    roles: tuple[Role, ...] = ()
    agent_groups: tuple[AgentGroup, ...] = ()
    virtual_agent_groups: tuple[VirtualAgentGroup, ...] = ()
    agents: tuple[Agent, ...] = ()
    queues: tuple[Queue, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    not_ready_reasons: dict[str, str] = field(default_factory=dict[str, str])
    dispositions: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
