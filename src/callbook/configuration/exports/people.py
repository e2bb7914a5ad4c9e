"""Persons, groups and roles of a Configuration Server: who becomes an agent, of which groups, with which roles."""

from __future__ import annotations

import re
from typing import Any

from callbook.configuration.documents import DataPath
from callbook.configuration.exports.gathering import Gathering, Item
from callbook.configuration.exports.shapes import entries, holds, table_of
from callbook.configuration.exports.texts import text_of
from callbook.configuration.privilege_names import understood
from callbook.configuration.source import Origin

_GRANTED = {"true": True, "1": True, "yes": True, "granted": True, "false": False, "0": False, "no": False}
"""What may stand behind a privilege in the options of a Role object; assumed."""
_OF_A_PRIVILEGE = re.compile(r"can\b|InteractionWorkspace\.|.*\s-\s", re.IGNORECASE)


_STANDS_UNDER = (
    ("id", ("employeeId",)),
    ("id", ("userName",)),
    ("place", ("agentInfo", "place")),
    ("place", ("defaultPlace",)),
    ("dn", ("agentLogin",)),
    ("dn", ("agentInfo", "agentLogins")),
)
"""Fields of an agent, and the keys under which they may stand in an export."""


def add_persons(gathering: Gathering, items: list[Item]) -> None:
    """Make agents of the persons who are some."""
    places = {place.text("name"): place for place in gathering.items.get("places", ())}
    for item in items:
        names = [name for name in map(item.text, ("employeeId", "userName", "DBID")) if name]
        if item.at("agent") is False:
            gathering.pass_over("persons who are no agents", item.origin)
            gathering.no_agents.update(names)
        elif not names:
            gathering.leave_out(item.origin, "person", "A person has neither employeeId nor userName")
        else:
            path = gathering.add("agents", _agent(gathering, item, names[0], places), item)
            _remember(gathering, path, item, names)


def _remember(gathering: Gathering, path: DataPath, item: Item, names: list[str]) -> None:
    for name in names:
        gathering.agents.setdefault(name, int(path[1]))
    agent = gathering.values["agents"][path[1]]
    agent["options"] = gathering.take_options((*path, "options"), item, "userProperties", "settings")
    for field, keys in _STANDS_UNDER:
        if item.text(*keys):
            gathering.origins.setdefault((*path, field), item.origin.within(*keys))


def _agent(gathering: Gathering, item: Item, name: str, places: dict[str, Item]) -> dict[str, Any]:
    place = item.text("agentInfo", "place") or item.text("defaultPlace")
    number = item.text("agentLogin") or _number_at(places.get(place)) or _login_code(item)
    for what, found in (("place", place), ("number", number)):
        if not found:
            gathering.note(item.origin, f"{what} of agents", f"{name} has no {what}, so one is made up")
    agent: dict[str, Any] = {
        "id": name,
        "name": " ".join(filter(None, map(item.text, ("firstName", "lastName")))) or name,
        "tenant": gathering.tenant(item),
        "place": place or f"Place of {name}",
        "dn": number or f"DN of {name}",
    }
    capacity = item.at("capacity")
    counts = isinstance(capacity, int) and not isinstance(capacity, bool) and capacity >= 1
    return {**agent, "capacity": capacity} if counts else agent


def _number_at(place: Item | None) -> str:
    """Return the first number at a place."""
    for key in ("dns", "devices"):
        for device, origin in place.listed(key) if place else ():
            number = text_of(origin, table_of(device).get("number", device))
            if number:
                return number
    return ""


def _login_code(item: Item) -> str:
    """Return the code of a person's first login; that it is the number of the telephone is assumed."""
    for login, origin in item.listed("agentInfo", "agentLogins"):
        code: object = table_of(login).get("agentLogin", login)
        code = table_of(code).get("loginCode", code)
        if text := text_of(origin, code):
            return text
    return ""


