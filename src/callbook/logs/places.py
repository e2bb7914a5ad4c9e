"""Where an attribute stands in a message of ours, and what may stand there: each place by its path.

``Interaction.Queue`` is the Queue in the Interaction of a message. Lists such as UserData are one place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, IntEnum, StrEnum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_args, get_origin

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping


OTHERS: Final = "OtherAttributes"
NOT_IN_LOGS: Final = frozenset({OTHERS})
"""Fields that are no attributes: what a server's event has beside."""


class Form(StrEnum):
    """What stands at a place."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    NAMES = "names"
    INTERACTIONS = "interactions"
    EITHER = "text or number"


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a kind of message.

    Attributes:
        name: its path as it is written.
        path: the names that lead to it.
        form: what stands there.
        needed: whether the message, or the part it stands in, cannot do without.
        pattern: what a text must match; empty for any.
        values: the values of an enumeration; empty for any.
        least: how short a text, or how small a number may be.
    """

    name: str
    path: tuple[str, ...]
    form: Form
    needed: bool
    pattern: str = ""
    values: tuple[Any, ...] = ()
    least: int | None = None


@cache
def needed_in(kind: type[msgspec.Struct]) -> tuple[Place, ...]:
    """Return the places that a kind of message, or a part of it, cannot do without."""
    return tuple(place for place in places_of(kind).values() if place.needed or place.path[-1] in _NEEDED_IN_PARTS)


_NEEDED_IN_PARTS: Final = frozenset({"ReasonSystemName", "WorkbinTypeId"})
"""What a part that a message can do without cannot do without itself."""


@cache
def places_of(kind: type[msgspec.Struct]) -> Mapping[str, Place]:
    """Return every place of a kind of message, by its path as it is written."""
    found: dict[str, Place] = {}
    for field in msgspec.structs.fields(kind):
        if field.name in NOT_IN_LOGS:
            continue
        part = _part(field.type)
        if part is None:
            place = _place(field)
            found[place.name] = place
            continue
        for inner in places_of(part).values():
            path = (field.name, *inner.path)
            needed = inner.needed and field.required
            found[".".join(path)] = replace(inner, name=".".join(path), path=path, needed=needed)
    return found


def _place(field: msgspec.structs.FieldInfo) -> Place:
    meta = _meta(field.type)
    bare = _bare(field.type)
    values = tuple(bare) if isinstance(bare, type) and issubclass(bare, Enum) else ()
    least = meta.ge if meta and meta.ge is not None else meta.min_length if meta else None
    pattern = (meta.pattern if meta else None) or ""
    return Place(
        field.name,
        (field.name,),
        _form(field.type),
        field.required,
        str(pattern),
        values,
        None if least is None else int(least),
    )


def _form(annotation: Any) -> Form:  # noqa: ANN401 - any annotation
    alternatives = [_without_meta(each) for each in _alternatives(annotation) if each is not type(None)]
    if len(alternatives) > 1:
        return Form.EITHER
    (bare,) = alternatives
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        return Form.INTERACTIONS if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else Form.NAMES
    if get_origin(bare) is dict:
        return Form.LIST
    if bare is bool:
        return Form.FLAG
    return Form.NUMBER if issubclass(bare, int | IntEnum) else Form.TEXT


def _alternatives(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any annotation
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def _without_meta(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    return _without_meta(next(each for each in _alternatives(annotation) if each is not type(None)))


def _meta(annotation: Any) -> msgspec.Meta | None:  # noqa: ANN401 - any annotation
    for each in _alternatives(annotation):
        for meta in getattr(each, "__metadata__", ()):
            return meta  # type: ignore[no-any-return]
    return None


def _part(annotation: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 - any annotation
    bare = _bare(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, msgspec.Struct) else None
