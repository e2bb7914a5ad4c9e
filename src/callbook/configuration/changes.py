"""What an administrator changes in a contact centre: each change gives a new one and leaves the old as it was.

What a change comes to is a patch, as data: the changed fields of the contact centre; for a collection, by name, each
changed thing as it is now, and None where it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

import msgspec
from msgspec import structs

from callbook.configuration.contact_center import Agent, AgentGroup, ContactCenter, Named, Role
from callbook.configuration.directory import Directory
from callbook.configuration.levels import APPLICATION_NAME, Level
from callbook.configuration.references import check
from callbook.core import BadInput, Unknown, find

N = TypeVar("N", bound=Named)

COLLECTION_OF = {
    Level.TENANT: "tenants",
    Level.AGENT_GROUP: "agent_groups",
    Level.VIRTUAL_AGENT_GROUP: "virtual_agent_groups",
    Level.PERSON: "agents",
    Level.TRANSACTION: "transactions",
}
"""The collection of a contact centre whose objects carry the options of a level."""


_NEED_NOT_BE_SAID = {each.name for each in structs.fields(ContactCenter) if each.default is msgspec.UNSET}
"""Fields of a contact centre that it need not have; in a patch None takes them away."""


def with_option(center: ContactCenter, level: Level, holder: str, option: str, value: str | None) -> ContactCenter:
    """Return the contact centre with *option* set at *level*, or removed there with None."""
    if level is Level.DEFAULT:
        raise BadInput("level", level.label, accepted="any level above it: a default stands in the product")
    if level is Level.APPLICATION:
        if holder != APPLICATION_NAME:
            raise Unknown("application", holder, [APPLICATION_NAME])
        return structs.replace(center, application=_changed(center.application, option, value))
    collection = COLLECTION_OF[level]
    things: dict[str, Any] = {thing.key: thing for thing in getattr(center, collection)}
    thing = find(level.label.lower(), holder, things)
    return with_named(center, collection, structs.replace(thing, options=_changed(thing.options, option, value)))


def with_named(center: ContactCenter, collection: str, thing: Named) -> ContactCenter:
    """Return the contact centre with *thing* in the place of the one of its name, or at the end of the collection."""
    things: dict[str, Named] = {other.key: other for other in getattr(center, collection)} | {thing.key: thing}
    return structs.replace(center, **{collection: tuple(things.values())})


def without(center: ContactCenter, collection: str, name: str) -> ContactCenter:
    """Return the contact centre without the object called *name* in the collection."""
    things: tuple[Named, ...] = getattr(center, collection)
    return structs.replace(center, **{collection: tuple(thing for thing in things if thing.key != name)})


def with_role(center: ContactCenter, agent_id: str, role: str) -> ContactCenter:
    """Return the contact centre in which the agent has a role, which may be one that they have already."""
    directory = Directory(center)
    agent = directory.agent(agent_id)
    find("role", role, directory.roles)
    return with_named(center, "agents", structs.replace(agent, roles=_united(agent.roles, [role])))


def without_role(center: ContactCenter, agent_id: str, role: str) -> ContactCenter:
    """Return the contact centre in which the agent no longer has one of their own roles.

    Raises:
        Unknown: when they do not have it themselves.
    """
    agent = Directory(center).agent(agent_id)
    if role not in agent.roles:
        raise Unknown("role", role, agent.roles, where=f"the own roles of agent {agent_id!r}")
    return with_named(center, "agents", structs.replace(agent, roles=tuple(own for own in agent.roles if own != role)))


def with_privilege(center: ContactCenter, agent_id: str, privilege: str) -> ContactCenter:
    """Return the contact centre in which one agent has one more privilege, in a role of their own."""
    directory = Directory(center)
    agent = directory.agent(agent_id)
    held = directory.roles[personal_role(agent)].privileges if personal_role(agent) in directory.roles else ()
    return _with_personal_role(center, agent, _united(held, [privilege]))


def without_privilege(center: ContactCenter, agent_id: str, privilege: str) -> ContactCenter:
    """Return the contact centre in which one agent lacks one privilege, whichever of their roles grants it.

    Nobody else loses anything: a role that an agent group brings is first given to each of the group's members, as an
    administrator would. Then the agent's roles that grant the privilege make way for a personal role with the rest of
    what they hold.
    """
    agent = Directory(center).agent(agent_id)
    granting = {role.name: role for role in center.roles if privilege in role.privileges}
    for group in center.agent_groups:
        if group.name in agent.agent_groups:
            center = _hand_down(center, group, granting)
    agent = Directory(center).agent(agent_id)
    replaced = [granting[role] for role in agent.roles if role in granting]
    if not replaced:
        return center
    kept = tuple(role for role in agent.roles if role not in granting)
    own = Directory(center).roles.get(personal_role(agent), Role(name=personal_role(agent))).privileges
    rest = _united((), (name for role in replaced for name in role.privileges))
    agent = structs.replace(agent, roles=kept)
    return _with_personal_role(center, agent, tuple(n for n in _united(own, rest) if n != privilege))


def personal_role(agent: Agent) -> str:
    """Return the name of the role that holds what was granted to, or left to, this agent alone."""
    return f"Personal role of {agent.id}"


def _with_personal_role(center: ContactCenter, agent: Agent, privileges: tuple[str, ...]) -> ContactCenter:
    role = Role(name=personal_role(agent), privileges=privileges)
    agent = structs.replace(agent, roles=_united(agent.roles, [role.name]))
    return with_named(with_named(center, "roles", role), "agents", agent)


def _hand_down(center: ContactCenter, group: AgentGroup, roles: Mapping[str, Role]) -> ContactCenter:
    handed = [role for role in group.roles if role in roles]
    members = [agent for agent in center.agents if group.name in agent.agent_groups]
    for agent in members:
        center = with_named(center, "agents", structs.replace(agent, roles=_united(agent.roles, handed)))
    kept = tuple(role for role in group.roles if role not in roles)
    return with_named(center, "agent_groups", structs.replace(group, roles=kept))


def _united(first: Iterable[str], then: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))


def _changed(options: Mapping[str, str], option: str, value: str | None) -> dict[str, str]:
    rest = {name: text for name, text in options.items() if name != option}
    return rest if value is None else rest | {option: value}


def patch_between(before: ContactCenter, after: ContactCenter) -> dict[str, Any]:
    """Return the patch that makes *after* of *before*, empty where they are alike."""
    patch: dict[str, Any] = {}
    for name in ContactCenter.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            by_name = isinstance(old, dict | tuple) and isinstance(new, dict | tuple)
            patch[name] = _differences(_by_key(old), _by_key(new)) if by_name else _plain(new)
    return patch


def patched(center: ContactCenter, patch: Mapping[str, Any]) -> ContactCenter:
    """Return *center* with *patch* applied.

    Raises:
        BadInput: when the patch does not fit.
    """
    plain: dict[str, Any] = msgspec.to_builtins(center)
    for name, change in patch.items():
        old = getattr(center, name, None)
        if change is None and name in _NEED_NOT_BE_SAID:
            plain.pop(name, None)
        elif isinstance(old, dict | tuple):
            if not isinstance(change, dict):
                raise BadInput(
                    "change of the configuration", change, where=name, accepted="an object: each thing by name"
                )
            merged = {**_by_key(old), **cast("dict[str, Any]", change)}
            kept = {key: thing for key, thing in merged.items() if thing is not None}
            plain[name] = kept if isinstance(old, dict) else list(kept.values())
        else:
            plain[name] = change
    try:
        changed = msgspec.convert(plain, ContactCenter)
    except msgspec.ValidationError as error:
        raise BadInput("change of the configuration", str(error), accepted="one that was recorded") from None
    check(changed, "the recorded configuration")
    return changed


def patch_in_words(patch: Mapping[str, Any]) -> str:
    """Return what a patch changes in words, for example ``application: webcallback.auto-dial``."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(cast('dict[str, Any]', change))}"
        if isinstance(change, dict)
        else f"{name}: {change}"
        for name, change in patch.items()
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of a contact center
    return None if value is msgspec.UNSET else msgspec.to_builtins(value)


def _by_key(collection: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping, or a tuple of things with names
    if isinstance(collection, dict):
        return cast("dict[str, Any]", msgspec.to_builtins(collection))
    return {thing.key: msgspec.to_builtins(thing) for thing in collection}


def _differences(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    changed = {key: thing for key, thing in new.items() if key not in old or old[key] != thing}
    return changed | dict.fromkeys(key for key in old if key not in new)
