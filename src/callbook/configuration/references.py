"""Whether a contact centre hangs together: no name twice, no reference to what is not there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from callbook.configuration.contact_center import ContactCenter, Named, Strategy
from callbook.configuration.documents import DataPath, written
from callbook.configuration.options import OPTIONS
from callbook.configuration.privilege_names import known_beside, without_group
from callbook.configuration.privileges import PRIVILEGES
from callbook.core import REGIONS, BadInput, Unknown

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

Place = Callable[[DataPath], str]
"""Says where a part of a contact centre stands."""

Kind = Literal["twice", "reference", "privilege", "option"]


_CHANNEL = "webcallback"
_LOGIN = "login."
_ALIKE = 0.85
_NAME_ALIKE = 0.92  # `interaction.override-options`, the name in older guides, is another option than ours
_SHARED = tuple(name for name in OPTIONS if _CHANNEL not in name.split("."))


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in a contact centre that does not fit the rest.

    Attributes:
        kind: a name that stands twice, a reference that leads nowhere, an unknown privilege or option.
        path: where it stands in the data.
        what: the kind of thing that was given, for example ``agent group``.
        given: the name as it was given.
        known: the names that would be known; None where it is not a matter of names.
        accepted: what would be accepted, where no name would.
        alike: what the known names are compared with, where it is only a part of what was given.
    """

    kind: Kind
    path: DataPath
    what: str
    given: str | None
    known: Collection[str] | None
    accepted: str = ""
    alike: str = ""

    def error(self, place: Place) -> BadInput:
        """Return it as an error."""
        where = place(self.path)
        if self.known is None:
            return BadInput(self.what, self.given, where=where, accepted=self.accepted)
        return Unknown(self.what, self.given, self.known, where=where, alike=self.alike)


def check(contact_center: ContactCenter, where: str | Place) -> None:
    """Raise BadInput or Unknown, with *where* and the path within, for the first thing that does not fit."""
    for misfit in misfits(contact_center):
        raise misfit.error(place_in(where) if isinstance(where, str) else where)


def place_in(where: str) -> Place:
    """Return a place for data that stands in no file with lines."""
    return lambda path: f"{where}: {written(path)}" if path else where


def misfits(contact_center: ContactCenter) -> Iterator[Misfit]:
    """Return everything that does not fit."""
    yield from _time_zone(contact_center)
    yield from _region(contact_center)
    yield from _attached_keys(contact_center)
    if _CHANNEL in contact_center.capacities:
        path, accepted = ("other_media", _CHANNEL), "another medium: of web callbacks each agent's capacity says it"
        yield Misfit("reference", path, "medium", _CHANNEL, None, accepted=accepted)
    for collection, attribute in _UNIQUE:
        yield from _doubled(contact_center, collection, attribute)
    for collection, attribute, target in _REFERENCES:
        yield from _references(contact_center, collection, attribute, target)
    for index, role in enumerate(contact_center.roles):
        yield from _privileges(role.privileges, ("roles", index, "privileges"))
    for index, strategy in enumerate(contact_center.strategies):
        yield from _target(contact_center, strategy, ("strategies", index, "target_name"))
    yield from _options(contact_center)


def _time_zone(contact_center: ContactCenter) -> Iterator[Misfit]:
    zone = contact_center.time_zone
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):  # a path, a folder, a name that nobody knows
        yield Misfit("reference", ("time_zone",), "time zone", zone, available_timezones())


def _region(contact_center: ContactCenter) -> Iterator[Misfit]:
    region = contact_center.region
    if region is not None and region not in REGIONS:
        accepted = "two capital letters that stand for a country, such as 'GB'"
        yield Misfit("reference", ("region",), "region", region, None, accepted=accepted)


def _attached_keys(contact_center: ContactCenter) -> Iterator[Misfit]:
    """Find a key that is said to hold two things: nobody could tell which of them it holds."""
    keys = contact_center.keys.by_purpose
    for purpose, key in keys.items():
        others = [other for other in keys if other != purpose and keys[other] == key]
        if others and key in contact_center.keys.own:
            accepted = f"another one than that of attached_keys.{others[0]}"
            yield Misfit("reference", ("attached_keys", purpose), "key of attached data", key, None, accepted=accepted)
            return


