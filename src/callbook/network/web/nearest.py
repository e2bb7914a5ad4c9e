"""Which address is nearest to one that nobody answers, and where the two part."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from litestar.routes import HTTPRoute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litestar import Litestar


_A_NAME = 0.3
_A_SLIP = 0.8
_A_PART = 0.4
"""How much a part of an address counts: where any name may stand, with a slip in it, missing or too much."""


def nearest(app: Litestar, path: str) -> str:
    """Return which of the application's addresses is most like *path*, and what is different."""
    given = _parts(path)
    templates = {route.path_format: route.methods for route in app.routes if isinstance(route, HTTPRoute)}
    best = max(templates, key=lambda template: (_likeness(_parts(template), given), template))
    methods = ", ".join(sorted(templates[best] - {"OPTIONS"}))
    return f"The nearest address is {best} ({methods}): {_difference(_parts(best), given)}."


def _parts(path: str) -> list[str]:
    return path.strip("/").split("/")


def _is_name(part: str) -> bool:
    return part.startswith("{")


def _likeness(template: Sequence[str], given: Sequence[str]) -> float:
    alike = sum(_alike(one, other) for one, other in zip(template, given, strict=False))
    return alike - _A_PART * abs(len(template) - len(given))


def _alike(one: str, other: str) -> float:
    if _is_name(one):
        return _A_NAME
    return 1.0 if one == other else _A_SLIP * SequenceMatcher(None, one, other).ratio()


def _difference(template: Sequence[str], given: Sequence[str]) -> str:
    pairs: Iterable[tuple[str, str]] = zip(template, given, strict=False)
    for one, other in pairs:
        if not _is_name(one) and one != other:
            return f"{one!r} stands there, where {other!r} was given"
    if len(given) == len(template):
        return "one of its names is of another kind, for example a number"
    if len(given) > len(template):
        return f"it ends before {'/'.join(given[len(template) :])!r}"
    return f"it goes on with {'/'.join(template[len(given) :])!r}"
