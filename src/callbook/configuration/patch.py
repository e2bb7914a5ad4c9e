"""What a change of the configuration comes to, as data: each thing that is new, different or gone.

A patch has the changed fields of the contact centre; for a collection, by name, each changed thing as it is now, and
None where it is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec

from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.references import check
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping


def patch_between(before: ContactCenter, after: ContactCenter) -> dict[str, Any]:
    """Return the patch that makes *after* of *before*, empty where they are alike."""
    patch: dict[str, Any] = {}
    for name in ContactCenter.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            patch[name] = _differences(_by_key(old), _by_key(new)) if isinstance(new, dict | tuple) else new
    return patch


def patched(center: ContactCenter, patch: Mapping[str, Any]) -> ContactCenter:
    """Return *center* with *patch* applied.

    Raises:
        BadInput: when the patch does not fit.
    """
    plain: dict[str, Any] = msgspec.to_builtins(center)
    for name, change in patch.items():
        old = getattr(center, name, None)
        if isinstance(old, dict | tuple):
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


def in_words(patch: Mapping[str, Any]) -> str:
    """Return what a patch changes in words, for example ``application: webcallback.auto-dial``."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(cast('dict[str, Any]', change))}"
        if isinstance(change, dict)
        else f"{name}: {change}"
        for name, change in patch.items()
    )


def _by_key(collection: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping, or a tuple of things with names
    if isinstance(collection, dict):
        return cast("dict[str, Any]", msgspec.to_builtins(collection))
    return {thing.key: msgspec.to_builtins(thing) for thing in collection}


def _differences(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    changed = {key: thing for key, thing in new.items() if key not in old or old[key] != thing}
    return changed | dict.fromkeys(key for key in old if key not in new)