def add_agent_groups(gathering: Gathering, items: list[Item]) -> None:
    """Make groups; one with a script in the section `virtual` is a virtual one (assumed)."""
    for item in items:
        inner = "group" if isinstance(item.at("group"), dict) else ""
        group = Item(item.origin.within("group"), item.at("group")) if inner else item
        name = group.text("name")
        if not name:
            gathering.leave_out(item.origin, "agent group", "An agent group has no name")
            continue
        virtual = any(holds(group.at(key), "virtual") for key in ("userProperties", "settings"))
        collection = "virtual_agent_groups" if virtual else "agent_groups"
        if virtual:
            gathering.note(group.origin, name, f"Whom a skill puts into {name!r} is not worked out: as it is listed")
        path = gathering.add(collection, {"name": name}, group)
        options = gathering.take_options((*path, "options"), group, "userProperties", "settings")
        gathering.values[collection][path[1]]["options"] = options
        for key in ("agents", "agentDBIDs"):
            for member, origin in item.listed(key):
                _put_in(gathering, member, origin, (collection, name))


def _put_in(gathering: Gathering, member: object, origin: Origin, into: tuple[str, str]) -> None:
    """Put an agent into the group, or give the role, that *into* names."""
    name = text_of(origin, table_of(member).get("employeeId", member)) or ""
    collection, thing = into
    number = gathering.agents.get(name)
    if number is not None:
        gathering.refer(("agents", number, collection), thing, origin)
    elif name in gathering.no_agents:
        gathering.pass_over("members who are no agents", origin)
    else:
        gathering.leave_out(origin, thing, f"{thing!r} has a member {name!r} who is not there")


def add_roles(gathering: Gathering, items: list[Item]) -> None:
    """Make roles, and give them to their members: persons, access groups and agent groups."""
    for item in items:
        name = item.text("name")
        if not name:
            gathering.leave_out(item.origin, "role", "A role has no name")
            continue
        path = gathering.add("roles", {"name": name, "privileges": []}, item)
        _add_privileges(gathering, item, path)
        for member, origin in item.listed("members"):
            _give(gathering, member, origin, name)


def _add_privileges(gathering: Gathering, item: Item, path: DataPath) -> None:
    granted = [(name, origin) for name, origin in item.listed("privileges") if isinstance(name, str)]
    for section, held, at in entries(item.at("userProperties"), ("userProperties",)):
        for name, value, inner in entries(held, at):
            origin = item.origin.within(*inner)
            if not _OF_A_PRIVILEGE.match(name):
                gathering.pass_over("options of roles", origin)
            elif (grants := _GRANTED.get((text_of(origin, value) or "").casefold())) is None:
                gathering.leave_out(origin, name, f"{name!r} in section {section!r} is neither true nor false")
            elif grants:
                granted.append((name, origin))
    grant(gathering, path, granted)


def grant(gathering: Gathering, path: DataPath, granted: list[tuple[str, Origin]]) -> None:
    """Grant a role the privileges that *granted* names, each with its origin."""
    found = understood([name for name, _ in granted])
    for name, number in found.held:
        gathering.refer((*path, "privileges"), name, granted[number][1])
    for number, word in found.words.items():
        gathering.leave_out(granted[number][1], granted[number][0], f"{granted[number][0]!r}: {word}")
    for number in found.foreign:
        gathering.pass_over("privileges of other groups", granted[number][1])


def _give(gathering: Gathering, member: object, origin: Origin, role: str) -> None:
    """Let a member have a role; members are written as a kind or a tenant, a slash, and a name."""
    written = text_of(origin, member) or ""
    kind, _, name = written.partition("/")
    groups = [group["name"] for group in gathering.values.get("agent_groups", ())]
    access = {group.text("group", "name"): group for group in gathering.items.get("accessGroups", ())}
    if kind == "accessgroup" and name in access:
        for person, at in access[name].listed("members"):
            _put_in(gathering, person, at, ("roles", role))
    elif kind in {"agentgroup", "group"} and name in groups:
        gathering.refer(("agent_groups", groups.index(name), "roles"), role, origin)
    else:
        _put_in(gathering, name, origin, ("roles", role))
