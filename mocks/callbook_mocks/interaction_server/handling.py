"""Where clients put interactions: submit, into a queue, into a workbin and out of it, to an end (E1, F8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from callbook.messages import StateOfInteraction
from callbook.messages.open_media import WorkbinAddress
from callbook.messages.open_media_events import (
    EventAck,
    EventPartyRemoved,
    EventProcessingStopped,
    EventRevoked,
    EventWorkbinContent,
    PartyOperation,
)
from callbook_mocks.interaction_server.attached_data import PRIORITY, StatusChange, check_submit, set_data
from callbook_mocks.interaction_server.delivery import STOPPED, Delivery
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.place import PlaceKind
from callbook_mocks.interaction_server.records import StoredRecord
from callbook_mocks.interaction_server.stored_interaction import StoredInteraction
from callbook_mocks.interaction_server.submissions import fingerprint

if TYPE_CHECKING:
    from callbook.messages import Message
    from callbook.messages.open_media import (
        RequestGetWorkbinContent,
        RequestPlaceInQueue,
        RequestPlaceInWorkbin,
        RequestPull,
        RequestStopProcessing,
        RequestSubmit,
    )
    from callbook_mocks.interaction_server.records import WorkbinKey
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import AgentSession, Connection, State

_AGENTS = frozenset({PlaceKind.OFFERED, PlaceKind.HANDLED})
_WORKBIN = "Workbin"


class Handling:
    """Carries out what clients ask to be done with interactions."""

    def __init__(self, state: State, routing: Routing, delivery: Delivery) -> None:
        self._state = state
        self._routing = routing
        self._delivery = delivery

    def submit(self, connection: Connection, request: RequestSubmit) -> None:
        """Store a new interaction in its queue or workbin (E1); the same request twice makes one interaction."""
        state = self._state
        submission = fingerprint(request)
        known = state.submissions.find(connection.client, submission)
        if known is not None:
            connection.send(_submitted(request, known))
            return
        workbin = self._check_submit(request)
        interaction = self._new(connection.client, request, submission)
        connection.send(_submitted(request, interaction.id))
        extra = {name: value for name, value in request.Properties.items() if name not in {PRIORITY, _WORKBIN}}
        set_data(state, interaction, {**request.UserData, **extra})
        if workbin is not None:
            self._put_in_workbin(interaction, workbin)
            return
        self._routing.to_the_end(interaction)
        self._routing.place(interaction, request.Queue, StatusChange.QUEUED)
        self._routing.feed(interaction)

    def place_in_queue(self, connection: Connection, request: RequestPlaceInQueue) -> None:
        """Put an interaction into a queue, at its end."""
        interaction = self._movable(connection, request.InteractionId)
        self._state.configured_queue(request.Queue, interaction.tenant)
        session = self._leave(connection, request, interaction)
        interaction.held_at = self._state.stamp() if request.IsHeld else None
        self._routing.to_the_end(interaction)
        self._routing.place(interaction, request.Queue, StatusChange.PLACED)
        self._removed(interaction, session, PartyOperation.PLACE_IN_QUEUE)
        self._routing.feed(interaction)
        if session is not None:
            self._routing.agent_changed(session)

    def place_in_workbin(self, connection: Connection, request: RequestPlaceInWorkbin) -> None:
        """Put an interaction that the agent handles into a workbin."""
        session = self._state.session_of(connection)
        interaction = self._state.handled_by(session, request.InteractionId)
        workbin = self._workbin(request.Workbin, interaction.tenant, session)
        self._leave(connection, request, interaction)
        self._put_in_workbin(interaction, workbin)
        self._removed(interaction, session, PartyOperation.PLACE_IN_WORKBIN)
        self._routing.agent_changed(session)

    def pull(self, connection: Connection, request: RequestPull) -> None:
        """Take an interaction out of a workbin; it takes capacity like any other (assumed)."""
        session = self._state.session_of(connection)
        interaction = self._state.known(request.InteractionId)
        workbin = self._workbin(request.Workbin, session.agent.tenant, session)
        if interaction.workbin != workbin:
            raise RequestRefused(ErrorCode.NOT_IN_WORKBIN, request.InteractionId)
        if session.capacity_left(interaction.media_type) == 0:
            raise RequestRefused(ErrorCode.NO_CAPACITY, session.agent.id)
        self._take_from_workbin(interaction)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        self._delivery.hand_over(interaction, session, PartyOperation.PULL)
        self._routing.agent_changed(session)

    def workbin_content(self, connection: Connection, request: RequestGetWorkbinContent) -> None:
        """Say what is in a workbin."""
        session = self._state.session_of(connection)
        workbin = self._workbin(request.Workbin, session.agent.tenant, session)
        content = self._state.workbins.get(workbin, {}).values()
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        shown = tuple(interaction.properties for interaction in content)
        connection.send(EventWorkbinContent(ReferenceId=request.ReferenceId, Interactions=shown))

    def stop(self, connection: Connection, request: RequestStopProcessing) -> None:
        """End an interaction for good (F8)."""
        state = self._state
        interaction = state.entrusted_to(connection, request.InteractionId)
        session = self._leave(connection, request, interaction)
        interaction.state = StateOfInteraction.QUEUED
        interaction.completed_at = state.stamp()
        set_data(state, interaction, {}, StatusChange.STOPPED)
        state.finish(interaction)
        if session is not None and session is not connection.session:
            session.connection.send(EventRevoked(Interaction=interaction.properties, Reason=STOPPED))
        else:
            self._removed(interaction, session, PartyOperation.STOP_PROCESSING)
        if state.reporters:
            state.report(EventProcessingStopped(Interaction=interaction.properties))
        if session is not None:
            self._routing.agent_changed(session)

    # Submitting.

    def _check_submit(self, request: RequestSubmit) -> WorkbinKey | None:
        tenant = self._state.tenant(request.TenantId)
        self._state.configured_queue(request.Queue, tenant)
        self._state.check_medium(request.MediaType)
        given = request.InteractionId
        if given is not None and self._state.taken(given):
            raise RequestRefused(ErrorCode.EXISTS_ALREADY, given)
        check_submit(request)
        if _WORKBIN not in request.Properties:
            return None
        return self._workbin(_address(request.Properties[_WORKBIN]), tenant, None)

    def _new(self, client: str, request: RequestSubmit, submission: str) -> StoredInteraction:
        state = self._state
        record = StoredRecord(
            id=request.InteractionId or self._new_id(),
            number=state.number(),
            entered=0,
            arrival=0,
            kind=PlaceKind.QUEUE,
            tenant=state.tenant(request.TenantId),
            queue=request.Queue,
            media_type=request.MediaType,
            interaction_type=request.InteractionType,
            interaction_subtype=request.InteractionSubtype,
            submitted_by=client,
            submitted_at=state.stamp(),
            submission=submission,
            placed_in_queue_at=state.stamp(),
            user_data=request.UserData,
            is_online=request.IsOnline,
            received_at=request.ReceivedAt,
            external_id=request.ExternalId,
            parent_id=request.ParentId,
            priority=cast("int", request.Properties.get(PRIORITY, 0)),
        )
        return state.begin(StoredInteraction(record))

    def _new_id(self) -> str:
        state = self._state
        while state.taken(new := state.identifiers.interaction_id()):
            pass
        return new

    # Leaving where it is.

    def _movable(self, connection: Connection, interaction_id: str) -> StoredInteraction:
        interaction = self._state.entrusted_to(connection, interaction_id)
        if connection.session is None and interaction.kind in _AGENTS:
            raise RequestRefused(ErrorCode.NOT_YOURS, f"{interaction_id} is with an agent")
        return interaction

    def _leave(self, connection: Connection, request: Message, interaction: StoredInteraction) -> AgentSession | None:
        """Acknowledge, and take the interaction from where it is; return the agent who handled it, if any did."""
        reference: int = getattr(request, "ReferenceId", 0)
        connection.send(EventAck(ReferenceId=reference))
        session = interaction.handler
        if session is not None:
            self._delivery.release(interaction, session)
        elif interaction.kind is PlaceKind.WORKBIN:
            self._take_from_workbin(interaction)
        elif interaction.invitation is not None:
            interaction.invitation.inviter.cancelled(interaction.invitation)
        else:
            self._routing.withdraw(interaction)
        return session

    @staticmethod
    def _removed(interaction: StoredInteraction, session: AgentSession | None, operation: PartyOperation) -> None:
        if session is not None:
            session.connection.send(
                EventPartyRemoved(Interaction=interaction.properties, Party=session.party, Operation=operation)
            )

    # Workbins.

    def _workbin(self, address: WorkbinAddress, tenant: str, session: AgentSession | None) -> WorkbinKey:
        """Return the key of a workbin: the agent's, the place's, or else one's own (assumed)."""
        if address.WorkbinTypeId not in self._state.settings.workbin_types:
            raise RequestRefused(ErrorCode.UNKNOWN_WORKBIN, address.WorkbinTypeId)
        if address.WorkbinAgentId is not None:
            return (address.WorkbinTypeId, self._state.configured_agent(address.WorkbinAgentId, tenant).id)
        if address.WorkbinPlaceId is not None:
            return (address.WorkbinTypeId, self._place(address.WorkbinPlaceId, tenant))
        if session is None:
            raise RequestRefused(ErrorCode.UNKNOWN_WORKBIN, "it is neither an agent's nor a place's")
        return (address.WorkbinTypeId, session.agent.id)

    def _place(self, place: str, tenant: str) -> str:
        agents = self._state.directory.agents.values()
        if not any(agent.place == place and agent.tenant == tenant for agent in agents):
            raise RequestRefused(ErrorCode.UNKNOWN_PLACE, place)
        return f"place {place}"

    def _put_in_workbin(self, interaction: StoredInteraction, workbin: WorkbinKey) -> None:
        self._state.put(interaction, PlaceKind.WORKBIN)
        interaction.state = StateOfInteraction.QUEUED
        interaction.workbin = workbin
        interaction.shown = None
        self._state.workbins.setdefault(workbin, {})[interaction.id] = interaction

    def _take_from_workbin(self, interaction: StoredInteraction) -> None:
        if interaction.workbin is not None:  # pragma: no branch - it is asked only of what is in one
            del self._state.workbins[interaction.workbin][interaction.id]
        interaction.workbin = None
        interaction.shown = None


def _submitted(request: RequestSubmit, interaction_id: str) -> EventAck:
    return EventAck(ReferenceId=request.ReferenceId, Extension={"InteractionId": interaction_id})


def _address(given: object) -> WorkbinAddress:
    try:
        return msgspec.convert(given, WorkbinAddress)
    except msgspec.ValidationError as wrong:
        raise RequestRefused(ErrorCode.UNKNOWN_WORKBIN, wrong) from None
