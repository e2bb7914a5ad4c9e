"""The base of all messages: frozen, checked as they are made, named as in the product.

Every message is checked against its own annotations when it is built, in whatever way it is built, so that none
that is malformed ever reaches a wire.
"""

from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from callbook.errors import BadInput

Value: TypeAlias = "str | int | dict[str, Value]"
KVList: TypeAlias = dict[str, str | int | dict[str, Any]]
"""Attached data and extensions: a key, and a string, an integer or a further list as its value."""

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=256)]
Identifier: TypeAlias = Annotated[str, Meta(pattern="^[0-9A-Za-z]{16}$")]
ConnectionId: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
CallUniversalId: TypeAlias = Annotated[str, Meta(pattern="^[0-9A-Za-z]{32}$")]
Positive: TypeAlias = Annotated[int, Meta(ge=1)]
Natural: TypeAlias = Annotated[int, Meta(ge=0)]
Stamp: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


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


class Message(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="message", tag=True):
    """What crosses a wire.

    Raises:
        MalformedMessage: when an attribute is of the wrong kind.
    """

    def __post_init__(self) -> None:
        kind = type(self)
        shape = _SHAPES.get(kind) or _shape_of(kind)
        try:
            msgspec.convert(self, shape, from_attributes=True)
        except msgspec.ValidationError as error:
            raise MalformedMessage(kind.__name__, str(error)) from None

    @property
    def name(self) -> str:
        """The name of the message in the product, for example ``RequestAccept``."""
        return type(self).__name__


_SHAPES: dict[type[Message], type[msgspec.Struct]] = {}


def _shape_of(kind: type[Message]) -> type[msgspec.Struct]:
    """Make the twin that a message is checked against: the same attributes, but nothing that runs when it is made."""
    fields: list[Any] = [
        (field.name, field.type) if field.required else (field.name, field.type, None)
        for field in msgspec.structs.fields(kind)
    ]
    shape = _SHAPES[kind] = msgspec.defstruct(kind.__name__, fields, kw_only=True, gc=False)
    return shape
