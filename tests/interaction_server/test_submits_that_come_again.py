"""A submit that comes again is known by its ReferenceId, and what a client has submitted can be found (F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.messages.open_media import RequestChangeProperties, RequestStopProcessing, RequestSubmit
from callbook.messages.open_media_events import EventAck
from callbook_mocks.interaction_server.state import MOST_SUBMITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interaction_server.conftest import FakeWebsite

    from callbook_mocks.interaction_server import InteractionServer

    Submission = Callable[..., dict[str, Any]]


def test_not_only_the_last_one_is_known(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """Others may have come between; another content under the same reference is another interaction."""
    for reference in (1, 2, 1):
        website.end.receive(RequestSubmit(ReferenceId=reference, **submission_of("shelf")))
    first, second, again = (ack.Extension for ack in website.all(EventAck))
    assert (first, True) == (again, first != second)
    website.end.receive(RequestSubmit(ReferenceId=1, **submission_of("shelf", ExternalId="x")))
    assert 3 == len(server.interactions)


def test_the_memory_has_bounds(server: InteractionServer, website: FakeWebsite, submission_of: Submission) -> None:
    """The oldest one is forgotten."""
    requests = [RequestSubmit(ReferenceId=n + 1, **submission_of("shelf")) for n in range(MOST_SUBMITS + 1)]
    for request in (*requests, requests[1], requests[-1]):
        website.end.receive(request)
    assert MOST_SUBMITS + 1 == len(server.interactions)
    website.end.receive(requests[0])
    assert MOST_SUBMITS + 2 == len(server.interactions)


def test_another_connection_is_another_client(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """Who lost the connection may count from 1 again."""
    request = RequestSubmit(ReferenceId=1, **submission_of("shelf"))
    website.end.receive(request)
    website.end.disconnected()
    website.end.receive(request)
    assert 2 == len(server.interactions)


def test_what_was_submitted_can_be_found(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """By client, by ExternalId (as it is now), by the request that made it; what is done comes last."""
    request = RequestSubmit(ReferenceId=1, **submission_of("shelf", ExternalId="x"))
    website.end.receive(request)
    (first,) = server.interactions
    website.references = 1
    second = website.submit("shelf")
    website.granted(RequestChangeProperties, InteractionId=second, ChangedProperties={"ExternalId": "x"})
    assert ([second, first], second) == ([*server.submitted_by("website")], server.by_external_id("website", "x"))
    website.granted(RequestStopProcessing, InteractionId=second)
    assert ([first, second], first) == ([*server.submitted_by("website")], server.by_external_id("website", "x"))
    assert first == server.submitted("website", request)
    other = RequestSubmit(ReferenceId=1, **submission_of("shelf"))
    nothing = (server.submitted("website", other), server.submitted("x", request), server.by_external_id("x", "x"))
    assert (None, None, None) == nothing
