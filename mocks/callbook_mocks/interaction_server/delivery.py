"""Offering an interaction to an agent, and what comes of it (facts, section 5.3): E5, E6, E7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages import StateOfInteraction
from callbook.messages.open_media import ReasonInfo
from callbook.messages.open_media_events import (
    EventAck,
    EventAgentInvited,
    EventForcedAgentStateChange,
    EventInvite,
    EventPartyAdded,
    EventRejected,
    EventRevoked,
    PartyOperation,
)
from callbook_mocks.interaction_server.attached_data import StatusChange, set_data
from callbook_mocks.interaction_server.changes import Changed
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.place import PlaceKind
from callbook_mocks.interaction_server.protocol import agent_status
from callbook_mocks.interaction_server.settings import HANDLING_TIMEOUT_KEY, MINUTE, SECOND, minutes_in
from callbook_mocks.interaction_server.state import Invitation

if TYPE_CHECKING:
    from callbook.messages.open_media import RequestAccept, RequestReject
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import AgentSession, Connection, Inviter, State
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction

EXPIRED = ReasonInfo(ReasonSystemName="Expired", ReasonDescription="the agent did not answer in time")
HANDLING_TIMEOUT = ReasonInfo(
    ReasonSystemName="HandlingTimeout", ReasonDescription="the agent did nothing with the interaction for too long"
)
STOPPED = ReasonInfo(ReasonSystemName="Stopped", ReasonDescription="the processing of the interaction was stopped")
TRANSFER_CANCELLED = ReasonInfo(
    ReasonSystemName="TransferCancelled", ReasonDescription="the other agent no longer transfers the interaction"
)
"""Reasons of EventRevoked; only the first is documented."""


class Delivery:
    """Invites agents for the router, hears their answers, and watches over what they handle."""

    def __init__(self, state: State, routing: Routing) -> None:
        self._state = state
        self._clock = state.clock
        self._routing = routing
        routing.offer = self._offer

    # Invitations, the router's and those of a transfer.

    def invite(
        self, session: AgentSession, interaction: StoredInteraction, inviter: Inviter, reference: int = 0
    ) -> Invitation:
        """Send EventInvite; the agent has delivering-timeout to answer (E6)."""
        state = self._state
        invitation = Invitation(state.identifiers.ticket_id(), session, interaction, inviter, reference)
        session.invitations[interaction.id] = invitation
        session.last_offered = state.number()
        if interaction.delivered_at is None:
            interaction.delivered_at = state.stamp()
            interaction.shown = None
        invitation.timer = self._clock.call_later(
            state.settings.delivering_timeout * SECOND,
            self._expire,
            f"delivering-timeout of {interaction.id}",
            invitation,
        )
        session.connection.send(
            EventInvite(
                TicketId=invitation.ticket,
                ProxyClientId=session.proxy_client_id,
                Interaction=interaction.properties,
            )
        )
        if state.reporters:
            state.report(EventAgentInvited(InteractionId=interaction.id, Party=session.party))
        return invitation

    def accept(self, connection: Connection, request: RequestAccept) -> None:
        """Deliver the interaction to the agent."""
        invitation = self._answered(connection, request)
        self.close(invitation)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        invitation.inviter.accepted(invitation)

    def reject(self, connection: Connection, request: RequestReject) -> None:
        """Take the interaction back to where it came from (P2)."""
        invitation = self._answered(connection, request)
        self.close(invitation)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        if self._state.reporters:
            self._state.report(EventRejected(InteractionId=request.InteractionId, Party=invitation.session.party))
        invitation.inviter.returned(invitation, StatusChange.REJECTED)
        self._go_on(invitation)

    def close(self, invitation: Invitation) -> None:
        """The invitation is open no longer."""
        if invitation.timer is not None:
            self._clock.cancel(invitation.timer)
            invitation.timer = None
        del invitation.session.invitations[invitation.interaction.id]

    def revoke(self, invitation: Invitation, reason: ReasonInfo) -> None:
        """Take an open invitation back, and tell the agent why."""
        self.close(invitation)
        invitation.session.connection.send(EventRevoked(Interaction=invitation.interaction.properties, Reason=reason))

    def _answered(self, connection: Connection, request: RequestAccept | RequestReject) -> Invitation:
        session = self._state.session_of(connection)
        self._state.known(request.InteractionId)
        invitation = session.invitations.get(request.InteractionId)
        if invitation is None or invitation.ticket != request.TicketId:
            raise RequestRefused(ErrorCode.TICKET_NOT_VALID, request.TicketId)
        return invitation

    def _expire(self, invitation: Invitation) -> None:
        session = invitation.session
        invitation.timer = None
        self.close(invitation)
        invitation.inviter.returned(invitation, StatusChange.EXPIRED)
        session.connection.send(EventRevoked(Interaction=invitation.interaction.properties, Reason=EXPIRED))
        if self._state.assumptions.not_ready_after_expiry:
            self._force_not_ready(session, invitation.interaction.media_type)
        self._go_on(invitation)

    def _go_on(self, invitation: Invitation) -> None:
        if invitation.interaction.kind is PlaceKind.QUEUE:
            self._routing.feed(invitation.interaction)
        self._routing.agent_changed(invitation.session)

    def _force_not_ready(self, session: AgentSession, medium: str) -> None:
        session.media[medium] = 0
        session.connection.send(
            EventForcedAgentStateChange(AgentId=session.agent.id, MediaTypeName=medium, MediaList={medium: 0})
        )
        session.connection.send(agent_status(session))
        self._state.changes.note(Changed.AGENT, session.agent.id)

    # As the router's hand: the Inviter of what routing offers.

    def _offer(self, session: AgentSession, interaction: StoredInteraction) -> None:
        self._state.put(interaction, PlaceKind.OFFERED)
        interaction.invitation = self.invite(session, interaction, self)

    def accepted(self, invitation: Invitation) -> None:
        """The agent takes what was routed."""
        invitation.interaction.invitation = None
        self.hand_over(invitation.interaction, invitation.session, PartyOperation.ROUTING)

    def returned(self, invitation: Invitation, status_change: StatusChange) -> None:
        """The agent does not take what was routed: it goes back to the queue that it was taken from (E6)."""
        interaction = invitation.interaction
        interaction.invitation = None
        if status_change in {StatusChange.EXPIRED, StatusChange.REJECTED}:
            self._routing.exclude(invitation.session, interaction)
        self._routing.place(interaction, interaction.queue, status_change)

    def cancelled(self, invitation: Invitation) -> None:
        """What was routed is stopped."""
        invitation.interaction.invitation = None
        self.revoke(invitation, STOPPED)
        self._routing.agent_changed(invitation.session)

    # What agents handle.

    def hand_over(self, interaction: StoredInteraction, session: AgentSession, operation: PartyOperation) -> None:
        """Let the agent handle an interaction that is nowhere, and tell them."""
        self._state.put(interaction, PlaceKind.HANDLED)
        interaction.state = StateOfInteraction.HANDLED
        interaction.handler = session
        interaction.assigned_at = self._state.stamp()
        interaction.excluded = {}
        set_data(self._state, interaction, {}, StatusChange.ACCEPTED)
        session.handled[interaction.id] = interaction
        self._watch(interaction)
        event = EventPartyAdded(Interaction=interaction.properties, Party=session.party, Operation=operation)
        session.connection.send(event)
        if self._state.reporters:
            self._state.report(event)

    def release(self, interaction: StoredInteraction, session: AgentSession) -> None:
        """The agent handles the interaction no longer; it is nowhere until it is put somewhere."""
        if interaction.transfer is not None:
            interaction.transfer.inviter.cancelled(interaction.transfer)
        del session.handled[interaction.id]
        interaction.handler = None
        interaction.assigned_at = None
        interaction.shown = None
        if interaction.timer is not None:
            self._clock.cancel(interaction.timer)
            interaction.timer = None

    def _watch(self, interaction: StoredInteraction) -> None:
        minutes = minutes_in(interaction.user_data.get(HANDLING_TIMEOUT_KEY)) or self._state.settings.handling_timeout
        interaction.handling_timeout = minutes * MINUTE
        interaction.touched = self._clock.instant
        self._set_timer(interaction, interaction.handling_timeout)

    def _set_timer(self, interaction: StoredInteraction, wait: int) -> None:
        label = f"handling-timeout of {interaction.id}"
        interaction.timer = self._clock.call_later(wait, self._expire_handling, label, interaction)

    def _expire_handling(self, interaction: StoredInteraction) -> None:
        # One timer for all of an agent's requests: it looks only when it fires how long ago the last one was.
        interaction.timer = None
        session = interaction.handler
        left = interaction.touched + interaction.handling_timeout - self._clock.instant
        if left > 0:
            self._set_timer(interaction, left)
        elif session is not None:  # pragma: no branch - the timer lives only while somebody handles it
            self.release(interaction, session)
            self._routing.place(interaction, interaction.queue, StatusChange.RETURNED)
            session.connection.send(EventRevoked(Interaction=interaction.properties, Reason=HANDLING_TIMEOUT))
            self._routing.feed(interaction)
            self._routing.agent_changed(session)

    # An agent who is gone.

    def give_back(self, session: AgentSession) -> None:
        """Return everything that the agent was offered or handles to the queues that it was taken from (E7)."""
        back: list[StoredInteraction] = []
        for invitation in tuple(session.invitations.values()):
            self.close(invitation)
            invitation.inviter.returned(invitation, StatusChange.RETURNED)
            back.append(invitation.interaction)
        for interaction in tuple(session.handled.values()):
            self.release(interaction, session)
            self._routing.place(interaction, interaction.queue, StatusChange.RETURNED)
            back.append(interaction)
        for interaction in back:
            if interaction.kind is PlaceKind.QUEUE:
                self._routing.feed(interaction)
