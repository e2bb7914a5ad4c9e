"""What a client may change after the submit, who may, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.messages.open_media import RequestChangeProperties, RequestTransfer
from callbook.core.messages.open_media_events import EventPropertiesChanged
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


@pytest.fixture
def name(website: FakeWebsite, anna: FakeAgent) -> str:
    """A callback that anna handles."""
    website.submit(note="old", gone=1)
    return anna.accept()


def test_attached_data(server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """Attached data is changed, added and deleted; the handling agent is shown the result."""
    anna.granted(
        RequestChangeProperties,
        InteractionId=name,
        ChangedProperties={"note": "new"},
        AddedProperties={"more": 2},
        DeletedProperties=("gone", "never there"),
    )
    changed = anna.last(EventPropertiesChanged)
    assert anna.names[-2:] == ["EventAck", "EventPropertiesChanged"]
    assert {"note": "new", "more": 2, "callback_status": 5} == changed.Interaction.UserData
    assert ({"note": "new"}, {"more": 2}, ("gone", "never there")) == (
        changed.ChangedProperties, changed.AddedProperties, changed.DeletedProperties,
    )  # fmt: skip
    assert changed.Interaction == server.interaction(name)


def test_what_was_sent_before_stays_as_it_was(anna: FakeAgent, name: str) -> None:
    """An event that was sent never changes afterwards."""
    anna.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"a": 1})
    anna.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"b": 2})
    first, second = anna.all(EventPropertiesChanged)
    assert ("b" in first.Interaction.UserData, "b" in second.Interaction.UserData) == (False, True)


def test_own_columns(server: InteractionServer, anna: FakeAgent, name: str) -> None:
    """ExternalId, ParentId, Queue and Priority may be changed later; they are no attached data."""
    columns = {"ExternalId": "E1", "ParentId": "P1", "Queue": "gold", "Priority": 9}
    anna.granted(RequestChangeProperties, InteractionId=name, ChangedProperties=columns)
    shown = anna.last(EventPropertiesChanged).Interaction
    assert ("E1", "P1", "gold", 9) == (shown.ExternalId, shown.ParentId, shown.Queue, shown.Priority)
    assert columns.keys().isdisjoint(shown.UserData)
    assert ("handled", "gold") == (server.where(name).kind, server.where(name).name)


@pytest.mark.parametrize(
    ("attributes", "code", "description"),
    [
        (
            {"ChangedProperties": {"MediaType": "email"}},
            108,
            "the property may not be set: MediaType may be set at submit only",
        ),
        (
            {"AddedProperties": {"AssignedTo": "ben"}},
            108,
            "the property may not be set: AssignedTo may be set never: the server sets it",
        ),
        ({"DeletedProperties": ("Queue",)}, 108, "the property may not be set: Queue may not be deleted"),
        ({"DeletedProperties": ("Priority",)}, 108, "the property may not be set: Priority may not be deleted"),
        (
            {"ChangedProperties": {"Queue": "gol"}},
            103,
            "unknown queue: There is no queue 'gol'. Did you mean 'gold'?",
        ),
        (
            {"ChangedProperties": {"Queue": "foreign"}},
            109,
            "it belongs to another tenant: queue 'foreign' is of 'Other'",
        ),
        ({"ChangedProperties": {"ExternalId": 7}}, 115, "the value cannot be used: ExternalId 7; accepted: a text"),
        (
            {"ChangedProperties": {"Priority": "high"}},
            115,
            "the value cannot be used: Priority 'high'; accepted: a whole number",
        ),
    ],
)
def test_refused(  # noqa: PLR0913, PLR0917 - the parameters of the table
    server: InteractionServer, anna: FakeAgent, name: str, attributes: dict[str, Any], code: int, description: str
) -> None:
    """A change that may not be is refused with its reason, and nothing changes, not even the rest of it."""
    before = server.interaction(name)
    attributes.setdefault("AddedProperties", {})["harmless"] = 1
    assert (code, description) == anna.refused(RequestChangeProperties, InteractionId=name, **attributes)
    assert before == server.interaction(name)


def test_only_who_handles_it(server: InteractionServer, website: FakeWebsite, agent: LogIn, name: str) -> None:
    """Another agent may not change it; the media server that submitted it may, another client may not."""
    ben = agent("ben")
    assert ben.refused(RequestChangeProperties, InteractionId=name, AddedProperties={"a": 1}) == (
        101, f"the interaction is not handled by this agent: {name}",
    )  # fmt: skip
    website.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"a": 1})
    assert server.interaction(name).UserData["a"] == 1


def test_a_stranger(server: InteractionServer, desktop: Callable[[], FakeAgent], name: str) -> None:
    """A client that neither submitted it nor has an agent logged in may not touch it."""
    assert desktop().refused(RequestChangeProperties, InteractionId=name)[0] == 105


def test_the_other_parties_are_told(website: FakeWebsite, anna: FakeAgent, agent: LogIn, name: str) -> None:
    """Who handles it and who is invited to it both see the change."""
    ben = agent("ben")
    anna.ask(RequestTransfer, InteractionId=name, AgentId="ben")
    website.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"a": 1})
    assert anna.last(EventPropertiesChanged).Interaction == ben.last(EventPropertiesChanged).Interaction


def test_nobody_to_tell(server: InteractionServer, website: FakeWebsite) -> None:
    """What lies in a queue changes without any event."""
    name = website.submit("shelf")
    website.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"a": 1})
    assert (["EventAck", "EventAck"], 1) == (website.names, server.interaction(name).UserData["a"])


def test_moved_to_another_queue(server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """A new Queue moves what lies in a queue."""
    name = website.submit("shelf")
    website.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"Queue": "inbound"})
    assert ((), "strategy") == (server.queue_contents("shelf"), server.where(name).kind)
