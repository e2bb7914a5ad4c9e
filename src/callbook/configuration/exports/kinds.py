"""The kinds of objects that a Configuration Server has: what each becomes, and which of its keys are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from callbook.configuration.exports import people, things
from callbook.configuration.exports.gathering import Gathering, Item

_NAMED = frozenset({"name", "state", "tenant", "type", "DBID", "tenantDBID", "userProperties"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of object.

    Attributes:
        name: as the exporter of a whole Configuration Server calls a list of them.
        becomes: what of our own form they become.
        files: how the simulator calls a file of them, without what parts its words.
        tells: a key that only objects of this kind have: it tells them in a file of another name.
        keys: what is read of an object; all else has no place in the channel.
        add: makes of the objects what they become.
    """

    name: str
    becomes: str
    files: tuple[str, ...]
    tells: str
    keys: frozenset[str]
    add: Callable[[Gathering, list[Item]], None]


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "applications",
            "the options of the Application: those of the first one with the section `interaction-workspace`",
            (),
            "appPrototype",
            _NAMED | {"options"},
            things.add_applications,
        ),
        Kind("tenants", "tenants, with their options", ("tenants",), "parentTenant", _NAMED, things.add_tenants),
        Kind(
            "persons",
            "agents: id, name, tenant, place, number, options; persons who are no agents are passed over",
            ("agents", "persons"),
            "employeeId",
            _NAMED
            | {"employeeId", "userName", "firstName", "lastName", "agent", "agentInfo", "defaultPlace", "agentLogin"}
            | {"capacity", "settings"},
            people.add_persons,
        ),
        Kind(
            "agentGroups",
            "agent groups with options and members; with a section `virtual`, virtual agent groups",
            ("agentgroups",),
            "agentDBIDs",
            _NAMED | {"group", "agents", "agentDBIDs", "settings"},
            people.add_agent_groups,
        ),
        Kind(
            "roles",
            "roles: privileges from their options, and members",
            ("roles",),
            "members",
            _NAMED | {"members", "privileges"},
            people.add_roles,
        ),
        Kind(
            "transactions",
            "Transaction objects of type `list`, and others with the section `interaction-workspace`",
            ("transactions",),
            "alias",
            _NAMED | {"alias"},
            things.add_transactions,
        ),
        Kind(
            "scripts",
            "those of type `interactionqueue` are interaction queues, without a strategy",
            ("interactionqueues", "scripts"),
            "",
            _NAMED,
            things.add_scripts,
        ),
        Kind(
            "actionCodes",
            "those of type `notready` are Not Ready reasons",
            ("actioncodes",),
            "code",
            _NAMED | {"code"},
            things.add_action_codes,
        ),
        Kind(
            "enumerators",
            "disposition codes, where an option names the Business Attribute",
            ("businessattributes",),
            "values",
            _NAMED | {"values"},
            things.add_enumerators,
        ),
        Kind(
            "enumeratorValues",
            "the values of these",
            (),
            "enumerator",
            _NAMED | {"enumerator"},
            things.add_enumerator_values,
        ),
        Kind(
            "places",
            "the numbers of the agents' telephones",
            ("places",),
            "devices",
            _NAMED | {"dns", "devices"},
            things.add_places,
        ),
        Kind(
            "accessGroups",
            "their members have the roles that are given to them",
            (),
            "",
            _NAMED | {"group", "members"},
            things.add_access_groups,
        ),
    )
}
"""Every kind that is read, in the order in which it is."""


def pass_over_keys(gathering: Gathering, kind: Kind, item: Item) -> None:
    """Take note of the keys of an object that nothing reads."""
    for key, value in item.data.items():
        if key not in kind.keys and not _is_empty(value):
            gathering.pass_over(f"{key} of {kind.name}", item.origin.within(key))


def _is_empty(value: Any) -> bool:  # noqa: ANN401 - whatever an export holds
    return value in ("", None, [], {})
