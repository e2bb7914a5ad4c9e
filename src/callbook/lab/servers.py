"""The servers that a lab stands on, seen narrowly: open a wire to one, ask them something, tell them an act.

A door leads to them: in this process, or behind a network. A further door is a transport, and answers these three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from callbook.core import BadInput, Identifiers, find
from callbook_mocks.interaction_server import InteractionServer
from callbook_mocks.voice_switch import VoiceSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from callbook.configuration import Configuration
    from callbook.core import Assumptions, Clock, Party, Sender, Wire
    from callbook.lab.outside.act import Act
    from callbook.lab.queries import Query
    from callbook_mocks.contacts import PhoneBook
    from callbook_mocks.interaction_server import ServerSettings


AnswerT = TypeVar("AnswerT")

_SECOND = 1_000
INTERACTION_SERVER = "Interaction Server"
"""Its name in every journal."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What both servers stand on.

    Raises:
        BadInput: when desktops would give invitations back before Interaction Server takes them back.

    Attributes:
        clock: the lab's clock.
        seed: decides every identifier.
        start: the first moment.
        configuration: changes of it are told through ``Servers.configured``.
        assumptions: what no page of the product says.
        phone_book: who can be called.
        settings: the options of Interaction Server.
    """

    clock: Clock
    seed: int
    start: datetime
    configuration: Configuration
    assumptions: Assumptions
    phone_book: PhoneBook
    settings: ServerSettings

    def __post_init__(self) -> None:
        """Make sure that what is assumed fits what the server does (E6)."""
        delivering, patience = self.settings.delivering_timeout * _SECOND, self.assumptions.invitation_timeout
        if patience <= delivering:
            accepted = f"more than the delivering-timeout of Interaction Server, {delivering} ms"
            raise BadInput("invitation_timeout", patience, where="assumptions", accepted=accepted)


class Servers(Protocol):
    """Both servers, wherever they are."""

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name, and return the server's end.

        Raises:
            Unknown: when there is no such server.
        """
        ...

    def ask(self, query: Query[AnswerT]) -> AnswerT:
        """Return the answer to *query*.

        Raises:
            CallbookError: when it is about something that is not there.
        """
        ...

    def tell(self, act: Act) -> None:
        """Let the servers do their own part of *act*.

        Raises:
            CallbookError: when they refuse.
        """
        ...


Door: TypeAlias = "Callable[[Foundation], Servers]"
"""How a lab comes to its servers. The harness picks it, never the scenario."""


class ServersHere:
    """Both servers as plain objects in this process: the direct door."""

    def __init__(self, foundation: Foundation) -> None:
        self.identifiers = identifiers = Identifiers(foundation.seed)
        center = foundation.configuration.contact_center
        self.interaction_server = InteractionServer(
            foundation.clock,
            identifiers,
            foundation.configuration,
            settings=foundation.settings,
            assumptions=foundation.assumptions,
            name=INTERACTION_SERVER,
        )
        self.voice_switch = VoiceSwitch(
            foundation.clock,
            identifiers,
            kind=center.switch,
            name=center.switch,
            dns=[agent.dn for agent in center.agents],
            contacts=foundation.phone_book,
            assumptions=foundation.assumptions,
        )
        self._door = DirectDoor({INTERACTION_SERVER: self.interaction_server, center.switch: self.voice_switch})

    def named(self, server: str) -> InteractionServer | VoiceSwitch:
        """Return the server that the journal calls so; every other name is the voice switch's."""
        return self.interaction_server if server == INTERACTION_SERVER else self.voice_switch

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name, and return the server's end.

        Raises:
            Unknown: when there is no such server.
        """
        return self._door.open(wire, server)

    def ask(self, query: Query[AnswerT]) -> AnswerT:
        """Return the answer to *query*.

        Raises:
            Unknown: when it is about something that is not there.
        """
        return query.of(self)

    def tell(self, act: Act) -> None:
        """Do the servers' own part of *act*; configuration and phone book they read themselves.

        Raises:
            CallbookError: when they refuse.
        """
        act.do_at(self)


class _Server(Protocol):
    """A server as a plain object."""

    def connect(self, client: str, send: Sender) -> Party:
        """Return the server's end for a new client, who is answered through *send*."""
        ...


class DirectDoor:
    """Leads to servers that live in this process.

    Args:
        servers: each server under its name.
    """

    def __init__(self, servers: Mapping[str, _Server]) -> None:
        self._servers = servers

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name.

        Raises:
            Unknown: when there is no such server.
        """
        return find("server", server, self._servers).connect(wire.client, wire.to_client)
