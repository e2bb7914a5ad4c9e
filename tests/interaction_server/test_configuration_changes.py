"""The configuration changes while interactions and agents are there: nothing is lost (F10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration import Configuration, Strategy
from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestStopProcessing
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


def change_agents(configuration: Configuration, **changed: object) -> None:
    """Give every agent of the contact centre these attributes."""
    center = configuration.contact_center
    agents = tuple(msgspec.structs.replace(agent, **changed) for agent in center.agents)
    configuration.change(msgspec.structs.replace(center, agents=agents))


def test_queue_removed(
    server: InteractionServer, configuration: Configuration, website: FakeWebsite, agent: LogIn
) -> None:
    """What is in a queue that is removed stays there, and is routed when there is such a queue again."""
    name = website.submit()
    configuration.remove_queue("inbound")
    server.follow_configuration()
    server.check()
    assert Place(PlaceKind.QUEUE, "inbound") == server.where(name)
    anna = agent("anna")
    assert anna.invited_to == []
    configuration.define_queue("inbound", tenant="Acme", strategy="to anybody")
    server.follow_configuration()
    assert anna.invited_to == [name]


def test_strategy_given(
    clock: Clock, server: InteractionServer, configuration: Configuration, website: FakeWebsite, anna: FakeAgent
) -> None:
    """What lies in a queue is routed once the queue has a strategy, as far as it is due."""
    name, later = website.submit("shelf"), website.submit("shelf", start_time="2026-03-02T09:00:00Z")
    configuration.define_queue("shelf", tenant="Acme", strategy="to anybody")
    server.follow_configuration()
    server.check()
    assert (anna.invited_to, server.where(later).kind) == ([name], "queue")
    configuration.define_queue("shelf", tenant="Acme")
    clock.advance(3_600_000)
    server.check()
    assert server.where(later).kind == "queue"


def test_strategy_changed(
    server: InteractionServer, configuration: Configuration, website: FakeWebsite, agent: LogIn
) -> None:
    """What waits for one target waits for another once the strategy has changed."""
    name = website.submit("gold")
    cleo = agent("cleo")
    configuration.define_strategy(Strategy(name="to alpha"))
    server.follow_configuration()
    server.check()
    assert cleo.invited_to == [name]


def test_group_joined(
    server: InteractionServer, configuration: Configuration, website: FakeWebsite, agent: LogIn
) -> None:
    """An agent who joins a group is offered what waits for it."""
    name = website.submit("veterans")
    cleo = agent("cleo")
    change_agents(configuration, virtual_agent_groups=("Veterans",))
    server.follow_configuration()
    server.check()
    assert cleo.invited_to == [name]


def test_capacity_taken_away(
    server: InteractionServer, configuration: Configuration, website: FakeWebsite, agent: LogIn
) -> None:
    """An agent keeps what they have, and gets no more until they have less."""
    cleo = agent("cleo")
    website.submit()
    first = cleo.accept()
    website.submit()
    second = cleo.accept()
    change_agents(configuration, capacity=1)
    third = website.submit()
    cleo.granted(RequestStopProcessing, InteractionId=first)
    assert (cleo.invited_to, server.where(third).kind) == ([first, second], "strategy")
    cleo.granted(RequestStopProcessing, InteractionId=second)
    assert cleo.invited_to == [first, second, third]


def test_agent_removed(
    server: InteractionServer, configuration: Configuration, website: FakeWebsite, agent: LogIn
) -> None:
    """An agent who is removed while logged in works on until they log out."""
    cleo = agent("cleo")
    center = configuration.contact_center
    agents = tuple(one for one in center.agents if one.id != "cleo")
    configuration.change(msgspec.structs.replace(center, agents=agents))
    name = website.submit()
    assert cleo.accept() == name


def test_options_do_not_disturb(server: InteractionServer, configuration: Configuration, website: FakeWebsite) -> None:
    """A change that has nothing to do with routing leaves all as it is."""
    name = website.submit()
    configuration.define_transaction("Gold", {})
    server.follow_configuration()
    assert server.where(name).kind == "strategy"
