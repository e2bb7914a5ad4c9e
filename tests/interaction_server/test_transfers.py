"""An agent offers a callback to another agent; until that one accepts it stays where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestAgentLogout, RequestStopProcessing, RequestTransfer
from callbook.core.messages.open_media_events import (
    EventError,
    EventInvite,
    EventPartyAdded,
    EventPartyRemoved,
    EventRevoked,
)
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


@pytest.fixture
def name(website: FakeWebsite, anna: FakeAgent) -> str:
    """A callback that anna handles."""
    website.submit()
    return anna.accept()


@pytest.fixture
def ben(agent: LogIn, name: str) -> FakeAgent:
    """Ben, Ready, and not offered what anna has."""
    return agent("ben")


@pytest.fixture
def asked(anna: FakeAgent, ben: FakeAgent, name: str) -> str:
    """The callback, of which anna has asked for a transfer to ben."""
    assert anna.ask(RequestTransfer, InteractionId=name, AgentId="ben", PlaceId="2") is None
    return name


def not_taken(anna: FakeAgent) -> str:
    """Give what the answer to anna's request says."""
    error = anna.answer(anna.references)
    assert isinstance(error, EventError)
    assert error.ErrorCode == 120
    return error.ErrorDescription


def test_pending(server: InteractionServer, ben: FakeAgent, asked: str) -> None:
    """While the other agent is asked the callback has one owner: who asks."""
    assert Place(PlaceKind.HANDLED, "inbound", "anna") == server.where(asked)
    assert ben.last(EventInvite).Interaction.AssignedTo == "anna"
    assert server.ready_agents == ()


def test_accepted(clock: Clock, server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """Accepted, it changes hands; both are told, and who asked has room again."""
    ben.accept()
    assert ["EventAck", "EventPartyRemoved"] == anna.names[-2:]
    assert ["EventAck", "EventPartyAdded"] == ben.names[-2:]
    assert {"Transfer"} == {anna.last(EventPartyRemoved).Operation, ben.last(EventPartyAdded).Operation}
    assert (server.where(asked).agent, server.ready_agents) == ("ben", ("anna",))
    assert [f"handling-timeout of {asked}"] == [timer.label for timer in clock.pending]


def test_rejected(server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """Rejected, it stays; who asked gets EventError."""
    ben.reject()
    assert not_taken(anna) == "the other agent did not take the transfer: ben: declined"
    assert (server.where(asked).agent, server.ready_agents) == ("anna", ("ben",))


def test_expired(clock: Clock, server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """Not answered, it stays; who asked gets EventError, the other EventRevoked."""
    clock.advance(30_000)
    server.check()
    assert not_taken(anna) == "the other agent did not take the transfer: ben: no answer in time"
    assert ben.last(EventRevoked).Reason.ReasonSystemName == "Expired"
    assert server.where(asked).agent == "anna"


def test_the_other_agent_is_gone(server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """When the other agent logs out meanwhile it stays; who asked gets EventError."""
    ben.granted(RequestAgentLogout)
    assert not_taken(anna) == "the other agent did not take the transfer: ben: the agent is gone"
    assert server.where(asked).agent == "anna"


def test_who_asked_is_gone(server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """When who asked is lost meanwhile the offer is taken back, and the callback goes to its queue."""
    anna.end.disconnected()
    server.check()
    assert ben.last(EventRevoked).Reason.ReasonSystemName == "TransferCancelled"
    assert ben.invited_to == [asked, asked]
    assert Place(PlaceKind.OFFERED, "inbound", "ben") == server.where(asked)


def test_stopped_meanwhile(server: InteractionServer, anna: FakeAgent, ben: FakeAgent, asked: str) -> None:
    """When who asked ends the callback meanwhile the offer is taken back, and the transfer answered."""
    transfer = anna.references
    anna.granted(RequestStopProcessing, InteractionId=asked)
    answer = anna.answer(transfer)
    assert isinstance(answer, EventError)
    assert answer.ErrorDescription == "the other agent did not take the transfer: ben: it was cancelled"
    assert (server.where(asked).kind, server.ready_agents) == ("done", ("anna", "ben"))


def test_twice(anna: FakeAgent, asked: str) -> None:
    """One transfer at a time."""
    again = anna.refused(RequestTransfer, InteractionId=asked, AgentId="ben")
    assert again == (116, "a transfer of this interaction is under way: ben")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"AgentId": "nobody"}, 104),
        ({"AgentId": "otto"}, 109),
        ({"AgentId": "anna"}, 110),
        ({"AgentId": "cleo"}, 110),
        ({"AgentId": "ben", "PlaceId": "1"}, 117),
        ({"AgentId": "ben", "InteractionId": "0000000000000000"}, 43),
    ],
)
def test_refused(  # noqa: PLR0913, PLR0917 - the parameters of the table
    server: InteractionServer, anna: FakeAgent, ben: FakeAgent, name: str, attributes: dict[str, Any], code: int
) -> None:
    """An agent who is none, another tenant's, oneself, not there or elsewhere cannot be asked; nothing changes."""
    assert code == anna.refused(RequestTransfer, **{"InteractionId": name, **attributes})[0]
    assert (ben.invited_to, server.where(name).agent) == ([], "anna")
