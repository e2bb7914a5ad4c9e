"""Making a contact centre that hangs together of one that does not: what does not fit is left out, or put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, cast

from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.loading import converted
from callbook.configuration.references import Misfit, misfits, place_in

_GONE = object()
_LIKE = 0.8  # more than in errors: a suggestion may be wrong, what is taken for what was meant should not be

_Replaced = Callable[[Misfit], str | None]


def without(values: Mapping[str, Any], found: Iterable[Misfit]) -> ContactCenter:
    """Return the contact centre without what does not fit."""
    return _mended(values, found, lambda _: None)


def as_meant(values: Mapping[str, Any], found: Iterable[Misfit]) -> ContactCenter:
    """Return the contact centre with the nearest name in the place of each that nobody knows, where there is one."""
    return _mended(values, found, nearest)


def nearest(misfit: Misfit) -> str | None:
    """Return the name that was probably meant; None where none is near."""
    if misfit.given is None:
        return None
    near = get_close_matches(misfit.alike or misfit.given, sorted(misfit.known or ()), n=1, cutoff=_LIKE)
    return near[0] if near else None


def _mended(values: Mapping[str, Any], found: Iterable[Misfit], replaced: _Replaced) -> ContactCenter:
    """Return the data mended until all fits: what takes the place of a doubled name may be taken itself."""
    mended: dict[str, Any] = deepcopy(dict(values))
    left = tuple(found)
    while left:
        for misfit in sorted(left, key=lambda each: each.kind == "twice"):
            _mend(mended, misfit, replaced(misfit))
        mended = _swept(mended)
        left = tuple(misfits(converted(mended, place_in("the mended data"))))
    return converted(mended, place_in("the mended data"))


def _mend(values: dict[str, Any], misfit: Misfit, name: str | None) -> None:
    *way, last = misfit.path
    holder: Any = values
    for step in way:
        holder = holder[step]
    if misfit.kind == "twice":
        _tell_apart(values, misfit)
    elif misfit.kind == "option":
        text = holder.pop(last)
        if name is not None:
            holder.setdefault(name, text)
    elif isinstance(last, int):
        holder[last] = _GONE if name is None or name in holder else name
    elif name is not None:
        holder[last] = name
    else:
        _leave_out(values, holder, last, misfit)


def _leave_out(values: dict[str, Any], holder: dict[str, Any], field: str, misfit: Misfit) -> None:
    """Take a single reference away; what cannot do without one gets the least that there can be."""
    if field == "time_zone":
        holder[field] = "UTC"
    elif field == "tenant":
        tenants: list[Any] = values.setdefault("tenants", [])
        if not any(tenant["name"] == misfit.given for tenant in tenants):
            tenants.append({"name": misfit.given})
    else:
        holder.pop(field, None)
        if field == "target_name":
            holder.pop("target", None)


def _tell_apart(values: dict[str, Any], misfit: Misfit) -> None:
    """Leave out an object whose name is taken; an agent whose place or DN is taken stays, at another one."""
    collection, index, field = misfit.path
    things: list[Any] = values[str(collection)]
    if field not in {"place", "dn"}:
        things[int(index)] = _GONE
    elif things[int(index)] is not _GONE:
        things[int(index)][field] = f"{misfit.given} ({index})"


def _swept(values: Any) -> Any:  # noqa: ANN401 - the same shape, with lists that have no gaps
    if isinstance(values, dict):
        return {key: _swept(value) for key, value in cast("dict[str, Any]", values).items()}
    if isinstance(values, list):
        return [_swept(entry) for entry in cast("Iterable[Any]", values) if entry is not _GONE]
    return values
