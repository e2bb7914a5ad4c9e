"""What a message is checked against when it is made: a twin of its type, and what the twin leaves to be checked.

The twin has the same attributes, but nothing that runs when it is made. Texts that must match a pattern are left out of
it and remembered once they were found good (the same identifiers and stamps go through many messages), and so are parts
that were checked when they were made.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, NoReturn, TypeAlias, get_args

import msgspec

KVList: TypeAlias = dict[str, str | int | dict[str, Any]]
"""Attached data and extensions: a key, and a string, an integer or a further list as its value."""

_INNER = frozenset({dict})
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of message is checked against.

    Attributes:
        twin: a type with the same attributes.
        patterned: the attributes whose text must match a pattern: name and pattern.
        lists: the attributes that hold a KVList.
        parts: the attributes that hold something that was checked when it was made: name, type, whether it may lack.
    """

    twin: type[msgspec.Struct]
    patterned: tuple[tuple[str, str], ...]
    lists: tuple[str, ...]
    parts: tuple[tuple[str, type[msgspec.Struct], bool], ...]


SHAPES: dict[type[msgspec.Struct], Shape] = {}
"""The shapes that were made so far."""


def shape_of(kind: type[msgspec.Struct]) -> Shape:
    """Return the shape of *kind*, and remember it."""
    described = msgspec.structs.fields(kind)
    patterned = {field.name: pattern for field in described if (pattern := _pattern_in(field.type))}
    parts = {field.name: part for field in described if (part := _part_in(field.type))}
    fields: list[Any] = []
    for field in described:
        kept = Any if field.name in parts else _plain(field.type) if field.name in patterned else field.type
        fields.append((field.name, kept) if field.required else (field.name, kept, None))
    shape = SHAPES[kind] = Shape(
        msgspec.defstruct(kind.__name__, fields, kw_only=True, gc=False),
        tuple(patterned.items()),
        tuple(field.name for field in described if KVList in _alternatives(field.type)),
        tuple((field.name, parts[field.name], _may_lack(field.type)) for field in described if field.name in parts),
    )
    return shape


@lru_cache(maxsize=_REMEMBERED)
def matches(pattern: str, text: str) -> bool:
    """Return whether *text* matches *pattern*."""
    return re.search(pattern, text) is not None


def reject_text(name: str, pattern: str) -> NoReturn:
    """Refuse a text that does not match, in msgspec's words."""
    reason = f"Expected `str` matching regex {pattern!r} - at `$.{name}`"
    raise msgspec.ValidationError(reason)


def check_part(name: str, given: object, part: type[msgspec.Struct], *, may_lack: bool) -> None:
    """Make sure that *given* is a *part*, or None where it may lack."""
    if not isinstance(given, part) and not (may_lack and given is None):
        reason = f"Expected `{part.__name__}`, got `{type(given).__name__}` - at `$.{name}`"
        raise msgspec.ValidationError(reason)


def check_list(given: KVList) -> None:
    """Check the lists inside a list: no type can say that they go on as deep as they like."""
    if not _INNER.isdisjoint(map(type, given.values())):
        for value in given.values():
            if isinstance(value, dict):
                check_list(msgspec.convert(value, KVList))


def _alternatives(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any annotation
    return get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)


def _may_lack(annotation: Any) -> bool:  # noqa: ANN401 - any annotation
    return type(None) in _alternatives(annotation)


def _part_in(annotation: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 - any annotation
    """Return the type that is checked by itself, or None; never one in a tuple, whose items are checked anew."""
    for each in _alternatives(annotation):
        if isinstance(each, type) and issubclass(each, msgspec.Struct):
            return each
    return None


def _pattern_in(annotation: Any) -> str | None:  # noqa: ANN401 - any annotation
    for each in _alternatives(annotation):
        for meta in getattr(each, "__metadata__", ()):
            if meta.pattern is not None:
                return str(meta.pattern)
    return None


def _plain(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    return str | None if _may_lack(annotation) else str
