"""The operations of the capture point, in one table: requests are read by it, and the WSDL is written from it (E1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from callbook.messages import KVList

NAMESPACE = "http://www.genesyslab.com/interaction"
"""The XML namespace of every request and answer (E1)."""
Fields: TypeAlias = Mapping[str, str | KVList]
"""What a request gives, by the names of the table."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """What a field may hold: its type in the schema, what is accepted in words, how long a text may be."""

    type_name: str
    accepted: str
    shortest: int = 0
    longest: int | None = None
    pattern: str = ""

    def fits(self, text: str) -> bool:
        """Return whether *text* may be held."""
        if len(text) < self.shortest or (self.longest is not None and len(text) > self.longest):
            return False
        return not self.pattern or re.fullmatch(self.pattern, text) is not None


class Form(Enum):
    """The forms that a field can have."""

    NAME = FormRow("Name", "1 to 256 characters", shortest=1, longest=256)
    IDENTIFIER = FormRow("Identifier", "16 letters and digits", shortest=16, longest=16, pattern="[0-9A-Za-z]{16}")
    TEXT = FormRow("Text", "a text of at most 4096 characters", longest=4096)
    LIST = FormRow("KVList", "kvitem elements, each with key and value")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request.

    Attributes:
        name: the name of its element.
        form: what it may hold.
        means: the field of which this is another spelling, empty for none.
    """

    name: str
    form: Form = Form.NAME
    means: str = ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What an answer looks like: its element, and the list in it."""

    element: str
    list_name: str


REQUEST_RESPONSE = AnswerForm("RequestResponse", "Extension")
GET_INFO_RESPONSE = AnswerForm("GetInfoResponse", "InteractionProperties")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; *changes* says whether doing it twice is not the same as doing it once."""

    name: str
    fields: tuple[Field, ...] = ()
    answer: AnswerForm = REQUEST_RESPONSE
    changes: bool = True

    @property
    def action(self) -> str:
        """The SOAPAction of the operation."""
        return f"{NAMESPACE}/{self.name}"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was found good: *message_id* is the MessageID of its header, empty where there is none."""

    operation: Operation
    fields: Fields = field(default_factory=dict[str, "str | KVList"])
    message_id: str = ""


_WHICH = (Field("InteractionId", Form.IDENTIFIER), Field("ExternalId"))
_WHY = (Field("ReasonSystemName"), Field("ReasonDescription", Form.TEXT))

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "Submit",
            (
                *_WHICH,
                Field("MediaType"),
                Field("InteractionType"),
                Field("InteractionSubType"),
                Field("InteractionSubtype", means="InteractionSubType"),
                Field("TenantId"),
                Field("Queue"),
                Field("UserData", Form.LIST),
            ),
        ),
        Operation("Stop", (*_WHICH, *_WHY)),
        Operation("Update", (*_WHICH, Field("Changed", Form.LIST), Field("Deleted", Form.LIST), Field("Queue"))),
        Operation("Hold", (*_WHICH, *_WHY)),
        Operation("Resume", (*_WHICH, *_WHY)),
        Operation("GetInfo", _WHICH, GET_INFO_RESPONSE, changes=False),
        Operation("Ping", changes=False),
    )
}
"""Every operation."""

ANSWERS = (REQUEST_RESPONSE, GET_INFO_RESPONSE)
