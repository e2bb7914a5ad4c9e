"""Why the capture point does not carry a request out: its error codes, and the fault that says so (facts, 5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Literal

from callbook.core import CallbookError
from callbook_mocks.interaction_server import ERRORS

if TYPE_CHECKING:
    from callbook.messages.open_media_events import EventError

_MOST_SHOWN = 80
_MOST_DESCRIBED = 1_000


class Origin(StrEnum):
    """Who has to do something about a fault, in SOAP 1.1's words."""

    CLIENT = "Client"
    SERVER = "Server"
    MUST_UNDERSTAND = "MustUnderstand"
    VERSION_MISMATCH = "VersionMismatch"


class CaptureCode(IntEnum):
    """ErrorCode of what the capture point itself refuses; only 2 is documented, the other numbers are our own."""

    MISSING_VALUE = 2
    MALFORMED = 201
    NO_ENVELOPE = 202
    OTHER_VERSION = 203
    NOT_UNDERSTOOD = 204
    UNKNOWN_OPERATION = 205
    UNKNOWN_FIELD = 206
    BAD_VALUE = 207
    TOO_LARGE = 208
    MESSAGE_ID_USED = 209
    NOT_WAITING = 210
    NOT_AVAILABLE = 211
    NOT_SUBMITTED_HERE = 212


@dataclass(frozen=True, slots=True)
class CaptureErrorRow:
    """One error: its number, what its faultstring says, whose it is, documented or assumed."""

    code: CaptureCode
    text: str
    origin: Origin = Origin.CLIENT
    basis: Literal["documented", "assumed"] = "assumed"


CAPTURE_ERRORS: dict[CaptureCode, CaptureErrorRow] = {
    row.code: row
    for row in (
        CaptureErrorRow(CaptureCode.MISSING_VALUE, "Required value is missing", basis="documented"),
        CaptureErrorRow(CaptureCode.MALFORMED, "Not well-formed XML, or XML that is not taken here"),
        CaptureErrorRow(CaptureCode.NO_ENVELOPE, "Not a SOAP envelope with one request"),
        CaptureErrorRow(CaptureCode.OTHER_VERSION, "Another version of SOAP", Origin.VERSION_MISMATCH),
        CaptureErrorRow(CaptureCode.NOT_UNDERSTOOD, "A header is not understood", Origin.MUST_UNDERSTAND),
        CaptureErrorRow(CaptureCode.UNKNOWN_OPERATION, "Unknown operation"),
        CaptureErrorRow(CaptureCode.UNKNOWN_FIELD, "Unknown element or attribute"),
        CaptureErrorRow(CaptureCode.BAD_VALUE, "The value cannot be used"),
        CaptureErrorRow(CaptureCode.TOO_LARGE, "The request is too large"),
        CaptureErrorRow(CaptureCode.MESSAGE_ID_USED, "The MessageID belongs to another request"),
        CaptureErrorRow(CaptureCode.NOT_WAITING, "The interaction does not wait in a queue"),
        CaptureErrorRow(CaptureCode.NOT_AVAILABLE, "Interaction Server does not answer", Origin.SERVER),
        CaptureErrorRow(CaptureCode.NOT_SUBMITTED_HERE, "The interaction was submitted by another client"),
    )
}
"""Every error of the capture point's own."""


class Fault(CallbookError):  # noqa: N818 - SOAP's own word
    """A request is not carried out.

    Attributes:
        origin: who has to do something about it.
        code: the ErrorCode, the capture point's own or Interaction Server's.
        text: the faultstring.
        description: the ErrorDescription.
    """

    def __init__(self, origin: Origin, code: int, text: str, description: str) -> None:
        self.origin = origin
        self.code = code
        self.text = text
        self.description = description
        super().__init__(f"{code} {description}")


def fault(code: CaptureCode, description: object) -> Fault:
    """Return a fault of the capture point's own."""
    row = CAPTURE_ERRORS[code]
    return Fault(row.origin, int(code), row.text, str(description))


def refused(event: EventError) -> Fault:
    """Return the fault that says what Interaction Server refused."""
    known = {int(code): row.text for code, row in ERRORS.items()}
    text = known.get(event.ErrorCode, "refused")
    return Fault(
        Origin.CLIENT,
        event.ErrorCode,
        f"Interaction Server: {text}",
        shortened(event.ErrorDescription, _MOST_DESCRIBED),
    )


def shortened(given: str, most: int = _MOST_SHOWN) -> str:
    """Return as much of what was given as an error should repeat."""
    return given if len(given) <= most else f"{given[:most]}... ({len(given)} characters)"
