"""The server's options have the documented defaults and ranges (E6, E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook_mocks.interaction_server import InteractionServer, ServerSettings

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite


def test_defaults() -> None:
    """30 seconds to answer, 180 minutes to handle, 720 minutes to route."""
    settings = ServerSettings()
    assert (30, 180, 720) == (settings.delivering_timeout, settings.handling_timeout, settings.routing_timeout)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("delivering_timeout", 0, "delivering-timeout 0 in {} cannot be used. Accepted: 1 to 86400 seconds."),
        ("handling_timeout", 1441, "handling-timeout 1441 in {} cannot be used. Accepted: 1 to 1440 minutes."),
        ("routing_timeout", 19, "routing-timeout 19 in {} cannot be used. Accepted: 20 to 525600 minutes."),
        ("done_kept", -1, "done_kept -1 in {} cannot be used. Accepted: 0 or more."),
        ("submissions_kept", -1, "submissions_kept -1 in {} cannot be used. Accepted: 0 or more."),
    ],
)
def test_out_of_range(name: str, value: int, text: str) -> None:
    """A number outside the range is refused with the range."""
    with pytest.raises(BadInput) as refused:
        ServerSettings(**{name: value})  # type: ignore[arg-type]
    assert text.format("settings of Interaction Server") == str(refused.value)


class TestShorter:
    """With another delivering-timeout."""

    @pytest.fixture
    def settings(self) -> ServerSettings:
        """Five seconds to answer."""
        return ServerSettings(delivering_timeout=5)

    def test_it_counts(self, clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
        """The invitation is revoked after five seconds."""
        website.submit()
        clock.advance(5_000)
        assert (anna.names[-1], server.settings.delivering_timeout) == ("EventRevoked", 5)
