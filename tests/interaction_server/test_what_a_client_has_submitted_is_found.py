from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.core.messages.open_media import RequestChangeProperties, RequestStopProcessing, RequestSubmit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interaction_server.conftest import FakeWebsite

    from callbook_mocks.interaction_server import InteractionServer

    Submission = Callable[..., dict[str, Any]]


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
