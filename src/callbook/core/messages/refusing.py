"""The EventError of either protocol, as an answer to a request that is not carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core.messages import open_media_events, t_library_events
from callbook.core.messages.encoding import Protocol, protocol_of

if TYPE_CHECKING:
    from callbook.core.messages.message import Message

NOT_CARRIED_OUT: Final = "the request was not carried out"


def refusal_of(request: Message, code: int, server: str) -> Message:
    """Return the EventError with this code by which *server* answers *request* in its own protocol."""
    if protocol_of(request) is Protocol.OPEN_MEDIA:
        reference = getattr(request, "ReferenceId", 0)
        return open_media_events.EventError(ReferenceId=reference, ErrorCode=code, ErrorDescription=NOT_CARRIED_OUT)
    return t_library_events.EventError(
        Server=server,
        ReferenceID=getattr(request, "ReferenceID", 0),
        ErrorCode=code,
        ErrorMessage=NOT_CARRIED_OUT,
        ThisDN=getattr(request, "ThisDN", None),
    )
