"""Messages as JSON and back, without loss: the protocol, the message's name, then its attributes.

Which protocol a message belongs to also decides which EventError answers a request that is not carried out.

msgspec was chosen over attrs and pydantic by measurement (benchmarks/messages.py): a message with its full check costs
about as much as in pydantic and less than in attrs. JSON and back costs about twice pydantic's, because names are
looked up one by one, for the sake of errors that name them. One library reads messages, configuration and recordings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

from callbook.core.errors import Unknown
from callbook.core.messages import open_media, open_media_events, t_library, t_library_events
from callbook.core.messages.loosely import put_right
from callbook.core.messages.message import MalformedMessage, Message

_NOT_CARRIED_OUT: Final = "the request was not carried out"


class Protocol(StrEnum):
    """The two protocols that the desktop speaks."""

    OPEN_MEDIA = "Open Media"
    T_LIBRARY = "T-Library"


MESSAGES: dict[Protocol, dict[str, type[Message]]] = {
    Protocol.OPEN_MEDIA: {**open_media.REQUESTS, **open_media_events.EVENTS},
    Protocol.T_LIBRARY: {**t_library.REQUESTS, **t_library_events.EVENTS},
}
"""Every message of each protocol under its name; some names stand in both."""

_KINDS: dict[str, dict[str, type[Message]]] = {str(protocol): kinds for protocol, kinds in MESSAGES.items()}
_DECODER = msgspec.json.Decoder(dict[str, Any])

_PROTOCOL_OF: dict[type[Message], Protocol] = {
    kind: protocol for protocol, kinds in MESSAGES.items() for kind in kinds.values()
}

_BEGINNINGS: dict[type[Message], bytes] = {
    kind: b'{"protocol":%s,' % msgspec.json.encode(protocol) for kind, protocol in _PROTOCOL_OF.items()
}


def protocol_of(message: Message) -> Protocol:
    """Return the protocol that *message* belongs to."""
    return _PROTOCOL_OF[type(message)]


def to_json(message: Message) -> bytes:
    """Return *message* as JSON; attributes that have their default value are left out."""
    return _BEGINNINGS[type(message)] + msgspec.json.encode(message)[1:]


def to_mapping(message: Message) -> dict[str, Any]:
    """Return *message* as plain data: ``protocol``, ``message``, then each attribute that is not its default."""
    return {"protocol": str(protocol_of(message)), **msgspec.to_builtins(message)}


def from_json(text: bytes | str) -> Message:
    """Return the message that ``to_json`` has written.

    Raises:
        MalformedMessage: when *text* is no JSON, or no message, or an attribute is wrong.
        Unknown: when there is no such protocol or message.
    """
    try:
        given = _DECODER.decode(text)
    except msgspec.DecodeError as error:
        raise MalformedMessage("message", str(error)) from None
    return from_mapping(given)


def from_mapping(given: dict[str, Any]) -> Message:
    """Return the message that *given* describes, in the form of ``to_mapping``.

    Raises:
        MalformedMessage: when an attribute is missing, unknown or wrong.
        Unknown: when there is no such protocol or message.
    """
    kind = _kind_named(given)
    attributes = {name: value for name, value in given.items() if name not in {"protocol", "message"}}
    attributes = put_right(kind, attributes, is_event=kind.__name__.startswith("Event"))
    try:
        return msgspec.convert(attributes, kind)
    except msgspec.ValidationError as error:
        raise MalformedMessage(kind.__name__, str(error)) from None


def _kind_named(given: dict[str, Any]) -> type[Message]:
    protocol, name = given.get("protocol"), given.get("message")
    kinds = _KINDS.get(protocol) if isinstance(protocol, str) else None
    if kinds is None:
        raise Unknown("protocol", protocol, MESSAGES)
    if not isinstance(name, str) or name not in kinds:
        raise Unknown("message", name, kinds, where=str(protocol))
    return kinds[name]


def reference_of(message: object) -> int:
    """Return the number by which an answer names its request, in a request and in an answer; 0 for none."""
    return int(getattr(message, "ReferenceId", 0) or getattr(message, "ReferenceID", 0) or 0)


def refusal_of(request: Message, code: int, server: str) -> Message:
    """Return the EventError with this code by which *server* answers *request* in its own protocol."""
    reference = reference_of(request)
    if protocol_of(request) is Protocol.OPEN_MEDIA:
        return open_media_events.EventError(ReferenceId=reference, ErrorCode=code, ErrorDescription=_NOT_CARRIED_OUT)
    return t_library_events.EventError(
        Server=server,
        ReferenceID=reference,
        ErrorCode=code,
        ErrorMessage=_NOT_CARRIED_OUT,
        ThisDN=getattr(request, "ThisDN", None),
    )
