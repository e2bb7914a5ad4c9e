"""An agent accepts or rejects an invitation by its ticket (E5, P2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestAccept, RequestReject, RequestStopProcessing
from callbook.core.messages.open_media_events import EventInvite, EventPartyAdded
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]
NONE = "0000000000000000"


def test_accept(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """Accepting brings EventAck, then EventPartyAdded; the agent handles it."""
    name = website.submit()
    assert Place(PlaceKind.OFFERED, "inbound", "anna") == server.where(name)
    clock.advance(2_000)
    anna.accept()
    added = anna.last(EventPartyAdded)
    shown = added.Interaction
    assert anna.names[-3:] == ["EventInvite", "EventAck", "EventPartyAdded"]
    assert ("anna", "Routing") == (added.Party.AgentId, added.Operation)
    assert (3, "anna", 5, True) == (
        shown.InteractionState, shown.AssignedTo, shown.UserData["callback_status"], shown.IsLocked,
    )  # fmt: skip
    assert ("2026-03-02T08:00:00Z", "2026-03-02T08:00:02Z") == (shown.DeliveredAt, shown.AssignedAt)
    assert Place(PlaceKind.HANDLED, "inbound", "anna") == server.where(name)


def test_reject(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Rejecting brings EventAck, and the next agent is invited at once with another ticket."""
    anna, ben = agent("anna"), agent("ben")
    name = website.submit()
    anna.reject()
    assert anna.names[-1] == "EventAck"
    assert ben.invited_to == [name]
    assert anna.last(EventInvite).TicketId != ben.last(EventInvite).TicketId


def test_wrong_ticket(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Another ticket than that of the invitation changes nothing, nor does one of another agent."""
    anna, ben = agent("anna"), agent("ben")
    name = website.submit()
    ticket = anna.last(EventInvite).TicketId
    wrong = (102, f"the ticket is not valid (any more): {ticket + 1}")
    assert wrong == anna.refused(RequestAccept, TicketId=ticket + 1, InteractionId=name)
    assert ben.refused(RequestAccept, TicketId=ticket, InteractionId=name)[0] == 102
    assert server.where(name).kind == "offered"


def test_answer_twice(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """The same answer again is refused, and the agent keeps what they have."""
    name = website.submit()
    anna.accept()
    ticket = anna.last(EventInvite).TicketId
    assert anna.refused(RequestAccept, TicketId=ticket, InteractionId=name)[0] == 102
    assert anna.refused(RequestReject, TicketId=ticket, InteractionId=name)[0] == 102
    assert server.where(name).kind == "handled"


def test_unknown_interaction(website: FakeWebsite, anna: FakeAgent) -> None:
    """An interaction that never was, or is done, is unknown."""
    unknown = (43, f"unknown interaction identifier specified: {NONE}")
    assert unknown == anna.refused(RequestAccept, TicketId=1, InteractionId=NONE)
    name = website.submit()
    anna.accept()
    anna.granted(RequestStopProcessing, InteractionId=name)
    assert anna.refused(RequestReject, TicketId=1, InteractionId=name)[0] == 43


def test_nobody_logged_in(desktop: Callable[[], FakeAgent]) -> None:
    """Who is not logged in can answer nothing."""
    assert desktop().refused(RequestAccept, TicketId=1, InteractionId=NONE) == (105, "no agent is logged in")
