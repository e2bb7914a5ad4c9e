"""A small contact centre, its Interaction Server, and clients that do nothing but write down what they are told."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from callbook.configuration import Configuration
from callbook.configuration.loading import loads
from callbook.core.assumptions import Assumptions
from callbook.core.clock import Clock
from callbook.core.ids import Identifiers
from callbook.core.journal import Journal
from callbook.core.messages import open_media, open_media_events
from callbook.core.messages.interaction import MEDIA_TYPE
from callbook.core.messages.message import Message
from callbook_mocks.interaction_server import InteractionServer, ServerSettings

Event = TypeVar("Event", bound=Message)

CENTER = """
name = "Small"
time_zone = "Europe/Berlin"

[[tenants]]
name = "Acme"

[[tenants]]
name = "Other"

[[agent_groups]]
name = "Alpha"

[[virtual_agent_groups]]
name = "Veterans"

[[agents]]
id = "anna"
name = "Anna"
tenant = "Acme"
place = "1"
dn = "7001"
agent_groups = ["Alpha"]

[[agents]]
id = "ben"
name = "Ben"
tenant = "Acme"
place = "2"
dn = "7002"
agent_groups = ["Alpha"]
virtual_agent_groups = ["Veterans"]

[[agents]]
id = "cleo"
name = "Cleo"
tenant = "Acme"
place = "3"
dn = "7003"
capacity = 2

[[agents]]
id = "otto"
name = "Otto"
tenant = "Other"
place = "4"
dn = "7004"

[[strategies]]
name = "to anybody"

[[strategies]]
name = "to alpha"
target = "agent_group"
target_name = "Alpha"
attach = { Skill = "gold" }
priority = 10

[[strategies]]
name = "to veterans"
target = "agent_group"
target_name = "Veterans"

[[strategies]]
name = "to anna"
target = "agent"
target_name = "anna"

[[queues]]
name = "inbound"
tenant = "Acme"
strategy = "to anybody"

[[queues]]
name = "gold"
tenant = "Acme"
strategy = "to alpha"

[[queues]]
name = "veterans"
tenant = "Acme"
strategy = "to veterans"

[[queues]]
name = "personal"
tenant = "Acme"
strategy = "to anna"

[[queues]]
name = "shelf"
tenant = "Acme"

