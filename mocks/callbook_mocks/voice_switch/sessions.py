"""Who uses which DN: registration of clients, and agents logged in on the DN (E3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages import t_library_events
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import Agent, AgentState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.messages.t_library import (
        RequestAgentLogin,
        RequestAgentLogout,
        RequestAgentNotReady,
        RequestAgentReady,
        RequestRegisterAddress,
        RequestUnregisterAddress,
    )
    from callbook.messages.t_library_events import AgentEvent
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.state import DN, Connection, Equipment, Requester


class Sessions:
    """Keeps registrations and logins; *agents* are the ids that may log in, None lets anybody."""

    def __init__(self, equipment: Equipment, handling: Handling, agents: Iterable[str] | None) -> None:
        self._state = equipment.state
        self._settings = equipment.settings
        self._events = equipment.events
        self._handling = handling
        self._known = None if agents is None else frozenset(agents)

    def register(self, requester: Requester, _request: RequestRegisterAddress) -> None:
        """Let the client see and use the DN: EventRegistered names its calls; asking again changes nothing."""
        if requester.connection not in requester.dn.connections:
            requester.dn.connections.append(requester.connection)
        self._events.of_registration(t_library_events.EventRegistered, requester)

    def unregister(self, requester: Requester, _request: RequestUnregisterAddress) -> None:
        """Let the client no longer see the DN: EventUnregistered."""
        self._drop(requester.connection, requester.dn)
        self._events.of_registration(t_library_events.EventUnregistered, requester)

    def lose(self, connection: Connection) -> None:
        """Drop the registrations of a client that can no longer be reached."""
        for dn in self._state.dns.values():
            if connection in dn.connections:
                self._drop(connection, dn)

    def link_lost(self) -> None:
        """Forget registrations and logins, where they do not survive the loss of the link."""
        if not self._settings.registrations_survive_link_loss:
            self.forget()

    def forget(self) -> None:
        """Forget every registration and login; nobody is told."""
        for dn in self._state.dns.values():
            dn.connections.clear()
            dn.agent = None

    def log_in(self, requester: Requester, request: RequestAgentLogin) -> None:
        """Log the agent in on the DN: EventAgentLogin."""
        self._may_log_in(request.AgentID, requester.dn)
        requester.dn.agent = Agent(request.AgentID, AgentState.LOGGED_IN, request.WorkMode)
        self._events.of_agent(t_library_events.EventAgentLogin, requester.dn, requester)

    def log_out(self, requester: Requester, _request: RequestAgentLogout) -> None:
        """Log the agent out of the DN: EventAgentLogout."""
        if requester.dn.agent is None:
            raise RequestRefused(ErrorCode.ALREADY_SO, f"nobody is logged in on DN {requester.dn.number}")
        self._events.of_agent(t_library_events.EventAgentLogout, requester.dn, requester)
        requester.dn.agent = None

    def ready(self, requester: Requester, request: RequestAgentReady) -> None:
        """Put the agent Ready: EventAgentReady."""
        agent = Agent(self._agent(requester.dn).id, AgentState.READY, request.WorkMode)
        self._put(requester, agent, t_library_events.EventAgentReady)

    def not_ready(self, requester: Requester, request: RequestAgentNotReady) -> None:
        """Put the agent Not Ready: EventAgentNotReady."""
        agent = Agent(self._agent(requester.dn).id, AgentState.NOT_READY, request.WorkMode)
        self._put(requester, agent, t_library_events.EventAgentNotReady)

    def out_of_service(self, dn: DN) -> None:
        """Log the agent out of a DN that no longer works."""
        self._events.of_agent(t_library_events.EventAgentLogout, dn)
        dn.agent = None

    def _may_log_in(self, agent_id: str, dn: DN) -> None:
        if self._known is not None and agent_id not in self._known:
            raise RequestRefused(ErrorCode.INVALID_AGENT_ID, f"there is no agent {agent_id}")
        if dn.agent is not None:
            code = ErrorCode.ALREADY_SO if dn.agent.id == agent_id else ErrorCode.WRONG_STATE
            raise RequestRefused(code, f"agent {dn.agent.id} is logged in on DN {dn.number}")
        elsewhere = next((other for other in self._state.dns.values() if _logged_in(other, agent_id)), None)
        if elsewhere is not None:
            raise RequestRefused(ErrorCode.SEIZED, f"agent {agent_id} is logged in on DN {elsewhere.number}")

    def _agent(self, dn: DN) -> Agent:
        if dn.agent is None:
            raise RequestRefused(ErrorCode.WRONG_STATE, f"nobody is logged in on DN {dn.number}")
        return dn.agent

    def _put(self, requester: Requester, agent: Agent, kind: type[AgentEvent]) -> None:
        if agent == requester.dn.agent:
            raise RequestRefused(ErrorCode.ALREADY_SO, f"agent {agent.id} is {agent.state} on DN {requester.dn.number}")
        requester.dn.agent = agent
        self._events.of_agent(kind, requester.dn, requester)

    def _drop(self, connection: Connection, dn: DN) -> None:
        dn.connections.remove(connection)
        if dn.connections:
            return
        if self._settings.last_client_logs_agent_out:
            dn.agent = None
        for party in dn.parties.values():
            self._handling.attend(party.call)


def _logged_in(dn: DN, agent_id: str) -> bool:
    return dn.agent is not None and dn.agent.id == agent_id
