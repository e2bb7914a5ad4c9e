"""Each medium of an agent is Ready or Not Ready, with or without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.messages.interaction import MEDIA_TYPE
from callbook.core.messages.open_media import (
    ReasonInfo,
    RequestAddMedia,
    RequestCancelNotReadyForMedia,
    RequestChangeMediaStateReason,
    RequestNotReadyForMedia,
    RequestRemoveMedia,
)
from callbook.core.messages.open_media_events import EventCurrentAgentStatus
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LUNCH = ReasonInfo(ReasonSystemName="lunch")


def test_not_ready_with_a_reason(server: InteractionServer, anna: FakeAgent) -> None:
    """Not Ready is shown with its reason, and nothing is offered."""
    anna.granted(RequestNotReadyForMedia, MediaTypeName=MEDIA_TYPE, Reason=LUNCH)
    status = anna.last(EventCurrentAgentStatus)
    assert ({MEDIA_TYPE: 0}, {MEDIA_TYPE: "lunch"}) == (status.MediaStateList, status.Reasons)
    assert server.ready_agents == ()


def test_another_reason(anna: FakeAgent) -> None:
    """The reason can be changed while Not Ready, and is gone when Ready."""
    anna.not_ready()
    anna.granted(RequestChangeMediaStateReason, MediaTypeName=MEDIA_TYPE, Reason=LUNCH)
    assert anna.last(EventCurrentAgentStatus).Reasons == {MEDIA_TYPE: "lunch"}
    anna.ready()
    assert anna.last(EventCurrentAgentStatus).Reasons == {}


def test_ready_has_no_reason(anna: FakeAgent) -> None:
    """While Ready there is no reason to change."""
    refused = anna.refused(RequestChangeMediaStateReason, MediaTypeName=MEDIA_TYPE, Reason=LUNCH)
    assert refused == (118, "the agent is Ready, that has no reason: webcallback")


def test_not_ready_keeps_the_open_invitation(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """An agent who goes Not Ready keeps what is offered already, and gets nothing new."""
    first = website.submit()
    anna.not_ready()
    second = website.submit()
    assert anna.accept() == first
    assert server.where(second).kind == "strategy"
    assert anna.invited_to == [first]


def test_medium_added_and_removed(server: InteractionServer, anna: FakeAgent) -> None:
    """A removed medium is not shown any more; added again it is Not Ready."""
    anna.granted(RequestRemoveMedia, MediaTypeName=MEDIA_TYPE)
    assert anna.last(EventCurrentAgentStatus).MediaStateList == {}
    assert server.ready_agents == ()
    anna.granted(RequestAddMedia, MediaTypeName=MEDIA_TYPE)
    assert anna.last(EventCurrentAgentStatus).MediaStateList == {MEDIA_TYPE: 0}


def test_medium_added_twice(anna: FakeAgent) -> None:
    """A medium that is there already stays as it is."""
    anna.granted(RequestAddMedia, MediaTypeName=MEDIA_TYPE)
    assert anna.last(EventCurrentAgentStatus).MediaStateList == {MEDIA_TYPE: 1}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (RequestAddMedia, {}),
        (RequestRemoveMedia, {}),
        (RequestNotReadyForMedia, {}),
        (RequestCancelNotReadyForMedia, {}),
        (RequestChangeMediaStateReason, {"Reason": LUNCH}),
    ],
)
def test_unknown_medium(anna: FakeAgent, kind: Any, more: dict[str, Any]) -> None:  # noqa: ANN401
    """A medium that the server does not know, or the agent does not have, is refused."""
    assert anna.refused(kind, MediaTypeName="telegraph", **more)[0] == 106
