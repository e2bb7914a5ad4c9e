"""What Interaction Server says that an agent has to be told, in words; and what its error codes say of a callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages import open_media_events

if TYPE_CHECKING:
    from callbook.messages import Message

_NOT_OURS = frozenset({43, 101, 102, 105})
_TICKET_IS_SPENT = 102


def says_not_ours(answer: Message | None) -> bool:
    """Return whether the interaction is gone or another agent's, or nobody is logged in."""
    return isinstance(answer, open_media_events.EventError) and answer.ErrorCode in _NOT_OURS


def says_ticket_is_spent(answer: Message | None) -> bool:
    """Return whether the invitation is over: taken back, or accepted before; the server does not say which."""
    return isinstance(answer, open_media_events.EventError) and answer.ErrorCode == _TICKET_IS_SPENT


def in_words(answer: Message | None) -> str:
    """Return what has become of a callback by *answer*; None for none that came in time."""
    if isinstance(answer, open_media_events.EventError):
        return f"Interaction Server refuses: {answer.ErrorCode} {answer.ErrorDescription}"
    if isinstance(answer, open_media_events.EventRevoked):
        return f"Interaction Server took the callback back: {answer.Reason.ReasonSystemName}"
    if isinstance(answer, open_media_events.EventPartyRemoved):
        return f"Interaction Server has taken the agent off the callback: {answer.Operation}"
    if isinstance(answer, open_media_events.EventInvite):
        return "Interaction Server offers the callback anew"
    return "Interaction Server does not answer"
