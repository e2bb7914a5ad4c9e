"""What an agent leaves untouched for handling-timeout is taken back (E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import Clock
from callbook.core.messages.open_media import RequestChangeProperties
from callbook.core.messages.open_media_events import EventRevoked
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

MINUTE = 60_000


def test_untouched(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """After 180 minutes without a request it is revoked, and routed again."""
    name = website.submit()
    anna.accept()
    clock.advance(180 * MINUTE - 1)
    assert server.where(name).kind == "handled"
    clock.advance(1)
    server.check()
    assert anna.last(EventRevoked).Reason.ReasonSystemName == "HandlingTimeout"
    assert anna.last(EventRevoked).Interaction.AssignedTo is None
    assert anna.invited_to == [name, name]


def test_each_request_counts(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """The time counts from the agent's last request about it; there is one timer all the while."""
    name = website.submit()
    anna.accept()
    clock.advance(100 * MINUTE)
    anna.granted(RequestChangeProperties, InteractionId=name, AddedProperties={"note": "calls back"})
    clock.advance(80 * MINUTE)
    server.check()
    assert [100 * MINUTE] == [timer.due - clock.instant for timer in clock.pending]
    assert server.where(name).kind == "handled"
    clock.advance(100 * MINUTE)
    assert anna.last(EventRevoked).Reason.ReasonSystemName == "HandlingTimeout"


@pytest.mark.parametrize("minutes", ["5", 5])
def test_attached_data_first(
    clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent, minutes: str | int
) -> None:
    """The key handling-timeout in the attached data overrules the server's option."""
    website.submit(**{"handling-timeout": minutes})
    anna.accept()
    clock.advance(5 * MINUTE)
    server.check()
    assert len(anna.all(EventRevoked)) == 1
