"""Agents log in and out; who may not is told why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.messages import open_media, open_media_events
from callbook.core.messages.open_media import ReasonInfo, RequestAgentLogin, RequestAgentLogout
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

ANNA: dict[str, Any] = {"TenantId": "Acme", "PlaceId": "1", "AgentId": "anna", "MediaList": {"webcallback": 1}}


def test_login_is_acknowledged_and_the_status_shown(server: InteractionServer, anna: FakeAgent) -> None:
    """A login brings EventAck, then the agent's media with state and capacity."""
    status = anna.last(open_media_events.EventCurrentAgentStatus)
    assert anna.names == ["EventAck", "EventCurrentAgentStatus"]
    assert status.MediaStateList == {"webcallback": 1}
    assert status.MediaCapacityList == {"webcallback": 1}
    assert status.Reasons == {}
    assert server.ready_agents == ("anna",)


def test_login_with_a_reason(desktop: Callable[[], FakeAgent], server: InteractionServer) -> None:
    """The reason of a login is that of the media which are Not Ready."""
    opened = desktop()
    reason = ReasonInfo(ReasonSystemName="lunch")
    opened.granted(RequestAgentLogin, **{**ANNA, "MediaList": {"webcallback": 0}}, Reason=reason)
    assert opened.last(open_media_events.EventCurrentAgentStatus).Reasons == {"webcallback": "lunch"}
    assert server.ready_agents == ()


def test_login_without_media(desktop: Callable[[], FakeAgent]) -> None:
    """An agent may log in without the medium; it then has no capacity."""
    opened = desktop()
    opened.granted(RequestAgentLogin, **{**ANNA, "MediaList": {}})
    status = opened.last(open_media_events.EventCurrentAgentStatus)
    assert ({}, {}) == (status.MediaStateList, status.MediaCapacityList)


@pytest.mark.parametrize(
    ("changed", "code", "description"),
    [
        ({"AgentId": "ana"}, 104, "unknown agent: There is no agent 'ana'. Did you mean 'anna'?"),
        ({"TenantId": "Other"}, 109, "it belongs to another tenant: agent 'anna' is of 'Acme'"),
        ({"PlaceId": "99"}, 117, "unknown place: 99"),
        ({"MediaList": {"telegraph": 1}}, 106, "unknown media type, or none that the agent has added: telegraph"),
    ],
)
def test_bad_login(
    desktop: Callable[[], FakeAgent], server: InteractionServer, changed: dict[str, Any], code: int, description: str
) -> None:
    """A login that does not fit the configuration is refused, and nobody is logged in."""
    opened = desktop()
    assert (code, description) == opened.refused(RequestAgentLogin, **{**ANNA, **changed})
    assert server.ready_agents == ()


def test_login_twice_on_one_connection(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """The same login again changes nothing but the media; what the agent has stays."""
    name = website.submit()
    anna.granted(RequestAgentLogin, **{**ANNA, "MediaList": {"webcallback": 0}})
    assert server.where(name).agent == "anna"
    assert anna.last(open_media_events.EventCurrentAgentStatus).MediaStateList == {"webcallback": 0}


def test_another_agent_on_the_connection(anna: FakeAgent) -> None:
    """While one agent is logged in on a connection nobody else can log in on it."""
    code, _ = anna.refused(RequestAgentLogin, **{**ANNA, "AgentId": "ben"})
    assert code == 119


def test_login_elsewhere(server: InteractionServer, website: FakeWebsite, anna: FakeAgent, agent: Any) -> None:  # noqa: ANN401
    """Who logs in elsewhere is no longer served at the old desk, and what was there goes back to its queue."""
    name = website.submit()
    anna.accept()
    elsewhere = agent("anna")
    assert anna.last(open_media_events.EventAgentConnectionClosed).AgentId == "anna"
    assert elsewhere.invited_to == [name]
    assert anna.refused(open_media.RequestStopProcessing, InteractionId=name)[0] == 105


def test_logout(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """After a logout everything that the agent had is back in its queue, and routed (E7)."""
    name = website.submit()
    anna.accept()
    anna.granted(RequestAgentLogout)
    assert ("strategy", "to anybody") == (server.where(name).kind, server.where(name).name)
    assert anna.refused(RequestAgentLogout) == (105, "no agent is logged in")


def test_not_a_request(anna: FakeAgent) -> None:
    """What is no request of the server is answered with an error."""
    anna.end.receive(open_media_events.EventAck(ReferenceId=9))
    assert anna.last(open_media_events.EventError).ErrorCode == 111
