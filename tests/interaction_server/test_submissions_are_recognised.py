"""A submission that comes again, because its answer was lost, makes no second callback (F10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.errors import Unknown
from callbook.core.messages.open_media import RequestChangeProperties, RequestStopProcessing, RequestSubmit
from callbook.core.messages.open_media_events import EventAck, EventError
from callbook_mocks.interaction_server import InteractionServer, ServerSettings

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeWebsite

Submission = Callable[..., dict[str, Any]]
Requests = Callable[..., RequestSubmit]


@pytest.fixture
def request_of(submission_of: Submission) -> Requests:
    """Makes submissions: ``request_of(7, mood="good")`` has the ReferenceId 7 and this attached data."""

    def make(reference: int, **data: str | int) -> RequestSubmit:
        return RequestSubmit(ReferenceId=reference, **submission_of("shelf", UserData=data))

    return make


def answered(website: FakeWebsite, request: RequestSubmit) -> str:
    """Send a submission; give the InteractionId that it is answered with."""
    website.end.receive(request)
    ack = website.events[-1]
    assert isinstance(ack, EventAck)
    assert ack.Extension is not None
    return str(ack.Extension["InteractionId"])


def test_after_others(server: InteractionServer, website: FakeWebsite, request_of: Requests) -> None:
    """It is recognised when others have come since."""
    first = answered(website, request_of(1))
    second = answered(website, request_of(2))
    assert [first, second] == [answered(website, request_of(1)), answered(website, request_of(2))]
    assert [first, second] == list(server.interactions)


def test_after_a_lost_connection(server: InteractionServer, website: FakeWebsite, request_of: Requests) -> None:
    """A client that comes back, on the same wire or on another, is the same client."""
    name = answered(website, request_of(1))
    website.end.disconnected()
    website.end.connected()
    assert name == answered(website, request_of(1))
    website.end = server.connect("website", website.receive)
    assert name == answered(website, request_of(1))
    assert [name] == list(server.interactions)


def test_after_it_is_done(server: InteractionServer, website: FakeWebsite, request_of: Requests) -> None:
    """A callback that is done is not done again."""
    name = answered(website, request_of(1))
    website.references = 1
    website.granted(RequestStopProcessing, InteractionId=name)
    assert name == answered(website, request_of(1))
    assert ({}, [name]) == (server.interactions, list(server.done))


def test_the_order_of_attached_data_is_no_content(website: FakeWebsite, request_of: Requests) -> None:
    """Whoever builds the request anew may build it in another order."""
    assert answered(website, request_of(1, a=1, b="2")) == answered(website, request_of(1, b="2", a=1))


def test_other_content_is_another_callback(website: FakeWebsite, request_of: Requests) -> None:
    """The same ReferenceId with other content is new, and so is the same content with another ReferenceId."""
    requests = [request_of(1, mood="good"), request_of(1, mood="bad"), request_of(2, mood="good")]
    names = [answered(website, request) for request in requests]
    assert len(set(names)) == 3
    assert names == [answered(website, request) for request in requests]


def test_another_client_is_another_one(server: InteractionServer, website: FakeWebsite, request_of: Requests) -> None:
    """Two clients may count alike."""
    name = answered(website, request_of(1))
    website.end = server.connect("another website", website.receive)
    assert name != answered(website, request_of(1))


def test_what_was_refused_is_not_remembered(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """A submission that was refused is judged again when it comes again."""
    request = RequestSubmit(ReferenceId=1, **submission_of("new"))
    website.end.receive(request)
    assert isinstance(website.events[-1], EventError)
    server._state.configuration.define_queue("new", tenant="Acme")  # pyright: ignore[reportPrivateUsage]
    assert answered(website, request) in server.interactions


def test_text_that_nobody_could_write_down(website: FakeWebsite, submission_of: Submission) -> None:
    """Half of a surrogate pair is no text: refused, at submit and later."""
    reason = "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"
    expected = (115, f"the value cannot be used: {reason}")
    assert expected == website.refused(RequestSubmit, **submission_of("shelf", UserData={"name": "\ud800"}))
    name = website.submit("shelf")
    changes = {"name": "\ud800"}
    assert expected == website.refused(RequestChangeProperties, InteractionId=name, ChangedProperties=changes)


class TestBounded:
    """Where two submissions of each client are remembered, and one that is done."""

    @pytest.fixture
    def settings(self) -> ServerSettings:
        """Small bounds."""
        return ServerSettings(submissions_kept=2, done_kept=1)

    def test_the_oldest_is_not_recognised(
        self, server: InteractionServer, website: FakeWebsite, request_of: Requests
    ) -> None:
        """The third submission displaces the first, which then is new; those of others count for themselves."""
        names = [answered(website, request_of(reference)) for reference in (1, 2, 3)]
        other = server.connect("another website", website.receive)
        other.receive(request_of(9))
        assert names[1:] == [answered(website, request_of(2)), answered(website, request_of(3))]
        assert answered(website, request_of(1)) not in names

    def test_a_forgotten_one_is_recognised(
        self, server: InteractionServer, website: FakeWebsite, request_of: Requests, submission_of: Submission
    ) -> None:
        """Of two that are done the older is forgotten: unknown, and yet recognised when it is submitted again."""
        names = [answered(website, request_of(reference)) for reference in (1, 2)]
        website.references = 100
        for name in names:
            website.granted(RequestStopProcessing, InteractionId=name)
        assert names[1:] == list(server.done)
        with pytest.raises(Unknown, match=f"There is no interaction '{names[0]}'"):
            server.where(names[0])
        unknown = (43, f"unknown interaction identifier specified: {names[0]}")
        assert unknown == website.refused(RequestStopProcessing, InteractionId=names[0])
        assert names[0] == answered(website, request_of(1))
        assert website.refused(RequestSubmit, **submission_of("shelf", InteractionId=names[0]))[0] == 112

    def test_the_recording_says_that_it_was_done(self, server: InteractionServer, website: FakeWebsite) -> None:
        """What is forgotten before anybody asked where it went was done."""
        list(server.changes())
        for name in (website.submit("shelf"), website.submit("shelf")):
            website.granted(RequestStopProcessing, InteractionId=name)
        assert [("place", "done"), ("place", "done")] == [(what, now) for what, _, now in server.changes()]
