"""A reporting client is told what agents and interactions go through (facts, section 5.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from callbook.core.messages.message import Message
from callbook.core.messages.open_media import RequestAgentLogout, RequestStopProcessing
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite


def test_a_callback_is_reported(
    server: InteractionServer, website: FakeWebsite, agent: Callable[..., FakeAgent]
) -> None:
    """Each step of a callback and each login is reported, in order."""
    reports: list[Message] = []

    def note(message: Message) -> None:
        reports.append(message)

    server.report_to(note)
    website.submit()
    anna = agent("anna")
    anna.reject()
    ben = agent("ben")
    ben.granted(RequestStopProcessing, InteractionId=ben.accept())
    ben.granted(RequestAgentLogout)
    assert [
        "EventPlacedInQueue",
        "EventAgentLogin",
        "EventAgentInvited",
        "EventRejected",
        "EventPlacedInQueue",
        "EventAgentLogin",
        "EventAgentInvited",
        "EventPartyAdded",
        "EventProcessingStopped",
        "EventAgentLogout",
    ] == [event.name for event in reports]
