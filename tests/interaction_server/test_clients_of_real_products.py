"""What clients of real products ask beside: a tenant by its number, a registration, Do Not Disturb (D6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.core.messages.open_media import (
    RequestAgentLogin,
    RequestChangeMediaStateReason,
    RequestDoNotDisturbOff,
    RequestDoNotDisturbOn,
    RequestRegisterClient,
    RequestSubmit,
    RequestTransfer,
)
from callbook.core.messages.open_media_events import EventCurrentAgentStatus, EventPartyAdded
from callbook_mocks.interaction_server import Changed, InteractionServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

ANNA: dict[str, Any] = {"PlaceId": "1", "AgentId": "anna", "MediaList": {"webcallback": 1}}


def test_a_tenants_number_is_its_place_among_the_tenants(
    desktop: Callable[[], FakeAgent],
    server: InteractionServer,
    website: FakeWebsite,
    submission_of: Callable[..., dict[str, Any]],
) -> None:
    """Counted from 1 (assumed); what the server shows has the name."""
    opened = desktop()
    opened.granted(RequestAgentLogin, TenantId=1, **ANNA)
    website.granted(RequestSubmit, **{**submission_of(), "TenantId": 1})
    (shown,) = server.interactions.values()
    assert ("Acme", [shown.InteractionId]) == (shown.TenantId, opened.invited_to)
    opened.accept()
    assert "Acme" == opened.last(EventPartyAdded).Party.TenantId


def test_the_number_of_another_tenant_or_of_none_is_refused(
    desktop: Callable[[], FakeAgent], website: FakeWebsite, submission_of: Callable[..., dict[str, Any]]
) -> None:
    """As its name would be; of none the accepted ones are said."""
    opened = desktop()
    of_another = (109, "it belongs to another tenant: agent 'anna' is of 'Acme'")
    assert of_another == opened.refused(RequestAgentLogin, TenantId=2, **ANNA)
    of_none = (109, "it belongs to another tenant: there is no tenant number 3; accepted: 1 to 2, for Acme, Other")
    assert of_none == opened.refused(RequestAgentLogin, TenantId=3, **ANNA)
    assert of_none == website.refused(RequestSubmit, **{**submission_of(), "TenantId": 3})


def test_a_client_may_register(website: FakeWebsite) -> None:
    """It is acknowledged; a medium that nobody knows is refused."""
    client = {"ClientName": "WDE", "ClientType": "Proxy"}
    website.granted(RequestRegisterClient, **client)
    website.granted(RequestRegisterClient, **client, MediaType="webcallback")
    refusal = website.refused(RequestRegisterClient, **client, MediaType="telegraph")
    assert (106, "unknown media type, or none that the agent has added: telegraph") == refusal


def test_a_reason_may_be_taken_away(anna: FakeAgent) -> None:
    """By a change of the reason to none."""
    anna.not_ready()
    anna.granted(RequestChangeMediaStateReason, MediaTypeName="webcallback", Reason=None)
    assert {} == anna.last(EventCurrentAgentStatus).Reasons


def test_nobody_is_disturbed_who_does_not_want_to(
    server: InteractionServer, website: FakeWebsite, anna: FakeAgent
) -> None:
    """Nothing is offered, though the medium is Ready; what waits comes when it ends."""
    assert [] == [*server.changes()]
    anna.granted(RequestDoNotDisturbOn)
    shown = anna.last(EventCurrentAgentStatus)
    assert ({"webcallback": 1}, True) == (shown.MediaStateList, shown.DoNotDisturbState)
    name = website.submit()
    assert ([], ()) == (anna.invited_to, server.ready_agents)
    assert (Changed.AGENT, "anna", "Do Not Disturb") in set(server.changes())
    anna.granted(RequestDoNotDisturbOff)
    assert ([name], False) == (anna.invited_to, anna.last(EventCurrentAgentStatus).DoNotDisturbState)


def test_what_is_offered_and_in_hand_stays(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """Do Not Disturb takes nothing away (assumed); a new login ends it."""
    name = website.submit()
    anna.granted(RequestDoNotDisturbOn)
    assert name == anna.accept()
    anna.granted(RequestAgentLogin, TenantId="Acme", **ANNA)
    assert ("anna", False) == (server.where(name).agent, anna.last(EventCurrentAgentStatus).DoNotDisturbState)


def test_nothing_is_transferred_to_them_either(
    website: FakeWebsite, anna: FakeAgent, agent: Callable[..., FakeAgent]
) -> None:
    """They are not available."""
    website.submit()
    name = anna.accept()
    ben = agent("ben")
    ben.granted(RequestDoNotDisturbOn)
    assert 110 == anna.refused(RequestTransfer, InteractionId=name, AgentId="ben")[0]
