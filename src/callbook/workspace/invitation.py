"""An invitation as the desktop answers it, and its end where nobody answers it and nobody takes it back (E6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.messages.open_media import ReasonInfo, RequestAccept, RequestReject

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Timer
    from callbook.messages.open_media_events import EventInvite
    from callbook.workspace.desk import Desk

DECLINED: Final = ReasonInfo(ReasonSystemName="Declined", ReasonDescription="declined by the agent")
OVERDUE: Final = ReasonInfo(ReasonSystemName="Overdue", ReasonDescription="neither answered nor taken back")


class Invitation:
    """One invitation.

    Interaction Server takes it back after its delivering-timeout, which no desktop is told. Should EventRevoked be
    lost, the desktop gives it back by itself some time later (assumed): nothing rings for ever.

    Args:
        desk: the agent's desk; its assumptions say how long the desktop waits.
        event: the EventInvite that has brought it.
        on_overdue: is told that it is neither answered nor taken back.

    Attributes:
        ticket: its TicketId.
    """

    def __init__(self, desk: Desk, event: EventInvite, on_overdue: Callable[[], None]) -> None:
        self._desk = desk
        self._interaction_id = event.Interaction.InteractionId
        self._on_overdue = on_overdue
        self._timer: Timer | None = None
        self.ticket = event.TicketId

    def wait(self) -> None:
        """Wait until it is overdue."""
        timeout = self._desk.assumptions.invitation_timeout
        self._timer = self._desk.clock.call_later(timeout, self._overdue, f"invitation to {self._interaction_id}")

    def stop(self) -> None:
        """Wait no longer: it is answered, or over."""
        if self._timer is not None:
            self._desk.clock.cancel(self._timer)
            self._timer = None

    def accept(self, reference: int) -> RequestAccept:
        """Return the request, numbered *reference*, that accepts it."""
        return RequestAccept(ReferenceId=reference, TicketId=self.ticket, InteractionId=self._interaction_id)

    def reject(self, reference: int, reason: ReasonInfo) -> RequestReject:
        """Return the request, numbered *reference*, that rejects it for *reason*."""
        return RequestReject(
            ReferenceId=reference, TicketId=self.ticket, InteractionId=self._interaction_id, Reason=reason
        )

    def _overdue(self) -> None:
        self._timer = None
        self._on_overdue()