[[queues]]
name = "foreign"
tenant = "Other"
strategy = "to anybody"
"""


class FakeClient:
    """A client of the server that keeps what it is told in ``events``; after each request everything is checked."""

    def __init__(self, server: InteractionServer, name: str) -> None:
        self.server = server
        self.name = name
        self.events: list[Message] = []
        self.end = server.connect(name, self.receive)
        self.references = 0

    def receive(self, message: Message) -> None:
        """Write down what the server says."""
        self.events.append(message)

    def ask(self, kind: type[open_media.OpenMediaRequest], **attributes: Any) -> Message | None:  # noqa: ANN401
        """Send a request; give its EventAck or EventError, None when there is none yet."""
        self.references += 1
        self.end.receive(kind(ReferenceId=self.references, **attributes))
        self.server.check()
        return self.answer(self.references)

    def answer(self, reference: int) -> Message | None:
        """Give the EventAck or EventError of a request."""
        answers = (*self.all(open_media_events.EventAck), *self.all(open_media_events.EventError))
        return next((answer for answer in answers if answer.ReferenceId == reference), None)

    def refused(self, kind: type[open_media.OpenMediaRequest], **attributes: Any) -> tuple[int, str]:  # noqa: ANN401
        """Send a request that is refused; give the error's code and description."""
        answer = self.ask(kind, **attributes)
        assert isinstance(answer, open_media_events.EventError)
        return answer.ErrorCode, answer.ErrorDescription

    def granted(self, kind: type[open_media.OpenMediaRequest], **attributes: Any) -> open_media_events.EventAck:  # noqa: ANN401
        """Send a request that is acknowledged; give the EventAck."""
        answer = self.ask(kind, **attributes)
        assert isinstance(answer, open_media_events.EventAck), answer
        return answer

    def all(self, kind: type[Event]) -> list[Event]:
        """Give all events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def last(self, kind: type[Event]) -> Event:
        """Give the last event of one kind."""
        return self.all(kind)[-1]

    @property
    def names(self) -> list[str]:
        """The names of all events."""
        return [event.name for event in self.events]


class FakeWebsite(FakeClient):
    """A client that submits."""

    def submit(self, queue: str = "inbound", /, **data: Any) -> str:  # noqa: ANN401
        """Submit a callback with this attached data; give its InteractionId."""
        ack = self.granted(open_media.RequestSubmit, **submission(queue, UserData=data))
        assert ack.Extension is not None
        return str(ack.Extension["InteractionId"])


class FakeAgent(FakeClient):
    """An agent application."""

    agent_id = ""

    def log_in(self, agent_id: str, ready: int = 1) -> None:
        """Log the agent in with the medium."""
        self.agent_id = agent_id
        agent = self.server._state.directory.agents[agent_id]
        media = {MEDIA_TYPE: ready}
        self.granted(
            open_media.RequestAgentLogin,
            TenantId=agent.tenant,
            PlaceId=agent.place,
            AgentId=agent_id,
            MediaList=media,
        )

    def ready(self) -> None:
        """Go Ready."""
        self.granted(open_media.RequestCancelNotReadyForMedia, MediaTypeName=MEDIA_TYPE)

    def not_ready(self) -> None:
        """Go Not Ready."""
        self.granted(open_media.RequestNotReadyForMedia, MediaTypeName=MEDIA_TYPE)

    @property
    def invited_to(self) -> list[str]:
        """The ids of all interactions that were offered, in that order."""
        return [event.Interaction.InteractionId for event in self.all(open_media_events.EventInvite)]

    def accept(self) -> str:
        """Accept the last invitation; give the interaction's id."""
        invite = self.last(open_media_events.EventInvite)
        name = invite.Interaction.InteractionId
        self.granted(open_media.RequestAccept, TicketId=invite.TicketId, InteractionId=name)
        return name

    def reject(self) -> str:
        """Reject the last invitation; give the interaction's id."""
        invite = self.last(open_media_events.EventInvite)
        name = invite.Interaction.InteractionId
        self.granted(open_media.RequestReject, TicketId=invite.TicketId, InteractionId=name)
        return name


def submission(queue: str = "inbound", **attributes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give the attributes of RequestSubmit for a callback."""
    return {
        "TenantId": "Acme",
        "MediaType": MEDIA_TYPE,
        "Queue": queue,
        "InteractionType": "Inbound",
        "InteractionSubtype": "InboundNew",
        **attributes,
    }


@pytest.fixture
def submission_of() -> Callable[..., dict[str, Any]]:
    """Gives the attributes of RequestSubmit for a callback."""
    return submission


@pytest.fixture
def clock() -> Clock:
    """The clock, at 2026-03-02 08:00 UTC, with a journal that watches it."""
    clock = Clock()
    Journal(clock)
    return clock


@pytest.fixture
def configuration() -> Configuration:
    """The live configuration of the small contact centre."""
    return Configuration(loads(CENTER))


@pytest.fixture
def assumptions() -> Assumptions:
    """What no page says."""
    return Assumptions()


@pytest.fixture
def settings() -> ServerSettings:
    """The server's options."""
    return ServerSettings()


@pytest.fixture
def server(
    clock: Clock, configuration: Configuration, assumptions: Assumptions, settings: ServerSettings
) -> InteractionServer:
    """The server."""
    return InteractionServer(clock, Identifiers(), configuration, assumptions=assumptions, settings=settings)


@pytest.fixture
def website(server: InteractionServer) -> FakeWebsite:
    """A media server."""
    return FakeWebsite(server, "website")


@pytest.fixture
def desktop(server: InteractionServer) -> Callable[[], FakeAgent]:
    """Opens agent applications on which nobody is logged in."""
    return lambda: FakeAgent(server, "desktop")


@pytest.fixture
def agent(desktop: Callable[[], FakeAgent]) -> Callable[..., FakeAgent]:
    """Logs agents in: ``agent("anna")`` is Ready, ``agent("anna", ready=0)`` is not."""

    def log_in(agent_id: str, ready: int = 1) -> FakeAgent:
        opened = desktop()
        opened.log_in(agent_id, ready)
        return opened

    return log_in


@pytest.fixture
def anna(agent: Callable[..., FakeAgent]) -> FakeAgent:
    """Anna, Ready; she has room for one."""
    return agent("anna")
