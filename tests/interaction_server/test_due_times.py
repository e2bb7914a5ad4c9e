"""A callback whose start_time lies ahead waits in its queue until it is due (F7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestChangeProperties, RequestStopProcessing
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

NINE, TEN, ELEVEN = (f"2026-03-02T{hour}:00:00Z" for hour in ("09", "10", "11"))
HOUR = 3_600_000


def test_waits_until_due(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """Before its start_time nobody is offered it; at that moment somebody is."""
    name = website.submit(start_time=NINE)
    clock.advance(HOUR - 1)
    assert ("queue", 2) == (server.where(name).kind, server.interaction(name).UserData["callback_status"])
    assert anna.invited_to == []
    clock.advance(1)
    server.check()
    assert anna.invited_to == [name]


def test_a_past_start_time_is_due(website: FakeWebsite, anna: FakeAgent) -> None:
    """What is due already is offered at once."""
    name = website.submit(start_time="2026-03-02T07:00:00Z")
    assert anna.invited_to == [name]


def test_one_timer_for_the_earliest(clock: Clock, server: InteractionServer, website: FakeWebsite) -> None:
    """However many wait, a queue has one timer, for what is due first."""
    website.submit(start_time=TEN)
    earlier = website.submit(start_time=NINE)
    website.submit(start_time=ELEVEN)
    assert [(timer.label, timer.due - clock.instant) for timer in clock.pending] == [("due time in inbound", HOUR)]
    clock.advance(HOUR)
    server.check()
    assert server.where(earlier).kind == "strategy"
    assert [HOUR] == [timer.due - clock.instant for timer in clock.pending if timer.label == "due time in inbound"]


def test_several_due_at_once(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """Of two that fall due together the one that came first is offered first."""
    first, second = website.submit(start_time=NINE), website.submit(start_time=NINE)
    clock.advance(HOUR)
    server.check()
    assert anna.invited_to == [first]
    assert server.where(second).kind == "strategy"


def test_a_changed_start_time_counts(clock: Clock, server: InteractionServer, website: FakeWebsite) -> None:
    """The media server may change the start_time of what waits; the new one counts."""
    name = website.submit(start_time=NINE)
    website.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"start_time": TEN})
    clock.advance(HOUR)
    assert server.where(name).kind == "queue"
    website.granted(RequestChangeProperties, InteractionId=name, DeletedProperties=("start_time",))
    assert server.where(name).kind == "strategy"
    assert "start_time" not in server.interaction(name).UserData


def test_routed_goes_back_to_wait(clock: Clock, server: InteractionServer, website: FakeWebsite) -> None:
    """What a strategy has goes back to its queue when its start_time is moved ahead."""
    name = website.submit()
    website.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"start_time": NINE})
    assert server.where(name).kind == "queue"


def test_stopped_while_it_waits(clock: Clock, server: InteractionServer, website: FakeWebsite) -> None:
    """What is stopped before it is due leaves no timer behind."""
    name = website.submit(start_time=NINE)
    website.granted(RequestStopProcessing, InteractionId=name)
    assert server.where(name).kind == "done"
    assert clock.pending == ()
