"""A strategy picks an agent who is Ready and has capacity left (E5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestChangeProperties, RequestStopProcessing, RequestSubmit
from callbook.core.messages.open_media_events import EventInvite
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


@pytest.mark.parametrize(
    ("queue", "expected"),
    [("inbound", "cleo"), ("gold", "anna"), ("veterans", "ben"), ("personal", "anna")],
)
def test_targets(server: InteractionServer, website: FakeWebsite, agent: LogIn, queue: str, expected: str) -> None:
    """Any ready agent, a member of a group or a virtual group, or one agent: the first to have logged in of those."""
    for agent_id in ("otto", "cleo", "anna", "ben"):
        agent(agent_id)
    assert server.where(website.submit(queue)).agent == expected


def test_attach_and_priority(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """The strategy attaches data and sets the priority; the agent sees both."""
    website.submit("gold", Skill="none")
    shown = anna.last(EventInvite).Interaction
    assert (10, "gold", 4, 2) == (
        shown.Priority, shown.UserData["Skill"], shown.UserData["callback_status"], shown.InteractionState,
    )  # fmt: skip
    assert shown.SubmittedToRouterAt is not None


def test_waits_for_an_agent(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Without an agent it waits in the strategy, and goes to the first who becomes ready."""
    name = website.submit("gold")
    agent("cleo")
    anna = agent("anna", ready=0)
    assert ("strategy", "to alpha") == (server.where(name).kind, server.where(name).name)
    anna.ready()
    assert anna.invited_to == [name]


def test_priority_first_then_arrival(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """An agent gets the highest priority over all strategies, and of one priority what came first."""
    low = [website.submit(), website.submit()]
    high = [website.submit("gold"), website.submit("gold")]
    anna = agent("anna")
    for _ in range(4):
        anna.granted(RequestStopProcessing, InteractionId=anna.accept())
    assert [*high, *low] == anna.invited_to


def test_priority_changed_while_it_waits(website: FakeWebsite, agent: LogIn) -> None:
    """The media server may raise the priority of what waits."""
    website.submit()
    later = website.submit()
    website.granted(RequestChangeProperties, InteractionId=later, ChangedProperties={"Priority": 3})
    assert agent("anna").invited_to == [later]


def test_least_recently_offered(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Who was offered something longest ago comes first; who never was, in the order of login."""
    agents = [agent("ben"), agent("anna"), agent("cleo")]
    for expected in ("ben", "anna", "cleo"):
        name = website.submit()
        found = next(one for one in agents if one.agent_id == server.where(name).agent)
        assert expected == found.agent_id
        found.granted(RequestStopProcessing, InteractionId=found.accept())
    assert server.where(website.submit()).agent == "ben"


def test_capacity(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """What an agent is offered or handles takes capacity."""
    cleo = agent("cleo")
    names = [website.submit(), website.submit(), website.submit()]
    assert [["offered", "offered", "strategy"]] == [[server.where(name).kind for name in names]]
    assert server.ready_agents == ()
    cleo.granted(RequestStopProcessing, InteractionId=cleo.accept())
    assert names == cleo.invited_to


def test_tenants_are_apart(
    server: InteractionServer, website: FakeWebsite, agent: LogIn, submission_of: Callable[..., dict[str, Any]]
) -> None:
    """An agent of one tenant is never offered what belongs to another, though both use one strategy."""
    otto, anna = agent("otto"), agent("anna")
    website.granted(RequestSubmit, **submission_of("foreign", TenantId="Other"))
    assert (1, 0) == (len(otto.invited_to), len(anna.invited_to))


def test_routing_timeout(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """What waits in a strategy for routing-timeout goes to the end of its queue, and is routed again."""
    late = website.submit()
    clock.advance(719 * 60_000)
    soon = website.submit()
    assert [60_000] == [timer.due - clock.instant for timer in clock.pending]
    clock.advance(60_000)
    server.check()
    assert [719 * 60_000] == [timer.due - clock.instant for timer in clock.pending]
    anna = agent("anna")
    anna.granted(RequestStopProcessing, InteractionId=anna.accept())
    assert [soon, late] == anna.invited_to


def test_routing_timeout_of_one(clock: Clock, server: InteractionServer, website: FakeWebsite) -> None:
    """What waits alone goes round once per routing-timeout, and no more often."""
    name = website.submit()
    clock.advance(3 * 720 * 60_000)
    server.check()
    assert server.interaction(name).SubmittedToRouterAt == "2026-03-03T20:00:00Z"
    assert [720 * 60_000] == [timer.due - clock.instant for timer in clock.pending]


def test_routing_timer_looks_again(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """The timer that was set for what has left meanwhile is set anew for what still waits."""
    website.submit()
    clock.advance(60_000)
    stays = website.submit()
    agent("anna").not_ready()
    clock.advance(719 * 60_000)
    server.check()
    assert server.where(stays).kind == "strategy"
    assert "routing-timeout" in [timer.label for timer in clock.pending]


def test_no_timer_without_waiting(clock: Clock, website: FakeWebsite, agent: LogIn) -> None:
    """When nothing waits any more no routing-timeout is left."""
    website.submit()
    agent("anna")
    assert [timer.label.split()[0] for timer in clock.pending] == ["delivering-timeout"]
