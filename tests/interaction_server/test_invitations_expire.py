"""An invitation that nobody answers is revoked (E6); nobody is asked the same again at once."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestAccept, RequestStopProcessing
from callbook.core.messages.open_media_events import (
    EventCurrentAgentStatus,
    EventForcedAgentStateChange,
    EventInvite,
    EventRevoked,
)
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


def test_expired(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """After 30 seconds the invitation is revoked and the callback is back where it was taken from."""
    name = website.submit()
    assert f"delivering-timeout of {name}" in [timer.label for timer in clock.pending]
    clock.advance(29_999)
    assert server.where(name).kind == "offered"
    clock.advance(1)
    server.check()
    revoked = anna.last(EventRevoked)
    assert ("Expired", 0, "inbound") == (
        revoked.Reason.ReasonSystemName, revoked.Interaction.InteractionState, revoked.Interaction.Queue,
    )  # fmt: skip
    assert server.where(name).kind == "strategy"
    assert server.ready_agents == ("anna",)


def test_late_accept(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """EventRevoked crosses RequestAccept: the ticket is not valid any more."""
    name = website.submit()
    clock.advance(30_000)
    ticket = anna.last(EventInvite).TicketId
    assert anna.refused(RequestAccept, TicketId=ticket, InteractionId=name)[0] == 102
    assert server.where(name).kind == "strategy"


def test_the_others_first(clock: Clock, website: FakeWebsite, agent: LogIn) -> None:
    """Who let it expire is passed over: the next agent is invited at once."""
    agent("anna")
    name = website.submit()
    ben = agent("ben")
    clock.advance(30_000)
    assert ben.invited_to == [name]


def test_asked_again_after_a_while(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Where nobody else is there the same agent is asked again, but only after the delay."""
    anna = agent("anna")
    name = website.submit()
    anna.reject()
    anna.not_ready()
    anna.ready()
    clock.advance(4_999)
    assert anna.invited_to == [name]
    clock.advance(1)
    server.check()
    assert anna.invited_to == [name, name]
    assert f"next offer of {name}" not in [timer.label for timer in clock.pending]


def test_something_else_is_offered_meanwhile(website: FakeWebsite, agent: LogIn) -> None:
    """An agent who declined one callback is offered another one."""
    anna = agent("anna")
    first, second, third = website.submit(), website.submit(), website.submit()
    anna.reject()
    anna.reject()
    assert [first, second, third] == anna.invited_to


def test_declining_for_ever_does_not_spin(
    clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn
) -> None:
    """Two agents who decline for ever are each asked once per delay."""
    both = [agent("anna"), agent("ben")]
    name = website.submit()
    for _ in range(12):
        for one in both:
            if server.where(name).agent == one.agent_id:
                one.reject()
        clock.advance(1_000)
        server.check()
    assert (3, 3) == (len(both[0].invited_to), len(both[1].invited_to))


def test_nobody_ready_after_the_delay(
    clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent
) -> None:
    """When the delay is over and nobody is ready it waits, without a timer of its own."""
    name = website.submit()
    anna.reject()
    anna.not_ready()
    clock.advance(5_000)
    server.check()
    assert [timer.label for timer in clock.pending] == ["routing-timeout"]
    anna.ready()
    assert anna.invited_to == [name, name]


def test_delays_of_two_agents(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Each agent's delay runs by itself: who declined first is asked first again."""
    anna, ben = agent("anna"), agent("ben")
    website.submit()
    anna.reject()
    clock.advance(2_000)
    ben.reject()
    anna.not_ready()
    clock.advance(3_000)
    server.check()
    assert (1, 1) == (len(anna.invited_to), len(ben.invited_to))
    clock.advance(2_000)
    server.check()
    assert (1, 2) == (len(anna.invited_to), len(ben.invited_to))


def test_rejected_status(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """The record says 6, rejected by agent, where the queue has no strategy any more to route it again."""
    name = website.submit()
    server._state.configuration.define_queue("inbound", tenant="Acme")
    anna.reject()
    assert ("queue", 6) == (server.where(name).kind, server.interaction(name).UserData["callback_status"])
    assert anna.invited_to == [name]


def test_accepted_is_forgotten(clock: Clock, website: FakeWebsite, agent: LogIn, server: InteractionServer) -> None:
    """No timer is left when a callback that was declined is accepted and stopped."""
    anna, ben = agent("anna"), agent("ben")
    website.submit()
    anna.reject()
    ben.granted(RequestStopProcessing, InteractionId=ben.accept())
    assert clock.pending == ()


class TestNotReadyAfterExpiry:
    """Where it is assumed that who does not answer is put Not Ready."""

    @pytest.fixture
    def assumptions(self) -> Assumptions:
        """The assumption that is off by default."""
        return Assumptions(not_ready_after_expiry=True)

    def test_forced(self, clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
        """The agent is put Not Ready and is told so."""
        website.submit()
        clock.advance(30_000)
        server.check()
        assert anna.last(EventForcedAgentStateChange).MediaList == {"webcallback": 0}
        assert anna.last(EventCurrentAgentStatus).MediaStateList == {"webcallback": 0}
        assert server.ready_agents == ()
