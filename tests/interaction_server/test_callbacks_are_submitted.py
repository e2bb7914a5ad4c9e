"""A media server submits callbacks into queues (E1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.messages.open_media import RequestSubmit
from callbook.core.messages.open_media_events import EventAck
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

ID = "0000GaBNKN2Q0021"
Submission = Callable[..., dict[str, Any]]


def test_a_callback_lies_in_its_queue(server: InteractionServer, website: FakeWebsite) -> None:
    """What is submitted into a queue without a strategy stays there, with its properties and its record."""
    name = website.submit("shelf", customer_number="+493012345", callback_status=1)
    shown = server.interaction(name)
    assert Place(PlaceKind.QUEUE, "shelf") == server.where(name)
    assert (name,) == server.queue_contents("shelf")
    assert {name: shown} == server.interactions
    assert ("webcallback", "Acme", "shelf", 0, "website") == (
        shown.MediaType, shown.TenantId, shown.Queue, shown.InteractionState, shown.SubmittedBy,
    )  # fmt: skip
    assert {"2026-03-02T08:00:00Z"} == {shown.ReceivedAt, shown.SubmittedAt, shown.PlacedInQueueAt}
    assert {"customer_number": "+493012345", "callback_status": 3} == shown.UserData
    assert (False, False, None) == (shown.IsLocked, shown.IsHeld, shown.AssignedTo)


def test_the_client_may_give_the_id_once(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """A client may choose the InteractionId at submit; the same one again is refused."""
    website.granted(RequestSubmit, **submission_of("shelf", InteractionId=ID))
    assert server.queue_contents("shelf") == (ID,)
    again = website.refused(RequestSubmit, **submission_of("shelf", InteractionId=ID))
    assert again == (112, f"the interaction identifier has been used already: {ID}")


def test_the_servers_ids_avoid_the_clients(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """An id that a client has taken is not given to another interaction."""
    first = website.submit("shelf")
    taken = f"{first[:-1]}2"
    website.granted(RequestSubmit, **submission_of("shelf", InteractionId=taken))
    assert website.submit("shelf") == f"{first[:-1]}3"


def test_the_same_request_twice_is_one_callback(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """A request that arrives twice is answered twice and makes one interaction (F10)."""
    request = RequestSubmit(ReferenceId=7, **submission_of("shelf"))
    website.end.receive(request)
    website.end.receive(request)
    first, second = website.all(EventAck)
    assert first == second
    assert len(server.interactions) == 1


def test_properties_at_submit(server: InteractionServer, website: FakeWebsite, submission_of: Submission) -> None:
    """A priority has its own place among the properties; what is no system property is attached data."""
    website.granted(RequestSubmit, **submission_of("shelf", Properties={"Priority": 5, "Skill": "gold"}))
    (shown,) = server.interactions.values()
    assert (5, "gold") == (shown.Priority, shown.UserData["Skill"])


@pytest.mark.parametrize(
    ("changed", "code", "description"),
    [
        ({"Queue": "inbond"}, 103, "unknown queue: There is no queue 'inbond'. Did you mean 'inbound'?"),
        ({"Queue": "foreign"}, 109, "it belongs to another tenant: queue 'foreign' is of 'Other'"),
        ({"MediaType": "telegraph"}, 106, "unknown media type, or none that the agent has added: telegraph"),
        (
            {"Properties": {"InteractionState": 3}},
            108,
            "the property may not be set: InteractionState may be set never: the server sets it",
        ),
        (
            {"Properties": {"MediaType": "email"}},
            108,
            "the property may not be set: MediaType may be set at submit only, as an attribute of the request itself",
        ),
        (
            {"Properties": {"Priority": "high"}},
            115,
            "the value cannot be used: Priority 'high'; accepted: a whole number",
        ),
        ({"Properties": {"Workbin": {"WorkbinTypeId": "attic"}}}, 107, "unknown workbin: attic"),
        (
            {"Properties": {"Workbin": {"WorkbinTypeId": "in-progress"}}},
            107,
            "unknown workbin: it is neither an agent's nor a place's",
        ),
        ({"Properties": {"Workbin": "attic"}}, 107, "unknown workbin: Expected `object`, got `str`"),
    ],
)
def test_bad_submit(  # noqa: PLR0913, PLR0917 - the parameters of the table
    server: InteractionServer,
    website: FakeWebsite,
    submission_of: Submission,
    changed: dict[str, Any],
    code: int,
    description: str,
) -> None:
    """What cannot be stored is refused with the reason, and nothing is stored."""
    assert (code, description) == website.refused(RequestSubmit, **{**submission_of(), **changed})
    assert server.interactions == {}


def test_submit_into_a_workbin(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission, anna: FakeAgent
) -> None:
    """At submit an interaction may be put into an agent's workbin; it is not routed."""
    workbin = {"WorkbinTypeId": "in-progress", "WorkbinAgentId": "anna"}
    website.granted(RequestSubmit, **submission_of(Properties={"Workbin": workbin}))
    ((name, shown),) = server.interactions.items()
    assert Place(PlaceKind.WORKBIN, "in-progress", "anna") == server.where(name)
    assert shown.Workbin == "in-progress"
    assert anna.invited_to == []
