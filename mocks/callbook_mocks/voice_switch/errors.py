"""What the voice switch refuses, and with which code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal

from callbook.core import CallbookError
from callbook.messages import ERROR_TEXTS


class ErrorCode(IntEnum):
    """The codes of T-Library that this switch uses (facts, section 6.6)."""

    NOT_REGISTERED = 41
    SEIZED = 42
    ALREADY_SO = 43
    UNSUPPORTED = 51
    INVALID_VALUE = 53
    NO_LINK = 54
    INVALID_CONN_ID = 56
    OUT_OF_SERVICE = 58
    NOT_CONFIGURED = 59
    INVALID_CALLED_DN = 71
    ORIGINATION_BUSY = 79
    DESTINATION_STATE = 93
    CANNOT_INITIATE_TRANSFER = 97
    CANNOT_COMPLETE_TRANSFER = 98
    CANNOT_RETRIEVE = 99
    UNSUCCESSFUL_RETRIEVE = 171
    UNSUCCESSFUL_TRANSFER = 172
    UNSUCCESSFUL_ANSWER = 174
    UNSUCCESSFUL_RELEASE = 175
    WRONG_STATE = 185
    INVALID_AGENT_ID = 192
    DN_BUSY = 231


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """When the switch gives a code; the codes are documented, which case gives which is so only where *basis* says."""

    code: ErrorCode
    when: str
    basis: Literal["documented", "assumed"]


ERRORS: Final = (
    ErrorRow(ErrorCode.NOT_REGISTERED, "the client has not registered the DN that asks", "documented"),
    ErrorRow(ErrorCode.SEIZED, "the agent is logged in on another DN", "assumed"),
    ErrorRow(ErrorCode.ALREADY_SO, "the agent, or the call at this DN, is in that state already", "assumed"),
    ErrorRow(ErrorCode.UNSUPPORTED, "no request of T-Library, or a way of calling that is not played", "assumed"),
    ErrorRow(ErrorCode.INVALID_VALUE, "another switch's Location, or a key that is not attached", "assumed"),
    ErrorRow(ErrorCode.NO_LINK, "the server does not reach its switch", "documented"),
    ErrorRow(ErrorCode.INVALID_CONN_ID, "the DN is in no call of this ConnID", "documented"),
    ErrorRow(ErrorCode.OUT_OF_SERVICE, "the DN is out of service", "documented"),
    ErrorRow(ErrorCode.NOT_CONFIGURED, "the switch has no such DN", "documented"),
    ErrorRow(ErrorCode.INVALID_CALLED_DN, "the number leads nowhere", "documented"),
    ErrorRow(ErrorCode.ORIGINATION_BUSY, "the DN that calls has a call that is not on hold", "assumed"),
    ErrorRow(ErrorCode.DESTINATION_STATE, "a transfer to a DN that nobody uses, or that is out of service", "assumed"),
    ErrorRow(ErrorCode.CANNOT_INITIATE_TRANSFER, "the call to be transferred is not connected, or on hold", "assumed"),
    ErrorRow(ErrorCode.CANNOT_COMPLETE_TRANSFER, "no held call and connected consult call of its own", "assumed"),
    ErrorRow(ErrorCode.CANNOT_RETRIEVE, "another call is up at the DN", "assumed"),
    ErrorRow(ErrorCode.UNSUCCESSFUL_RETRIEVE, "the call is not connected", "assumed"),
    ErrorRow(ErrorCode.UNSUCCESSFUL_TRANSFER, "one-step transfer of a call that is not connected", "assumed"),
    ErrorRow(ErrorCode.UNSUCCESSFUL_ANSWER, "the call does not ring at the DN", "assumed"),
    ErrorRow(ErrorCode.UNSUCCESSFUL_RELEASE, "a T-Server's DN releases a call that still rings there", "assumed"),
    ErrorRow(ErrorCode.WRONG_STATE, "hold of a call not connected; no agent, or another one, logged in", "assumed"),
    ErrorRow(ErrorCode.INVALID_AGENT_ID, "the switch has no such agent", "assumed"),
    ErrorRow(ErrorCode.DN_BUSY, "the DN has another call", "assumed"),
)
"""Every code that the switch gives, with its case."""


class RequestRefused(CallbookError):  # noqa: N818 - names what happens, like BadInput
    """A request that is not carried out: it becomes EventError, and nothing changes.

    Attributes:
        code: the ErrorCode.
        description: the ErrorMessage: what the code means, then what it is about here.
    """

    def __init__(self, code: ErrorCode, detail: str) -> None:
        self.code = code
        self.description = f"{ERROR_TEXTS[code]}: {detail}"
        super().__init__(f"{int(code)} {self.description}")
