"""Why Interaction Server does not carry a request out: its error codes (facts, section 5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from callbook.core import CallbookError


class ErrorCode(IntEnum):
    """ErrorCode of EventError; only 43 is documented, the other numbers are our own."""

    UNKNOWN_INTERACTION = 43
    NOT_YOURS = 101
    TICKET_NOT_VALID = 102
    UNKNOWN_QUEUE = 103
    UNKNOWN_AGENT = 104
    NOT_LOGGED_IN = 105
    UNKNOWN_MEDIA = 106
    UNKNOWN_WORKBIN = 107
    PROPERTY_NOT_SETTABLE = 108
    WRONG_TENANT = 109
    NOT_AVAILABLE = 110
    NOT_A_REQUEST = 111
    EXISTS_ALREADY = 112
    NOT_IN_WORKBIN = 113
    NO_CAPACITY = 114
    BAD_VALUE = 115
    TRANSFER_PENDING = 116
    UNKNOWN_PLACE = 117
    MEDIUM_IS_READY = 118
    ANOTHER_AGENT = 119
    TRANSFER_NOT_TAKEN = 120


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One error: its number, what it says, and whether a public page says so or it is assumed."""

    code: ErrorCode
    text: str
    basis: Literal["documented", "assumed"] = "assumed"


ERRORS: dict[ErrorCode, ErrorRow] = {
    row.code: row
    for row in (
        ErrorRow(ErrorCode.UNKNOWN_INTERACTION, "unknown interaction identifier specified", basis="documented"),
        ErrorRow(ErrorCode.NOT_YOURS, "the interaction is not handled by this agent"),
        ErrorRow(ErrorCode.TICKET_NOT_VALID, "the ticket is not valid (any more)"),
        ErrorRow(ErrorCode.UNKNOWN_QUEUE, "unknown queue"),
        ErrorRow(ErrorCode.UNKNOWN_AGENT, "unknown agent"),
        ErrorRow(ErrorCode.NOT_LOGGED_IN, "no agent is logged in"),
        ErrorRow(ErrorCode.UNKNOWN_MEDIA, "unknown media type, or none that the agent has added"),
        ErrorRow(ErrorCode.UNKNOWN_WORKBIN, "unknown workbin"),
        ErrorRow(ErrorCode.PROPERTY_NOT_SETTABLE, "the property may not be set"),
        ErrorRow(ErrorCode.WRONG_TENANT, "it belongs to another tenant"),
        ErrorRow(ErrorCode.NOT_AVAILABLE, "the agent is not available for a transfer"),
        ErrorRow(ErrorCode.NOT_A_REQUEST, "not a request of this server"),
        ErrorRow(ErrorCode.EXISTS_ALREADY, "the interaction identifier has been used already"),
        ErrorRow(ErrorCode.NOT_IN_WORKBIN, "the interaction is not in this workbin"),
        ErrorRow(ErrorCode.NO_CAPACITY, "the agent has no capacity left"),
        ErrorRow(ErrorCode.BAD_VALUE, "the value cannot be used"),
        ErrorRow(ErrorCode.TRANSFER_PENDING, "a transfer of this interaction is under way"),
        ErrorRow(ErrorCode.UNKNOWN_PLACE, "unknown place"),
        ErrorRow(ErrorCode.MEDIUM_IS_READY, "the agent is Ready, that has no reason"),
        ErrorRow(ErrorCode.ANOTHER_AGENT, "another agent is logged in on this connection"),
        ErrorRow(ErrorCode.TRANSFER_NOT_TAKEN, "the other agent did not take the transfer"),
    )
}
"""Every error that the server knows."""


class RequestRefused(CallbookError):  # noqa: N818 - named for what happened
    """A request is not carried out, and nothing was changed; it becomes an EventError.

    Attributes:
        code: the ErrorCode.
        description: the ErrorDescription.
    """

    def __init__(self, code: ErrorCode, detail: object = "") -> None:
        self.code = code
        self.description = f"{ERRORS[code].text}: {detail}" if detail else ERRORS[code].text
        super().__init__(f"{int(code)} {self.description}")
