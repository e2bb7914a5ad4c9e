"""When an agent's connection is lost everything that the agent has returns to its queues (E7)."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from callbook.core.clock import Clock
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


def test_offered_and_handled_return(
    clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn
) -> None:
    """What was offered and what was handled is routed to others, the first that came first."""
    cleo = agent("cleo")
    first, second = website.submit(), website.submit()
    cleo.accept()
    ben = agent("ben")
    cleo.end.disconnected()
    server.check()
    assert ben.invited_to == [first]
    assert server.where(second).kind == "strategy"
    assert server.ready_agents == ()
    assert {"delivering-timeout", "routing-timeout"} == {timer.label.split()[0] for timer in clock.pending}


def test_reconnected(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """An agent who comes back logs in again, and is offered what waits."""
    name = website.submit()
    anna.end.disconnected()
    anna.end.connected()
    assert server.ready_agents == ()
    anna.log_in("anna")
    assert anna.invited_to == [name, name]


def test_a_media_server_is_lost(server: InteractionServer, website: FakeWebsite) -> None:
    """A client on which nobody is logged in leaves nothing behind."""
    name = website.submit()
    website.end.disconnected()
    assert server.where(name).kind == "strategy"


def test_it_stays_in_a_queue_without_strategy(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """It returns to the queue that it was taken from, though that queue routes no more."""
    name = website.submit()
    anna.accept()
    server._state.configuration.define_queue("inbound", tenant="Acme")
    anna.end.disconnected()
    server.check()
    assert (name,) == server.queue_contents("inbound")
    assert server.interaction(name).UserData["callback_status"] == 3
