"""The time zones that the page offers: one for each place of the tz database, by part of the world."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Choice(NamedTuple):
    """One zone: its IANA *name*, and what a contact reads."""

    name: str
    label: str


@cache
def zone_choices() -> Mapping[str, Sequence[Choice]]:
    """Return the zones by part of the world, both by alphabet.

    Old names that mean the same are left out; a page whose browser uses one adds it by itself.
    """
    rows = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    names = sorted({row.split("\t")[2] for row in rows if not row.startswith("#")})
    parts = {part: _choices(within) for part, within in groupby(names, key=lambda name: name.partition("/")[0])}
    return {**parts, "Other": (Choice("UTC", "UTC"),)}


@cache
def offered_zones() -> frozenset[str]:
    """Return the names of all zones that the page offers."""
    return frozenset(choice.name for choices in zone_choices().values() for choice in choices)


def _choices(names: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(sorted((Choice(name, _label(name)) for name in names), key=lambda choice: choice.label))


def _label(name: str) -> str:
    _, _, place = name.partition("/")
    return ", ".join(reversed(place.replace("_", " ").split("/")))