def _doubled(contact_center: ContactCenter, collection: str, attribute: str) -> Iterator[Misfit]:
    seen: dict[str, int] = {}
    for index, thing in enumerate(_things(contact_center, collection)):
        name: str = getattr(thing, attribute)
        field = _field_of(collection) if attribute == "key" else attribute
        if name in seen:
            taken = f"one that differs from {collection}[{seen[name]}].{field}"
            yield Misfit(
                "twice", (collection, index, field), f"{_COLLECTIONS[collection]} {field}", name, None, accepted=taken
            )
        seen.setdefault(name, index)


def _references(contact_center: ContactCenter, collection: str, attribute: str, target: str) -> Iterator[Misfit]:
    known = _keys(contact_center, target)
    what = _COLLECTIONS[target]
    for index, thing in enumerate(_things(contact_center, collection)):
        named: str | tuple[str, ...] | None = getattr(thing, attribute)
        path = (collection, index, attribute)
        if isinstance(named, tuple):
            yield from _names(what, named, known, path, "reference")
        elif named is not None and named not in known:
            yield Misfit("reference", path, what, named, known)


def _names(what: str, names: Iterable[str], known: Collection[str], path: DataPath, kind: Kind) -> Iterator[Misfit]:
    for index, name in enumerate(names):
        if name not in known:
            yield Misfit(kind, (*path, index), what, name, known)


def _privileges(names: Iterable[str], path: DataPath) -> Iterator[Misfit]:
    """Return the names that are none of a privilege, with those of their group as what is known."""
    for index, name in enumerate(names):
        if name not in PRIVILEGES:
            alike = without_group(name)
            yield Misfit("privilege", (*path, index), "privilege", name, known_beside(name), alike=alike)


def _target(contact_center: ContactCenter, strategy: Strategy, path: DataPath) -> Iterator[Misfit]:
    if strategy.target == "any":
        if strategy.target_name is not None:
            none = "none, as the target is any"
            yield Misfit("reference", path, "target name", strategy.target_name, None, accepted=none)
        return
    known = {key: None for collection in _TARGETS[strategy.target] for key in _keys(contact_center, collection)}
    if strategy.target_name not in known:
        yield Misfit("reference", path, strategy.target.replace("_", " "), strategy.target_name, known)


def _options(contact_center: ContactCenter) -> Iterator[Misfit]:
    yield from _option_names(contact_center.application, ("application",))
    for collection in WITH_OPTIONS:
        for index, thing in enumerate(_things(contact_center, collection)):
            texts: Mapping[str, str] = getattr(thing, "options")  # noqa: B009 - a collection of mixed kinds
            yield from _option_names(texts, (collection, index, "options"))


def _option_names(texts: Mapping[str, str], path: DataPath) -> Iterator[Misfit]:
    for name in texts:
        if name not in OPTIONS and is_ours(name):
            yield Misfit("option", (*path, name), "option", name, OPTIONS)


def _things(contact_center: ContactCenter, collection: str) -> tuple[Named, ...]:
    things: tuple[Named, ...] = getattr(contact_center, collection)
    return things


def _keys(contact_center: ContactCenter, collection: str) -> dict[str, None]:
    return {thing.key: None for thing in _things(contact_center, collection)}


def _field_of(collection: str) -> str:
    return "id" if collection == "agents" else "name"


@cache
def is_ours(name: str) -> bool:
    """Return whether the Web Callback channel reads *name*, or would if it were written right.

    Ours is what the catalogue holds; what begins with ``webcallback``, or its first part with something like it, after
    ``login.`` too; what is very like an option of dispositions or overrides. All else belongs to somebody else.
    """
    lower = name.casefold()
    first = lower.removeprefix(_LOGIN).split(".")[0].strip()
    return (
        name in OPTIONS
        or first.startswith(_CHANNEL)
        or _alike(first, _CHANNEL) >= _ALIKE
        or any(_alike(lower, shared) >= _NAME_ALIKE for shared in _SHARED)
    )


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, other, one, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0
