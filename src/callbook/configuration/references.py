"""Whether a contact centre hangs together: no name twice, no reference to what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from zoneinfo import ZoneInfo, available_timezones

from callbook.configuration.contact_center import ContactCenter, Named, Strategy
from callbook.configuration.options import OPTIONS
from callbook.configuration.privileges import PRIVILEGES
from callbook.errors import BadInput, Unknown

_COLLECTIONS = {
    "tenants": "tenant",
    "roles": "role",
    "agent_groups": "agent group",
    "virtual_agent_groups": "virtual agent group",
    "agents": "agent",
    "queues": "queue",
    "strategies": "strategy",
    "transactions": "transaction",
}
"""Each collection of a contact centre, and what one of its objects is called."""

_UNIQUE = (*((collection, "key") for collection in _COLLECTIONS), ("agents", "dn"), ("agents", "place"))
"""What no two objects of a collection may share."""

_REFERENCES = (
    ("agent_groups", "roles", "roles"),
    ("agents", "tenant", "tenants"),
    ("agents", "agent_groups", "agent_groups"),
    ("agents", "virtual_agent_groups", "virtual_agent_groups"),
    ("agents", "roles", "roles"),
    ("queues", "tenant", "tenants"),
    ("queues", "strategy", "strategies"),
)
"""Objects of a collection, and the field whose names must be found in another collection."""

WITH_OPTIONS = ("tenants", "agent_groups", "virtual_agent_groups", "agents", "transactions")
"""Collections whose objects carry options."""

_TARGETS = {"agent": ("agents",), "agent_group": ("agent_groups", "virtual_agent_groups")}


def check(contact_center: ContactCenter, where: str) -> None:
    """Raise BadInput or Unknown, with *where* and the path within, for the first thing that does not fit."""
    _check_time_zone(contact_center, where)
    for collection, attribute in _UNIQUE:
        _check_unique(contact_center, collection, attribute, where)
    for collection, attribute, target in _REFERENCES:
        _check_references(contact_center, collection, attribute, target, where)
    for index, role in enumerate(contact_center.roles):
        _check_names("privilege", role.privileges, PRIVILEGES, f"{where}: roles[{index}].privileges")
    for index, strategy in enumerate(contact_center.strategies):
        _check_target(contact_center, strategy, f"{where}: strategies[{index}].target_name")
    _check_options(contact_center, where)


def _check_time_zone(contact_center: ContactCenter, where: str) -> None:
    try:
        ZoneInfo(contact_center.time_zone)
    except (ValueError, OSError, LookupError):  # a path, a folder, a name that nobody knows
        path = f"{where}: time_zone"
        raise Unknown("time zone", contact_center.time_zone, available_timezones(), where=path) from None


def _check_unique(contact_center: ContactCenter, collection: str, attribute: str, where: str) -> None:
    seen: dict[str, int] = {}
    for index, thing in enumerate(_things(contact_center, collection)):
        name: str = getattr(thing, attribute)
        field = _field_of(collection) if attribute == "key" else attribute
        if name in seen:
            taken = f"one that differs from {collection}[{seen[name]}].{field}"
            raise BadInput(
                f"{_COLLECTIONS[collection]} {field}",
                name,
                where=f"{where}: {collection}[{index}].{field}",
                accepted=taken,
            )
        seen[name] = index


def _check_references(contact_center: ContactCenter, collection: str, attribute: str, target: str, where: str) -> None:
    known = _keys(contact_center, target)
    for index, thing in enumerate(_things(contact_center, collection)):
        named: str | tuple[str, ...] | None = getattr(thing, attribute)
        path = f"{where}: {collection}[{index}].{attribute}"
        if isinstance(named, tuple):
            _check_names(_COLLECTIONS[target], named, known, path)
        elif named is not None and named not in known:
            raise Unknown(_COLLECTIONS[target], named, known, where=path)


def _check_names(what: str, names: Iterable[str], known: Collection[str], path: str) -> None:
    for index, name in enumerate(names):
        if name not in known:
            raise Unknown(what, name, known, where=f"{path}[{index}]")


def _check_target(contact_center: ContactCenter, strategy: Strategy, path: str) -> None:
    if strategy.target == "any":
        if strategy.target_name is not None:
            raise BadInput("target name", strategy.target_name, where=path, accepted="none, as the target is any")
        return
    known = {key for collection in _TARGETS[strategy.target] for key in _keys(contact_center, collection)}
    if strategy.target_name not in known:
        raise Unknown(strategy.target.replace("_", " "), strategy.target_name, known, where=path)


def _check_options(contact_center: ContactCenter, where: str) -> None:
    _check_option_names(contact_center.application, f"{where}: application")
    for collection in WITH_OPTIONS:
        for index, thing in enumerate(_things(contact_center, collection)):
            texts: Mapping[str, str] = getattr(thing, "options")  # noqa: B009 - a collection of mixed kinds
            _check_option_names(texts, f"{where}: {collection}[{index}].options")


def _check_option_names(texts: Mapping[str, str], path: str) -> None:
    for name in texts:
        if name not in OPTIONS:
            raise Unknown("option", name, OPTIONS, where=path)


def _things(contact_center: ContactCenter, collection: str) -> tuple[Named, ...]:
    things: tuple[Named, ...] = getattr(contact_center, collection)
    return things


def _keys(contact_center: ContactCenter, collection: str) -> tuple[str, ...]:
    return tuple(thing.key for thing in _things(contact_center, collection))


def _field_of(collection: str) -> str:
    return "id" if collection == "agents" else "name"
