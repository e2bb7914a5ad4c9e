"""What real clients and servers write otherwise than we do: taken loosely, sent strictly.

Each looseness is a row with where it was seen. A message is put right before it is checked, so what crosses a wire here
is as strict as ever. A request with an attribute that nobody knows is refused, as a slip would have no effect; an event
is a real server's affair, so what it has beside is carried along (`OtherAttributes`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CONNECTION_ID: Final = re.compile(r"[0-9A-Fa-f]{16}")
_NOTHING: Final = object()
OTHERS: Final = "OtherAttributes"


@dataclass(frozen=True, slots=True)
class Looseness:
    """One thing that is taken otherwise than it is sent.

    Attributes:
        attributes: the attributes of messages that it is about.
        taken: what is taken, in words.
        source: where it was seen.
        read: puts a value right; None where the type of the message takes it as it is.
    """

    attributes: tuple[str, ...]
    taken: str
    source: str
    read: Callable[[Any], object] | None = None


def _reason(given: Any) -> object:  # noqa: ANN401 - whatever stands there
    """Return a reason with a system name, or nothing where it says nothing; what is wrong in it stays for the check."""
    if not isinstance(given, dict):
        return given
    reason = {name: value for name, value in cast("dict[str, Any]", given).items() if value != ""}
    if "Reason" in reason and "ReasonCode" not in reason:
        reason["ReasonCode"] = reason.pop("Reason")
    if not reason:
        return _NOTHING
    if "ReasonSystemName" not in reason:
        said = reason.get("ReasonDescription", reason.get("ReasonCode"))
        reason["ReasonSystemName"] = said if isinstance(said, str) else str(said)
    return reason


def _in_small_letters(given: Any) -> object:  # noqa: ANN401 - whatever stands there
    return given.lower() if isinstance(given, str) and _CONNECTION_ID.fullmatch(given) else given


LOOSENESSES: Final = (
    Looseness(
        ("Reason",),
        "a reason whose system name is empty or missing is called by its description, or its number; one that is empty"
        " altogether is none",
        'Platform SDK for .NET, ReasonInfo.Create("", ""); a desktop in C# that sends a description only',
        _reason,
    ),
    Looseness(
        ("Reason",), "a reason's number may be called Reason", "Platform SDK for Java, ReasonInfo.setReason", _reason
    ),
    Looseness(
        ("ConnID", "TransferConnID", "PreviousConnID"),
        "the letters of a connection's id may be capitals",
        "an event of a live site's SIP Server",
        _in_small_letters,
    ),
    Looseness(
        ("TenantId",),
        "a tenant's number (DBID) stands for the tenant: 1 for the first of the configuration (assumed)",
        "Platform SDK for Java, RequestAgentLogin.setTenantId",
    ),
    Looseness(
        ("InitialInFocusState",),
        "RequestAccept may say whether the interaction is in focus",
        "a desktop in C# on the Platform SDK for .NET",
    ),
    Looseness(
        ("ClientName", "ClientType", "MediaType"),
        "RequestRegisterClient is acknowledged, and changes nothing (assumed)",
        "Platform SDK for Java, RequestRegisterClient",
    ),
)
"""Everything that is taken so."""

_READ: Final = {
    attribute: looseness.read
    for looseness in LOOSENESSES
    if looseness.read is not None
    for attribute in looseness.attributes
}


def put_right(kind: type[msgspec.Struct], given: Mapping[str, Any], *, is_event: bool) -> dict[str, Any]:
    """Return the attributes of a message as its type has them, where they were written loosely."""
    if _READ.keys().isdisjoint(given):
        right = dict(given)
    else:
        read = {name: value if name not in _READ else _read(kind, name, value) for name, value in given.items()}
        right = {name: value for name, value in read.items() if value is not _NOTHING}
    return _with_others(kind, right) if is_event else right


def _read(kind: type[msgspec.Struct], name: str, value: object) -> object:
    return _READ[name](value) if name in kind.__struct_fields__ else value


def _with_others(kind: type[msgspec.Struct], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of an event, those that nobody knows together, in the event and in what stands in it."""
    known, parts = frozenset(kind.__struct_fields__), _parts_of(kind)
    right = {
        name: _with_others(parts[name], cast("dict[str, Any]", value))
        if name in parts and isinstance(value, dict)
        else value
        for name, value in given.items()
        if name in known
    }
    others = {name: value for name, value in given.items() if name not in known}
    return {**right, OTHERS: others} if others else right


@cache
def _parts_of(kind: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """Return the attributes of an event that may have further attributes themselves, each with its type."""
    fields = ((field.name, field.type) for field in msgspec.structs.fields(kind))
    return {
        name: part
        for name, part in fields
        if isinstance(part, type) and OTHERS in getattr(part, "__struct_fields__", ())
    }
