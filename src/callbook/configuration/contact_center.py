"""A contact centre as its configuration describes it: who works there, with what, and what is allowed.

Raw data, frozen; option values are the texts that an administrator typed (C5 judges them, see `problems`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from callbook.core import Frozen

Name = Annotated[str, Meta(min_length=1)]
Names = tuple[Name, ...]
OptionTexts = dict[str, str]


class Named(Frozen, Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything that the configuration knows by a name that is unique among its kind."""

    name: Annotated[Name, Meta(description="unique among its kind")]

    @property
    def key(self) -> str:
        """What others refer to it by."""
        return self.name


class Tenant(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A company, or a part of one, that shares the contact centre."""

    options: Annotated[OptionTexts, Meta(description="options of this level: name and value, as in the product")] = (
        field(default_factory=dict[str, str])
    )


class Role(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A set of privileges that agents and agent groups can be given (C6)."""

    privileges: Annotated[Names, Meta(description="names of privileges")] = ()


class AgentGroup(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of agents; its options and its roles hold for each member (C1, C6)."""

    options: Annotated[OptionTexts, Meta(description="options of this level: name and value, as in the product")] = (
        field(default_factory=dict[str, str])
    )
    roles: Annotated[Names, Meta(description="names of roles that each member has")] = ()


class VirtualAgentGroup(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group whose members a skill expression finds; here its members say so themselves."""

    options: Annotated[OptionTexts, Meta(description="options of this level: name and value, as in the product")] = (
        field(default_factory=dict[str, str])
    )


class Agent(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person who handles interactions, at one place with one DN."""

    id: Annotated[Name, Meta(description="what everybody else refers to the agent by.")]
    tenant: Annotated[Name, Meta(description="the name of the agent's tenant")]
    place: Annotated[Name, Meta(description="where the agent sits")]
    dn: Annotated[Name, Meta(description="the directory number of the agent's telephone")]
    agent_groups: Annotated[Names, Meta(description="names of the groups that the agent belongs to")] = ()
    virtual_agent_groups: Annotated[
        Names, Meta(description="names of the virtual groups that the agent belongs to")
    ] = ()
    roles: Annotated[Names, Meta(description="names of the agent's roles")] = ()
    capacity: Annotated[int, Meta(ge=1, description="how many web callbacks the agent may have in hand at once.")] = 1
    options: Annotated[OptionTexts, Meta(description="options of this level: name and value, as in the product")] = (
        field(default_factory=dict[str, str])
    )

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

    tenant: Annotated[Name, Meta(description="the name of its tenant")]
    strategy: Annotated[Name | None, Meta(description="the name of the strategy that reads it")] = None


class Strategy(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A routing strategy: whom it picks, what it attaches to the interaction, which priority it sets."""

    target: Annotated[
        Literal["any", "agent", "agent_group"],
        Meta(description="`any` ready agent, one `agent` or one `agent_group` (virtual or not)."),
    ] = "any"
    target_name: Annotated[Name | None, Meta(description="the agent's id or the group's name; None for `any`.")] = None
    attach: Annotated[dict[str, str], Meta(description="key-value pairs added to the interaction's attached data.")] = (
        field(default_factory=dict[str, str])
    )
    priority: Annotated[int | None, Meta(description="the larger, the sooner; None leaves it alone.")] = None


class Transaction(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Transaction object; of type `list`, its options override those of the levels (C2)."""

    type: Annotated[Name, Meta(description="`list` overrides options")] = "list"
    options: Annotated[OptionTexts, Meta(description="options of this level: name and value, as in the product")] = (
        field(default_factory=dict[str, str])
    )


STANDARD_MEDIA: Final[Mapping[str, int]] = {"email": 1, "chat": 1, "sms": 1, "workitem": 1}
"""The media beside web callback where a contact center does not say which it has: one at once of each (assumed)."""


class AttachedKeys(Frozen, Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Which key of a callback's attached data holds what; sites have names of their own (E1)."""

    number: Annotated[Name, Meta(description="the key that holds the contact's phone number")] = "customer_number"
    name: Annotated[Name, Meta(description="the key that holds the contact's name")] = "contact_name"
    time: Annotated[Name, Meta(description="the key that holds the wished time")] = "start_time"
    reason: Annotated[Name, Meta(description="the key that holds why the contact wants to be called")] = "reason"

    @property
    def by_purpose(self) -> dict[str, str]:
        """The keys by what they hold: ``number``, ``name``, ``time`` and ``reason``."""
        return {purpose: getattr(self, purpose) for purpose in self.__struct_fields__}

    @property
    def own(self) -> tuple[str, ...]:
        """The keys that are called otherwise than usual."""
        return tuple(_own_keys(self).values())

    def holding(self, name: str) -> str:
        """Return under which key stands what everybody else attaches as *name*, ``customer_number`` for example."""
        return _own_keys(self).get(name, name)


_USUAL_KEYS = AttachedKeys()


@lru_cache(maxsize=64)
def _own_keys(keys: AttachedKeys) -> dict[str, str]:
    """Return the keys that are called otherwise than usual, by how they are usually called."""
    usual, here = _USUAL_KEYS.by_purpose, keys.by_purpose
    return {usual[purpose]: key for purpose, key in here.items() if key != usual[purpose]}


class ContactCenter(Frozen, Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole contact centre."""

    name: Annotated[Name, Meta(description="what it is called")]
    time_zone: Annotated[Name, Meta(description="its zone in the IANA data base, for example `Europe/Berlin`.")]
    region: Annotated[
        Name | None,
        Meta(description="where it dials from, two letters such as `GB`: how numbers without a country are read."),
    ] = None
    switch: Annotated[Literal["T-Server", "SIP Server"], Meta(description="the kind of voice switch (E3).")] = (
        "SIP Server"
    )
    application: Annotated[OptionTexts, Meta(description="options of the Application level.")] = field(
        default_factory=dict[str, str]
    )
    tenants: Annotated[tuple[Tenant, ...], Meta(description="the companies that share it")] = ()
    roles: Annotated[tuple[Role, ...], Meta(description="sets of privileges")] = ()
    agent_groups: Annotated[tuple[AgentGroup, ...], Meta(description="groups of agents")] = ()
    virtual_agent_groups: Annotated[tuple[VirtualAgentGroup, ...], Meta(description="groups by skill")] = ()
    agents: Annotated[tuple[Agent, ...], Meta(description="who works there")] = ()
    queues: Annotated[tuple[Queue, ...], Meta(description="the interaction queues")] = ()
    strategies: Annotated[tuple[Strategy, ...], Meta(description="the routing strategies")] = ()
    transactions: Annotated[tuple[Transaction, ...], Meta(description="objects that override options")] = ()
    callback_data: Annotated[
        tuple[Name, ...],
        Meta(description="keys that the site attaches to its callbacks, beside the callback record's."),
    ] = ()
    attached_keys: Annotated[
        AttachedKeys | UnsetType, Meta(description="the site's own names for the keys of attached data.")
    ] = UNSET
    other_media: Annotated[
        dict[Name, Annotated[int, Meta(ge=1)]] | UnsetType,
        Meta(description="media types beside webcallback: how many of each an agent may have at once."),
    ] = UNSET
    interactions_at_once: Annotated[
        Annotated[int, Meta(ge=1)] | UnsetType,
        Meta(description="how many interactions of all media together an agent may have."),
    ] = UNSET
    not_ready_reasons: Annotated[dict[str, str], Meta(description="code to display name.")] = field(
        default_factory=dict[str, str]
    )
    dispositions: Annotated[
        dict[str, tuple[str, ...]], Meta(description="Business Attribute to its disposition codes.")
    ] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def keys(self) -> AttachedKeys:
        """Which key of attached data holds what, the usual names where the site has none of its own."""
        return _USUAL_KEYS if self.attached_keys is UNSET else self.attached_keys

    @property
    def capacities(self) -> Mapping[str, int]:
        """How many interactions of each medium beside web callback an agent may have at once."""
        return STANDARD_MEDIA if self.other_media is UNSET else self.other_media

    @property
    def at_once(self) -> int | None:
        """How many interactions of all media together an agent may have; None for as many as of each."""
        return None if self.interactions_at_once is UNSET else self.interactions_at_once
