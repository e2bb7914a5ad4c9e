"""What a blended agent does beside web callbacks: chats, e-mails and so on, as a load and nothing more.

Which media the agent takes, and whether Ready for each, is said at the agent's desktop. What is offered of them is
accepted at once (assumed), stays in hand until the agent is finished with it, and takes capacity; the Web Callback
channel has its own state all the while.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from callbook.core import BadInput
from callbook.messages import MEDIA_TYPE, open_media, open_media_events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.workspace.desk import Desk
    from callbook.workspace.interaction_server_link import InteractionServerLink

_READY, _NOT_READY = 1, 0
_UNKNOWN_MEDIUM = 106


class OtherMedia:
    """The other media of one agent.

    Args:
        desk: the agent's desk.
        link: the link to Interaction Server.
        taken: the media that the agent takes, with 1 for Ready and 0 for Not Ready; the session logs in with them.

    Attributes:
        in_hand: the medium of each interaction that the agent has, by its id, the oldest first.
        do_not_disturb: whether the agent has turned Do Not Disturb on; it ends with the session.
    """

    def __init__(self, desk: Desk, link: InteractionServerLink, taken: dict[str, int]) -> None:
        self._desk = desk
        self._link = link
        self._taken = taken
        self.in_hand: dict[str, str] = {}
        self.do_not_disturb = False

    def take(self, medium: str, *, ready: bool) -> None:
        """Be Ready or Not Ready for a medium; it is added if need be."""
        reference = self._link.reference
        if medium not in self._taken:
            self._ask(open_media.RequestAddMedia(ReferenceId=reference(), MediaTypeName=medium))
        self._taken[medium] = _READY if ready else _NOT_READY
        kind = open_media.RequestCancelNotReadyForMedia if ready else open_media.RequestNotReadyForMedia
        self._ask(kind(ReferenceId=reference(), MediaTypeName=medium))

    def finish(self, medium: str) -> None:
        """Be finished with the oldest interaction of a medium.

        Raises:
            BadInput: when there is none.
        """
        oldest = next((name for name, each in self.in_hand.items() if each == medium), None)
        if oldest is None:
            accepted = ", ".join(dict.fromkeys(self.in_hand.values())) or "none: there is nothing of another medium"
            raise BadInput("medium", medium, where=f"what {self._desk.agent.name} has in hand", accepted=accepted)
        self._ask(open_media.RequestStopProcessing(ReferenceId=self._link.reference(), InteractionId=oldest))

    def disturb(self, *, allowed: bool) -> None:
        """Turn Do Not Disturb off or on."""
        self.do_not_disturb = not allowed
        kind = open_media.RequestDoNotDisturbOff if allowed else open_media.RequestDoNotDisturbOn
        self._ask(kind(ReferenceId=self._link.reference()))

    def lost(self) -> None:
        """Learn that the session has ended: Interaction Server gives back what the agent had."""
        self.in_hand.clear()
        self.do_not_disturb = False

    def logged_out(self) -> None:
        """Learn that the agent has logged out, and takes no media until the next time."""
        self.lost()
        self._taken.clear()

    def takes(self, event: Message) -> bool:
        """Take an event that is about another medium; return whether it is."""
        if _medium_of(event) in {"", MEDIA_TYPE}:
            return False
        handler = self._HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)
        return True

    def _invited(self, event: open_media_events.EventInvite) -> None:
        self._ask(
            open_media.RequestAccept(
                ReferenceId=self._link.reference(),
                TicketId=event.TicketId,
                InteractionId=event.Interaction.InteractionId,
            )
        )

    def _ask(self, request: OpenMediaRequest) -> None:
        self._link.ask(request, partial(self._answered, request))

    def _answered(self, request: OpenMediaRequest, answer: Message) -> None:
        """Tell the agent of a refusal; it says nothing of the Web Callback channel."""
        if not isinstance(answer, open_media_events.EventError):
            return
        self._desk.note("trouble", f"Interaction Server refuses: {answer.ErrorCode} {answer.ErrorDescription}")
        if answer.ErrorCode == _UNKNOWN_MEDIUM:
            self._taken.pop(_medium_of(request), None)

    def _added(self, event: open_media_events.EventPartyAdded) -> None:
        self.in_hand[event.Interaction.InteractionId] = event.Interaction.MediaType

    def _gone(self, event: open_media_events.EventPartyRemoved | open_media_events.EventRevoked) -> None:
        self.in_hand.pop(event.Interaction.InteractionId, None)

    def _forced(self, event: open_media_events.EventForcedAgentStateChange) -> None:
        self._taken.update(event.MediaList)

    _HANDLERS: ClassVar[Mapping[type[Message], Callable[..., None]]] = {
        open_media_events.EventInvite: _invited,
        open_media_events.EventPartyAdded: _added,
        open_media_events.EventPartyRemoved: _gone,
        open_media_events.EventRevoked: _gone,
        open_media_events.EventForcedAgentStateChange: _forced,
    }


def _medium_of(message: Message) -> str:
    """Return the medium that a message is about; empty where it is about none."""
    interaction = getattr(message, "Interaction", None)
    return str(getattr(message, "MediaTypeName", "") if interaction is None else interaction.MediaType)
