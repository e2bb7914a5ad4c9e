"""Who speaks with whom: a log knows numbers of connections, DNs and ids; a recording has the names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from callbook.logs.grammar import INTERACTION_SERVER, T_SERVER, WDE
from callbook.messages import Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import ContactCenter
    from callbook.logs.blocks import Block
    from callbook.logs.grammar import LogKind

INTERACTION_SERVER_NAME: Final = "Interaction Server"
NOBODY: Final = "the agent"
"""Whoever sits at a desktop whose log names nobody."""
_LOGIN: Final = "RequestAgentLogin"
_STATUS: Final = frozenset({"EventCurrentAgentStatus", "EventForcedAgentStateChange", "EventAgentConnectionClosed"})
"""Events that only the agent of whom they speak gets."""


class Parties:
    """Names the clients and the servers of one log.

    Args:
        kind: of the log.
        center: who works there; None where nobody has said.
        switch: what the voice switch is called.
        by_dn: whose DN it is, where other logs tell.
        desk: who sits at a desktop whose log names nobody.
    """

    def __init__(
        self,
        kind: LogKind,
        center: ContactCenter | None,
        switch: str,
        by_dn: Mapping[str, str] | None = None,
        desk: str = NOBODY,
    ) -> None:
        self._kind = kind
        agents = () if center is None else center.agents
        self._by_id = {name: agent.name for agent in agents for name in (agent.id, agent.name)}
        self._by_dn = {**(by_dn or {}), **{agent.dn: agent.name for agent in agents}}
        self._desk = desk
        self._by_client: dict[str, str] = {}
        self.switch = switch
        self.here = ""

    def agent_called(self, agent: str) -> str:
        """Return the name of the agent with this id or name."""
        return self._by_id.get(agent, agent)

    def server(self, protocol: Protocol) -> str:
        """Return what the server of a protocol is called."""
        return self.switch if protocol is Protocol.T_LIBRARY else INTERACTION_SERVER_NAME

    def client(self, block: Block, protocol: Protocol, message: dict[str, Any]) -> str:
        """Return the name of the client that sent or got the message."""
        said = self._said(protocol, message)
        if self._kind is WDE:
            if said and (not self.here or message["message"] in _STATUS or message["message"] == _LOGIN):
                self.here = said
            return self.here or self._desk
        if self._kind is INTERACTION_SERVER:
            return self._at_interaction_server(block, said)
        if said and block.client:
            self._by_client[block.client] = said
        return said or self.of_client(block)

    def of_client(self, block: Block) -> str:
        """Return the name of the client with the number that a line of the log gives."""
        number = block.client if block.client and block.client[0].isalpha() else f"client {block.client}"
        return self._by_client.get(block.client) or block.application or number

    def named(self, client: str) -> str:
        """Return the name of a client by its number, empty if it has none yet."""
        return self._by_client.get(client, "")

    def _said(self, protocol: Protocol, message: dict[str, Any]) -> str:
        """Return whom the message itself names as its client; empty if nobody."""
        if protocol is Protocol.T_LIBRARY:
            dn = message.get("ThisDN", "")
            voice = message.get("AgentID", "")
            return (
                self._by_dn.get(dn)
                or (self._by_id.get(voice, "") if voice else "")
                or (dn if self._kind is T_SERVER else "")
            )
        if message["message"] in _STATUS or message["message"] == _LOGIN:
            return self.agent_called(message["AgentId"])
        return ""

    def _at_interaction_server(self, block: Block, said: str) -> str:
        if said:
            self._by_client[block.client] = said
        elif block.application:
            self._by_client.setdefault(block.client, block.application)
        return self.of_client(block)
