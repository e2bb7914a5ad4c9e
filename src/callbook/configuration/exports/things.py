"""Everything of a Configuration Server that is nobody: what carries options, queues, codes, Business Attributes."""

from __future__ import annotations

from typing import Any

from callbook.configuration.documents import DataPath
from callbook.configuration.exports.gathering import TENANT, Gathering, Item
from callbook.configuration.exports.shapes import holds
from callbook.configuration.options import DISPOSITION_VALUE_BUSINESS_ATTRIBUTE, SECTION
from callbook.configuration.overrides import LIST
from callbook.configuration.references import WITH_OPTIONS


def add_applications(gathering: Gathering, items: list[Item]) -> None:
    """Take the options of the first application that has the section of Workspace."""
    for item in items:
        if not any(_has_section(item, key) for key in ("options", "userProperties")):
            gathering.pass_over("applications without the section of Workspace", item.origin)
        elif ("application",) in gathering.origins:
            first = gathering.origins["application",].position
            text = f"Another application has the section {SECTION}, too: the one at {first} is read"
            gathering.leave_out(item.origin, item.text("name"), text)
        else:
            path: DataPath = ("application",)
            gathering.values["application"] = gathering.take_options(path, item, "options", "userProperties")


def add_tenants(gathering: Gathering, items: list[Item]) -> None:
    """Make tenants of those that are described."""
    for item in items:
        if name := item.text("name"):
            path = gathering.add("tenants", {"name": name}, item)
            options = gathering.take_options((*path, "options"), item, "userProperties")
            gathering.values["tenants"][path[1]]["options"] = options
        else:
            gathering.leave_out(item.origin, "tenant", "A tenant has no name")


def add_transactions(gathering: Gathering, items: list[Item]) -> None:
    """Make Transaction objects of those that are lists, or carry the section of Workspace."""
    for item in items:
        kind = item.text("type") or LIST
        name = item.first_text("name", "alias")
        if kind != LIST and not _has_section(item, "userProperties"):
            gathering.pass_over(f"transactions of type {kind}", item.origin)
        elif not name:
            gathering.leave_out(item.origin, "transaction", "A transaction has no name")
        else:
            path = gathering.add("transactions", {"name": name, "type": kind}, item)
            options = gathering.take_options((*path, "options"), item, "userProperties")
            gathering.values["transactions"][path[1]]["options"] = options


def add_scripts(gathering: Gathering, items: list[Item]) -> None:
    """Make queues of the scripts that are Interaction Queues."""
    for item in items:
        kind = item.text("type")
        name = item.text("name")
        if _plain(kind) != "interactionqueue":
            gathering.pass_over(f"scripts of type {kind or 'unknown'}", item.origin)
        elif not name:
            gathering.leave_out(item.origin, "queue", "An interaction queue has no name")
        else:
            gathering.add("queues", {"name": name, "tenant": gathering.tenant(item)}, item)


def add_action_codes(gathering: Gathering, items: list[Item]) -> None:
    """Make Not Ready reasons of the action codes that are some."""
    for item in items:
        kind = item.text("type")
        code = item.first_text("code", "name")
        if _plain(kind) != "notready":
            gathering.pass_over(f"action codes of type {kind or 'unknown'}", item.origin)
        elif not code:
            gathering.leave_out(item.origin, "action code", "An action code has neither code nor name")
        else:
            gathering.values.setdefault("not_ready_reasons", {})[code] = item.text("name") or code
            gathering.origins["not_ready_reasons", code] = item.origin


def add_enumerators(gathering: Gathering, items: list[Item]) -> None:
    """Make disposition codes of the Business Attributes that options name."""
    wanted = _business_attributes(gathering.values)
    for item in items:
        name = item.text("name")
        if name not in wanted:
            gathering.pass_over("business attributes that no option names", item.origin)
            continue
        codes: dict[str, None] = gathering.values.setdefault("dispositions", {}).setdefault(name, {})
        codes.update(dict.fromkeys(filter(None, (Item(at, value).text("name") for value, at in item.listed("values")))))
        gathering.origins["dispositions", name] = item.origin


def add_enumerator_values(gathering: Gathering, items: list[Item]) -> None:
    """Add the values of Business Attributes that stand beside these."""
    dispositions: dict[str, dict[str, None]] = gathering.values.get("dispositions", {})
    for item in items:
        attribute, name = item.text("enumerator"), item.text("name")
        if attribute in dispositions and name:
            dispositions[attribute][name] = None
        else:
            gathering.pass_over("values of business attributes that no option names", item.origin)


def add_places(gathering: Gathering, items: list[Item]) -> None:
    """Say which places nobody sits at: of the others the numbers were read."""
    taken = {agent["place"] for agent in gathering.values.get("agents", ())}
    for item in items:
        if item.text("name") not in taken:
            gathering.pass_over("places where no agent sits", item.origin)


def add_access_groups(gathering: Gathering, items: list[Item]) -> None:
    """Say which access groups have no role: the members of the others have it."""
    roles = gathering.items.get("roles", ())
    named = {str(member).partition("/")[2] for role in roles for member, _ in role.listed("members")}
    for item in items:
        if item.text("group", "name") not in named:
            gathering.pass_over("access groups without a role", item.origin)


def add_named_tenants(gathering: Gathering) -> None:
    """Add the tenants that are named, but not described; where nothing names one, the one that there always is."""
    tenants: list[Any] = gathering.values.setdefault("tenants", [])
    known = {tenant["name"] for tenant in tenants}
    named = [thing["tenant"] for kind in ("agents", "queues") for thing in gathering.values.get(kind, ())]
    named = named or ([] if known else [TENANT])
    tenants.extend({"name": name} for name in dict.fromkeys(named) if name not in known)


def _business_attributes(values: dict[str, Any]) -> set[str]:
    option = DISPOSITION_VALUE_BUSINESS_ATTRIBUTE
    tables = [values.get("application", {})]
    tables += [thing.get("options", {}) for collection in WITH_OPTIONS for thing in values.get(collection, ())]
    return {option.default, *(table[option.name] for table in tables if option.name in table)}


def _has_section(item: Item, key: str) -> bool:
    return holds(item.at(key), SECTION)


def _plain(kind: str) -> str:
    return "".join(filter(str.isalpha, kind)).casefold()
