"""An agent puts a callback into a queue, or ends it for good (F7, F8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestChangeProperties, RequestPlaceInQueue, RequestStopProcessing
from callbook.core.messages.open_media_events import EventPartyRemoved, EventRevoked
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


@pytest.fixture
def name(website: FakeWebsite, anna: FakeAgent) -> str:
    """A callback that anna handles."""
    website.submit()
    return anna.accept()


def test_place_in_queue(clock: Clock, server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """Placing brings EventAck, then EventPartyRemoved; the callback lies in the queue, the agent has room again."""
    clock.advance(60_000)
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="shelf")
    removed = anna.last(EventPartyRemoved)
    shown = removed.Interaction
    assert anna.names[-2:] == ["EventAck", "EventPartyRemoved"]
    assert ("PlaceInQueue", "anna", "shelf", None, 0) == (
        removed.Operation, removed.Party.AgentId, shown.Queue, shown.AssignedTo, shown.InteractionState,
    )  # fmt: skip
    assert {"2026-03-02T08:01:00Z"} == {shown.MovedToQueueAt, shown.PlacedInQueueAt}
    assert Place(PlaceKind.QUEUE, "shelf") == server.where(name)
    assert ("anna",) == server.ready_agents


def test_back_into_the_same_queue(clock: Clock, server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """MovedToQueueAt stays when it returns to the queue that it came from."""
    clock.advance(60_000)
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="inbound")
    shown = server.interaction(name)
    assert ("2026-03-02T08:00:00Z", "2026-03-02T08:01:00Z") == (shown.MovedToQueueAt, shown.PlacedInQueueAt)


def test_unknown_queue(server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """A queue that is none is refused, and the agent keeps the callback."""
    code, _ = anna.refused(RequestPlaceInQueue, InteractionId=name, Queue="shelv")
    assert (103, "handled") == (code, server.where(name).kind)
    assert anna.refused(RequestPlaceInQueue, InteractionId=name, Queue="foreign")[0] == 109


@pytest.mark.parametrize(("said", "shown"), [(8, 8), (13, 13), (7, 7), (2, 3), (5, 3)])
def test_what_the_desktop_said_stays(
    server: InteractionServer, anna: FakeAgent, name: str, said: int, shown: int
) -> None:
    """Processed, transferred and cancelled stay in the record when the callback comes into a queue."""
    anna.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"callback_status": said})
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="shelf")
    assert shown == server.interaction(name).UserData["callback_status"]


def test_rescheduled(clock: Clock, server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """With a new start_time it comes back when it is due (F7)."""
    changed = {"start_time": "2026-03-03T08:00:00Z", "callback_status": 2}
    anna.granted(RequestChangeProperties, InteractionId=name, ChangedProperties=changed)
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="gold")
    assert ("queue", 2) == (server.where(name).kind, server.interaction(name).UserData["callback_status"])
    clock.advance(24 * 3_600_000)
    server.check()
    assert anna.invited_to == [name, name]


def test_held(server: InteractionServer, website: FakeWebsite, anna: FakeAgent, name: str) -> None:
    """What is held is not routed until it is placed without being held."""
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="inbound", IsHeld=True)
    shown = server.interaction(name)
    assert ("queue", True, "2026-03-02T08:00:00Z") == (server.where(name).kind, shown.IsHeld, shown.HeldAt)
    website.granted(RequestPlaceInQueue, InteractionId=name, Queue="inbound")
    assert anna.invited_to == [name, name]


def test_at_the_end_of_the_queue(website: FakeWebsite, anna: FakeAgent, name: str) -> None:
    """What is placed comes after all that waits already."""
    waiting = website.submit()
    anna.granted(RequestPlaceInQueue, InteractionId=name, Queue="inbound")
    assert anna.invited_to == [name, waiting]


def test_stop(clock: Clock, server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """Stopping brings EventAck, then EventPartyRemoved; the callback is done and no timer is left."""
    anna.granted(RequestStopProcessing, InteractionId=name)
    removed = anna.last(EventPartyRemoved)
    assert anna.names[-2:] == ["EventAck", "EventPartyRemoved"]
    assert ("StopProcessing", "2026-03-02T08:00:00Z") == (removed.Operation, removed.Interaction.CompletedAt)
    assert (Place(PlaceKind.DONE), {}, ()) == (server.where(name), server.interactions, clock.pending)
    assert server.done[name].UserData["callback_status"] == 9
    server.check_one(name)


def test_stopped_is_unknown(anna: FakeAgent, name: str) -> None:
    """What is done is unknown to every later request."""
    anna.granted(RequestStopProcessing, InteractionId=name)
    for kind, more in (
        (RequestStopProcessing, {}),
        (RequestPlaceInQueue, {"Queue": "shelf"}),
        (RequestChangeProperties, {}),
    ):
        assert anna.refused(kind, InteractionId=name, **more)[0] == 43


def test_processed_by_agent_stays(server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """A callback that the desktop called processed is so after its end, too."""
    anna.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"callback_status": 8})
    anna.granted(RequestStopProcessing, InteractionId=name)
    assert server.done[name].UserData["callback_status"] == 8


def test_stopped_by_who_submitted_it(website: FakeWebsite, agent: LogIn, server: InteractionServer) -> None:
    """The media server may stop it wherever it is; an agent who has it is told."""
    cleo = agent("cleo")
    offered, handled = website.submit(), website.submit()
    cleo.accept()
    for name in (offered, handled):
        website.granted(RequestStopProcessing, InteractionId=name)
        revoked = cleo.last(EventRevoked)
        assert (name, "Stopped") == (revoked.Interaction.InteractionId, revoked.Reason.ReasonSystemName)
        assert server.where(name).kind == "done"
    assert server.ready_agents == ("cleo",)


def test_who_submitted_it_may_not_take_it_from_an_agent(website: FakeWebsite, name: str) -> None:
    """The media server may not move what is with an agent."""
    assert website.refused(RequestPlaceInQueue, InteractionId=name, Queue="shelf") == (
        101, f"the interaction is not handled by this agent: {name} is with an agent",
    )  # fmt: skip
