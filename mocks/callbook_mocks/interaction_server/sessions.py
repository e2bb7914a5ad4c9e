"""Agents: login and logout, media and their state, reasons, lost connections: E5, E7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages.open_media import RequestDoNotDisturbOn
from callbook.messages.open_media_events import EventAck, EventAgentConnectionClosed, EventAgentLogin, EventAgentLogout
from callbook_mocks.interaction_server.changes import Changed
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.protocol import agent_party, agent_status
from callbook_mocks.interaction_server.state import AgentSession

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.configuration import Agent
    from callbook.messages.open_media import (
        OpenMediaRequest,
        RequestAddMedia,
        RequestAgentLogin,
        RequestAgentLogout,
        RequestCancelNotReadyForMedia,
        RequestChangeMediaStateReason,
        RequestDoNotDisturbOff,
        RequestNotReadyForMedia,
        RequestRegisterClient,
        RequestRemoveMedia,
    )
    from callbook_mocks.interaction_server.delivery import Delivery
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import Connection, State

READY, NOT_READY = 1, 0


class Sessions:
    """Keeps the agents who are logged in, and how ready each is."""

    def __init__(self, state: State, routing: Routing, delivery: Delivery) -> None:
        self._state = state
        self._routing = routing
        self._delivery = delivery

    def log_in(self, connection: Connection, request: RequestAgentLogin) -> None:
        """Log the agent in; who was logged in elsewhere under the same id is so no longer."""
        agent = self._state.configured_agent(request.AgentId, self._state.tenant(request.TenantId))
        self._check_place(request.PlaceId)
        self._check_media(request.MediaList)
        if connection.session is not None and connection.session.agent.id != agent.id:
            raise RequestRefused(ErrorCode.ANOTHER_AGENT, connection.session.agent.id)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        session = connection.session or self._new(connection, agent, request.PlaceId)
        session.media = dict(request.MediaList)
        session.reasons = {}
        session.do_not_disturb = False
        if request.Reason is not None:
            not_ready = (medium for medium, state in session.media.items() if state == NOT_READY)
            session.reasons = dict.fromkeys(not_ready, request.Reason.ReasonSystemName)
        self._show(session)
        self._routing.agent_came(session)

    def log_out(self, connection: Connection, request: RequestAgentLogout) -> None:
        """Log the agent out; what the agent still has goes back to its queues (E7)."""
        session = self._state.session_of(connection)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        self.end(session)

    def lose(self, connection: Connection) -> None:
        """The connection is lost: whoever was logged in on it is so no longer (E7)."""
        if connection.session is not None:
            self.end(connection.session)

    def end(self, session: AgentSession) -> None:
        """End the agent's session; nothing is lost (F10)."""
        session.connection.session = None
        del self._state.sessions[session.agent.id]
        self._state.changes.note(Changed.AGENT, session.agent.id)
        self._routing.agent_left(session)
        self._delivery.give_back(session)
        if self._state.reporters:
            self._state.report(EventAgentLogout(Party=session.party))

    def add_media(self, connection: Connection, request: RequestAddMedia) -> None:
        """Add a medium, Not Ready; one that was added before stays as it is."""
        session = self._state.session_of(connection)
        self._check_media((request.MediaTypeName,))
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        session.media.setdefault(request.MediaTypeName, NOT_READY)
        self._show(session)
        self._routing.agent_came(session)

    def remove_media(self, connection: Connection, request: RequestRemoveMedia) -> None:
        """Take a medium away; what the agent has in hand stays there."""
        session = self._with_medium(connection, request.MediaTypeName)
        del session.media[request.MediaTypeName]
        self._changed(session, request, request.MediaTypeName, None)

    def not_ready(self, connection: Connection, request: RequestNotReadyForMedia) -> None:
        """Put a medium Not Ready: no new invitations; the open ones stay."""
        session = self._with_medium(connection, request.MediaTypeName)
        session.media[request.MediaTypeName] = NOT_READY
        reason = None if request.Reason is None else request.Reason.ReasonSystemName
        self._changed(session, request, request.MediaTypeName, reason)

    def ready(self, connection: Connection, request: RequestCancelNotReadyForMedia) -> None:
        """Put a medium Ready."""
        session = self._with_medium(connection, request.MediaTypeName)
        session.media[request.MediaTypeName] = READY
        self._changed(session, request, request.MediaTypeName, None)

    def change_reason(self, connection: Connection, request: RequestChangeMediaStateReason) -> None:
        """Change the reason for Not Ready."""
        session = self._with_medium(connection, request.MediaTypeName)
        if session.media[request.MediaTypeName] == READY:
            raise RequestRefused(ErrorCode.MEDIUM_IS_READY, request.MediaTypeName)
        reason = None if request.Reason is None else request.Reason.ReasonSystemName
        self._changed(session, request, request.MediaTypeName, reason)

    def do_not_disturb(self, connection: Connection, request: RequestDoNotDisturbOn | RequestDoNotDisturbOff) -> None:
        """Offer the agent nothing, or again what the media have it; open invitations stay (assumed)."""
        session = self._state.session_of(connection)
        session.do_not_disturb = isinstance(request, RequestDoNotDisturbOn)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        self._show(session)
        self._routing.agent_changed(session)

    def register(self, connection: Connection, request: RequestRegisterClient) -> None:
        """Acknowledge what a client says it is; what it may do rests on what it asks (assumed)."""
        if request.MediaType is not None:
            self._check_media((request.MediaType,))
        connection.send(EventAck(ReferenceId=request.ReferenceId))

    def _new(self, connection: Connection, agent: Agent, place: str) -> AgentSession:
        state = self._state
        elsewhere = state.sessions.get(agent.id)
        if elsewhere is not None:
            elsewhere.connection.send(EventAgentConnectionClosed(AgentId=agent.id))
            self.end(elsewhere)
        party = agent_party(agent.id, place, agent.tenant)
        session = AgentSession(agent, connection, party, state.identifiers.proxy_client_id(), state.number())
        center = state.configured.contact_center
        session.capacities, session.at_once = center.capacities, center.at_once
        connection.session = state.sessions[agent.id] = session
        if state.reporters:
            state.report(EventAgentLogin(Party=party))
        return session

    def _check_place(self, place: str) -> None:
        agents = self._state.directory.agents.values()
        if all(agent.place != place for agent in agents):
            raise RequestRefused(ErrorCode.UNKNOWN_PLACE, place)

    def _check_media(self, media: Iterable[str]) -> None:
        for medium in media:
            self._state.check_medium(medium)

    def _with_medium(self, connection: Connection, medium: str) -> AgentSession:
        session = self._state.session_of(connection)
        if medium not in session.media:
            raise RequestRefused(ErrorCode.UNKNOWN_MEDIA, medium)
        return session

    def _changed(self, session: AgentSession, request: OpenMediaRequest, medium: str, reason: str | None) -> None:
        session.connection.send(EventAck(ReferenceId=request.ReferenceId))
        session.reasons.pop(medium, None)
        if reason is not None:
            session.reasons[medium] = reason
        self._show(session)
        self._routing.agent_changed(session)

    def _show(self, session: AgentSession) -> None:
        session.connection.send(agent_status(session))
        self._state.changes.note(Changed.AGENT, session.agent.id)
