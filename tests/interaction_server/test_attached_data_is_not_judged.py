"""Attached data is the submitter's: the server takes whatever it is, and warns of a wished time that it cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from callbook.configuration import AttachedKeys, Configuration
from callbook.core.messages.open_media import RequestChangeProperties
from callbook_mocks.interaction_server import Changed, InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

    from callbook.core.clock import Clock

NO_TIME = (
    "is no time that can be read, so it is due now (assumed); read is '2026-03-03T09:30:00Z', with a fraction or an"
    " offset too, or seconds since 1970"
)


def warnings(server: InteractionServer) -> list[tuple[str, str]]:
    """Return what the server has warned of since this was last asked: of which interaction, and how."""
    return [(subject, text) for what, subject, text in server.changes() if what is Changed.WARNING]


@pytest.mark.parametrize(
    "start_time", ["2026-03-02T08:00:00", "2026-13-02T08:00:00Z", "tomorrow", {"day": "monday"}, "17724438000000"]
)
def test_a_time_that_cannot_be_read_is_due_now(
    server: InteractionServer, website: FakeWebsite, anna: FakeAgent, start_time: object
) -> None:
    """It is offered at once, and stays as it was written; the server warns of it."""
    assert warnings(server) == []
    name = website.submit(start_time=start_time)
    assert [name] == anna.invited_to
    assert start_time == server.interaction(name).UserData["start_time"]
    assert [(name, f"callback {name}: start_time {start_time!r} {NO_TIME}")] == warnings(server)


@pytest.mark.parametrize("start_time", ["", "  ", "2026-03-02T07:00:00Z", 7, "1772438400"])
def test_nothing_wished_and_a_time_that_has_passed_are_due_now(
    server: InteractionServer, website: FakeWebsite, anna: FakeAgent, start_time: object
) -> None:
    """There is nothing to warn of."""
    assert warnings(server) == []
    name = website.submit(start_time=start_time)
    assert ([name], []) == (anna.invited_to, warnings(server))


def test_a_change_is_not_judged_either(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """What waits for a time falls due when that time becomes something that cannot be read."""
    assert warnings(server) == []
    name = website.submit(start_time="2026-03-02T09:00:00Z")
    assert anna.invited_to == []
    website.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"start_time": "soon"})
    assert [name] == anna.invited_to
    assert [(name, f"callback {name}: start_time 'soon' {NO_TIME}")] == warnings(server)


def test_nobody_is_warned_before_somebody_listens(server: InteractionServer, website: FakeWebsite) -> None:
    """As with all news of the server."""
    website.submit(start_time="soon")
    assert warnings(server) == []


def test_the_key_of_the_site_holds_the_time(
    server: InteractionServer, clock: Clock, website: FakeWebsite, anna: FakeAgent, configuration: Configuration
) -> None:
    """Under the usual key then stands what means nothing."""
    keys = AttachedKeys(time="_desired_time")
    configuration.change(replace(configuration.contact_center, attached_keys=keys))
    name = website.submit(_desired_time="2026-03-02T10:00:00+01:00", start_time="2026-03-02T23:00:00Z")
    clock.advance(3_599_999)
    assert anna.invited_to == []
    clock.advance(1)
    assert [name] == anna.invited_to
