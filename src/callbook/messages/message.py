"""The base of all messages: frozen, checked as they are made, named as in the product.

Every message is checked against its own annotations when it is built, in whatever way it is built, so that none
that is malformed ever reaches a wire.
"""

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
        shape, lists = _SHAPES.get(kind) or _shape_of(kind)
        try:
            msgspec.convert(self, shape, from_attributes=True)
            for name in lists:
                _check_inner_lists(getattr(self, name) or {})
        except msgspec.ValidationError as error:
            raise MalformedMessage(kind.__name__, str(error)) from None


class Message(Checked, frozen=True, kw_only=True, gc=False, tag_field="message", tag=True):
    """What crosses a wire."""

    @property
    def name(self) -> str:
        """The name of the message in the product, for example ``RequestAccept``."""
        return type(self).__name__


_SHAPES: dict[type[Checked], tuple[type[msgspec.Struct], tuple[str, ...]]] = {}


def _shape_of(kind: type[Checked]) -> tuple[type[msgspec.Struct], tuple[str, ...]]:
    """Make the twin that *kind* is checked against, and name the attributes that hold a KVList.

    The twin has the same attributes, but nothing that runs when it is made.
    """
    described = msgspec.structs.fields(kind)
    fields: list[Any] = [
        (field.name, field.type) if field.required else (field.name, field.type, None) for field in described
    ]
    lists = tuple(field.name for field in described if KVList in (field.type, *get_args(field.type)))
    shape = _SHAPES[kind] = msgspec.defstruct(kind.__name__, fields, kw_only=True, gc=False), lists
    return shape


def _check_inner_lists(given: KVList) -> None:
    """Check the lists inside a list: no type can say that they go on as deep as they like."""
    for value in given.values():
        if isinstance(value, dict):
            _check_inner_lists(msgspec.convert(value, KVList))
