"""The base of all messages: frozen, checked as they are made, named as in the product.

Every message is checked against its own annotations when it is built, in whatever way it is built, so that none
that is malformed ever reaches a wire. It is checked against a shape: a twin of its type, which has the same attributes
but nothing that runs when it is made, and what the twin leaves to be checked. Texts that must match a pattern are left
out of the twin and remembered once they were found good (the same identifiers and stamps go through many messages), and
so are parts that were checked when they were made.

What Callbook's own servers and desktops say while they handle a message is not checked: its types are checked before
the program runs, its values come from messages that were checked when they came in, and the watcher of the explorations
checks it all the same. That is a sixth of what a callback costs (`benchmarks/whole_callback.py`).
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, NoReturn, TypeAlias, get_args

import msgspec
from msgspec import Meta

from callbook.core.copying import Frozen
from callbook.core.errors import BadInput

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


class _Maker(threading.local):
    """Who makes the messages of a thread just now.

    Attributes:
        is_own: whether it is a server or a desktop of Callbook's own, which handles a message.
    """

    is_own = False


MAKER = _Maker()
"""Set by the wire, which hands messages over, and by nobody else."""

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


def forget_texts() -> None:
    """Forget which texts were found good: they lie scattered, and each keeps the memory around it from the system."""
    matches.cache_clear()


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


Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=256)]
Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{16}\Z")]
ConnectionId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
CallUniversalId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{32}\Z")]
Positive: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Natural: TypeAlias = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Stamp: TypeAlias = Annotated[str, Meta(pattern=r"(?a)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")]


__all__ = [
    "CallUniversalId",
    "Checked",
    "ConnectionId",
    "Identifier",
    "KVList",
    "MalformedMessage",
    "Message",
    "Name",
    "Natural",
    "Positive",
    "Stamp",
]


class MalformedMessage(BadInput):
    """A message lacks an attribute, has one too many, or one of the wrong kind.

    Attributes:
        message: the name of the message.
    """

    def __init__(self, message: str, reason: str) -> None:
        self.message = message
        super().__init__("message", message, where=reason)

    def _text(self) -> str:
        return f"{self.given} is malformed: {self.where}."


class Checked(
    Frozen, msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, omit_defaults=True
):
    """A message or a part of one, checked against its own annotations as it is made.

    Raises:
        MalformedMessage: when an attribute is of the wrong kind.
    """

    def __post_init__(self) -> None:
        if not MAKER.is_own:
            self.check()

    def check(self) -> None:
        """Check it once more, whoever has made it.

        Raises:
            MalformedMessage: when an attribute is of the wrong kind.
        """
        kind = type(self)
        shape = SHAPES.get(kind) or shape_of(kind)
        try:
            msgspec.convert(self, shape.twin, from_attributes=True)
            for name, pattern in shape.patterned:
                text = getattr(self, name)
                if text is not None and not matches(pattern, text):
                    reject_text(name, pattern)
            for name in shape.lists:
                given = getattr(self, name)
                if given:
                    check_list(given)
            for name, part, may_lack in shape.parts:
                check_part(name, getattr(self, name), part, may_lack=may_lack)
        except msgspec.ValidationError as error:
            raise MalformedMessage(kind.__name__, str(error)) from None


class Message(Checked, frozen=True, kw_only=True, gc=False, tag_field="message", tag=True):
    """What crosses a wire."""

    @property
    def name(self) -> str:
        """The name of the message in the product, for example ``RequestAccept``."""
        return type(self).__name__
