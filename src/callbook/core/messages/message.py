"""The base of all messages: frozen, checked as they are made, named as in the product.

Every message is checked against its own annotations when it is built, in whatever way it is built, so that none
that is malformed ever reaches a wire.
"""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from callbook.core.copying import Frozen
from callbook.core.errors import BadInput
from callbook.core.messages.shape import SHAPES, KVList, check_list, check_part, matches, reject_text, shape_of

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=256)]
Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{16}\Z")]
ConnectionId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
CallUniversalId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{32}\Z")]
Positive: TypeAlias = Annotated[int, Meta(ge=1)]
Natural: TypeAlias = Annotated[int, Meta(ge=0)]
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
