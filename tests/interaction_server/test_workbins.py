"""Agents put callbacks into workbins and pull them out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.messages.open_media import (
    RequestChangeProperties,
    RequestGetWorkbinContent,
    RequestPlaceInWorkbin,
    RequestPull,
    RequestStopProcessing,
    WorkbinAddress,
)
from callbook.core.messages.open_media_events import EventPartyAdded, EventPartyRemoved, EventWorkbinContent
from callbook_mocks.interaction_server import InteractionServer, Place, PlaceKind

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]
MINE = WorkbinAddress(WorkbinTypeId="in-progress")
ANNAS = WorkbinAddress(WorkbinTypeId="in-progress", WorkbinAgentId="anna")
AT_PLACE_1 = WorkbinAddress(WorkbinTypeId="in-progress", WorkbinPlaceId="1")


@pytest.fixture
def name(website: FakeWebsite, anna: FakeAgent) -> str:
    """A callback that anna handles."""
    website.submit()
    return anna.accept()


def test_place_and_pull(server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """A callback rests in the agent's own workbin until the agent pulls it."""
    anna.granted(RequestPlaceInWorkbin, InteractionId=name, Workbin=MINE)
    assert anna.last(EventPartyRemoved).Operation == "PlaceInWorkbin"
    assert Place(PlaceKind.WORKBIN, "in-progress", "anna") == server.where(name)
    anna.granted(RequestPull, InteractionId=name, Workbin=ANNAS)
    assert anna.last(EventPartyAdded).Operation == "Pull"
    assert Place(PlaceKind.HANDLED, "inbound", "anna") == server.where(name)


def test_content(anna: FakeAgent, name: str) -> None:
    """The content of a workbin is shown with all properties."""
    anna.granted(RequestPlaceInWorkbin, InteractionId=name, Workbin=AT_PLACE_1)
    anna.granted(RequestGetWorkbinContent, Workbin=MINE)
    assert anna.last(EventWorkbinContent).Interactions == ()
    anna.granted(RequestGetWorkbinContent, Workbin=AT_PLACE_1)
    (shown,) = anna.last(EventWorkbinContent).Interactions
    assert (name, "in-progress") == (shown.InteractionId, shown.Workbin)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ({"WorkbinTypeId": "attic"}, 107),
        ({"WorkbinTypeId": "in-progress", "WorkbinAgentId": "nobody"}, 104),
        ({"WorkbinTypeId": "in-progress", "WorkbinAgentId": "otto"}, 109),
        ({"WorkbinTypeId": "in-progress", "WorkbinPlaceId": "4"}, 117),
    ],
)
def test_bad_workbin(server: InteractionServer, anna: FakeAgent, name: str, address: dict[str, Any], code: int) -> None:
    """A workbin that is none, or another tenant's, is refused, and the agent keeps the callback."""
    workbin = WorkbinAddress(**address)
    assert code == anna.refused(RequestPlaceInWorkbin, InteractionId=name, Workbin=workbin)[0]
    assert server.where(name).kind == "handled"


def test_pull_what_is_not_there(anna: FakeAgent, name: str) -> None:
    """Only what is in the workbin can be pulled from it."""
    assert anna.refused(RequestPull, InteractionId=name, Workbin=MINE)[0] == 113


def test_pull_without_capacity(website: FakeWebsite, anna: FakeAgent, name: str) -> None:
    """An agent whose capacity is used up can pull nothing."""
    website.submit()
    anna.granted(RequestPlaceInWorkbin, InteractionId=name, Workbin=MINE)
    assert anna.refused(RequestPull, InteractionId=name, Workbin=MINE) == (
        114, "the agent has no capacity left: anna",
    )  # fmt: skip


def test_stopped_in_a_workbin(server: InteractionServer, website: FakeWebsite, anna: FakeAgent, name: str) -> None:
    """Who submitted it may change and stop it there, too."""
    anna.granted(RequestPlaceInWorkbin, InteractionId=name, Workbin=MINE)
    website.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"Priority": 1})
    assert server.where(name).kind == "workbin"
    website.granted(RequestStopProcessing, InteractionId=name)
    assert server.where(name).kind == "done"
