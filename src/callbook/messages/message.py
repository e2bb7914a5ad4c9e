"""The base of all messages: frozen, checked as they are made, named as in the product.

Every message is checked against its own annotations when it is built, in whatever way it is built, so that none
that is malformed ever reaches a wire.
"""

from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeAlias, get_args

import msgspec
from msgspec import Meta

from callbook.errors import BadInput

KVList: TypeAlias = dict[str, str | int | dict[str, Any]]
"""Attached data and extensions: a key, and a string, an integer or a further list as its value."""

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=256)]
Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{16}\Z")]
ConnectionId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
CallUniversalId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{32}\Z")]
Positive: TypeAlias = Annotated[int, Meta(ge=1)]
Natural: TypeAlias = Annotated[int, Meta(ge=0)]
Stamp: TypeAlias = Annotated[str, Meta(pattern=r"(?a)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")]


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


class Checked(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A message or a part of one, checked against its own annotations as it is made.

    Raises:
        MalformedMessage: when an attribute is of the wrong kind.
    """

    def __post_init__(self) -> None:
        kind = type(self)
        shape = _SHAPES.get(kind) or _shape_of(kind)
        try:
            msgspec.convert(self, shape.twin, from_attributes=True)
            for name in shape.lists:
                _check_list(getattr(self, name))
            for name, part, may_lack in shape.parts:
                _check_part(name, getattr(self, name), part, may_lack=may_lack)
        except msgspec.ValidationError as error:
            raise MalformedMessage(kind.__name__, str(error)) from None


class Message(Checked, frozen=True, kw_only=True, gc=False, tag_field="message", tag=True):
    """What crosses a wire."""

    @property
    def name(self) -> str:
        """The name of the message in the product, for example ``RequestAccept``."""
        return type(self).__name__


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a kind of message is checked against.

    Attributes:
        twin: a type with the same attributes, but nothing that runs when it is made.
        lists: the attributes that hold a KVList.
        parts: the attributes that hold something that was checked when it was made: name, type, whether it may lack.
    """

    twin: type[msgspec.Struct]
    lists: tuple[str, ...]
    parts: tuple[tuple[str, type[Checked], bool], ...]


_SHAPES: dict[type[Checked], _Shape] = {}
_INNER = frozenset({dict})


def _shape_of(kind: type[Checked]) -> _Shape:
    described = msgspec.structs.fields(kind)
    parts = tuple(
        (field.name, part, part is not field.type) for field in described if (part := _part_in(field.type)) is not None
    )
    checked = {name for name, _, _ in parts}
    types = {field.name: Any if field.name in checked else field.type for field in described}
    fields: list[Any] = [
        (field.name, types[field.name]) if field.required else (field.name, types[field.name], None)
        for field in described
    ]
    lists = tuple(field.name for field in described if KVList in (field.type, *get_args(field.type)))
    shape = _SHAPES[kind] = _Shape(msgspec.defstruct(kind.__name__, fields, kw_only=True, gc=False), lists, parts)
    return shape


def _part_in(annotation: Any) -> type[Checked] | None:  # noqa: ANN401 - any annotation
    """Find the Checked type in *annotation*, itself or one with None; not in a tuple, whose items are checked anew."""
    alternatives = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    for each in alternatives:
        if isinstance(each, type) and issubclass(each, Checked):
            return each
    return None


def _check_part(name: str, given: object, part: type[Checked], *, may_lack: bool) -> None:
    if not isinstance(given, part) and not (may_lack and given is None):
        text = f"Expected `{part.__name__}`, got `{type(given).__name__}` - at `$.{name}`"
        raise msgspec.ValidationError(text)


def _check_list(given: KVList | None) -> None:
    """Check the lists inside a list: no type can say that they go on as deep as they like."""
    if given and not _INNER.isdisjoint(map(type, given.values())):
        for value in given.values():
            if isinstance(value, dict):
                _check_list(msgspec.convert(value, KVList))
