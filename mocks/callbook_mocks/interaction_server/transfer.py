"""An agent offers an interaction to another agent (facts, section 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages.open_media_events import EventAck, EventError, EventPartyRemoved, PartyOperation
from callbook_mocks.interaction_server.attached_data import StatusChange
from callbook_mocks.interaction_server.delivery import TRANSFER_CANCELLED, Delivery
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused

if TYPE_CHECKING:
    from callbook.messages.open_media import RequestTransfer
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import AgentSession, Connection, Invitation, State

_NOT_TAKEN: dict[StatusChange, str] = {
    StatusChange.REJECTED: "declined",
    StatusChange.EXPIRED: "no answer in time",
    StatusChange.RETURNED: "the agent is gone",
}


class Transfers:
    """Carries out RequestTransfer, which is answered when the other agent has answered.

    Until then the interaction stays with the agent who transfers it, so that it always has one owner (F10).
    """

    def __init__(self, state: State, routing: Routing, delivery: Delivery) -> None:
        self._state = state
        self._routing = routing
        self._delivery = delivery

    def transfer(self, connection: Connection, request: RequestTransfer) -> None:
        """Invite the other agent."""
        session = self._state.session_of(connection)
        interaction = self._state.handled_by(session, request.InteractionId)
        if interaction.transfer is not None:
            raise RequestRefused(ErrorCode.TRANSFER_PENDING, interaction.transfer.session.agent.id)
        other = self._other(session, request, interaction.media_type)
        interaction.transfer = self._delivery.invite(other, interaction, self, request.ReferenceId)
        self._routing.agent_changed(other)

    def _other(self, session: AgentSession, request: RequestTransfer, medium: str) -> AgentSession:
        agent = self._state.configured_agent(request.AgentId, session.agent.tenant)
        other = self._state.sessions.get(agent.id)
        if other is None or other is session or not other.free_for(medium):
            raise RequestRefused(ErrorCode.NOT_AVAILABLE, agent.id)
        if request.PlaceId not in {None, other.party.PlaceId}:
            raise RequestRefused(ErrorCode.UNKNOWN_PLACE, f"{agent.id} is at {other.party.PlaceId!r}")
        return other

    def accepted(self, invitation: Invitation) -> None:
        """The other agent takes it."""
        interaction = invitation.interaction
        session = self._ended(invitation)
        self._delivery.release(interaction, session)
        session.connection.send(EventAck(ReferenceId=invitation.reference))
        removed = EventPartyRemoved(
            Interaction=interaction.properties, Party=session.party, Operation=PartyOperation.TRANSFER
        )
        session.connection.send(removed)
        self._delivery.hand_over(interaction, invitation.session, PartyOperation.TRANSFER)
        self._routing.agent_changed(session)

    def returned(self, invitation: Invitation, status_change: StatusChange) -> None:
        """The other agent does not take it: it stays where it is, and who asked learns why."""
        self._refuse(invitation, _NOT_TAKEN[status_change])

    def cancelled(self, invitation: Invitation) -> None:
        """Who asked has it no longer."""
        self._delivery.revoke(invitation, TRANSFER_CANCELLED)
        self._refuse(invitation, "it was cancelled")
        self._routing.agent_changed(invitation.session)

    def _refuse(self, invitation: Invitation, why: str) -> None:
        refused = RequestRefused(ErrorCode.TRANSFER_NOT_TAKEN, f"{invitation.session.agent.id}: {why}")
        self._ended(invitation).connection.send(
            EventError(ReferenceId=invitation.reference, ErrorCode=refused.code, ErrorDescription=refused.description)
        )

    @staticmethod
    def _ended(invitation: Invitation) -> AgentSession:
        session = invitation.interaction.handler
        assert session is not None  # noqa: S101 - what is transferred is handled
        invitation.interaction.transfer = None
        return session
