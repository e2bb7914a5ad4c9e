"""Whoever keeps a server's records learns of every change, whatever has changed."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.interaction_server.player import PLAYS, Player

from callbook.core.errors import BadInput
from callbook.core.messages.open_media import RequestChangeProperties, RequestStopProcessing
from callbook_mocks.interaction_server import InteractionServer, PlaceKind, ServerSettings
from callbook_mocks.interaction_server.records import (
    RECORDED,
    ForgottenRecord,
    Record,
    StoredRecord,
    record_from_json,
    record_to_json,
)
from callbook_mocks.interaction_server.stored_interaction import TRANSIENT, StoredInteraction

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeWebsite

FEW = ServerSettings(done_kept=2, submissions_kept=5)


def all_records(server: InteractionServer) -> dict[str, Record]:
    """Give what is to be kept of the server now, from all that it holds."""
    state = server._state
    stored = {name: interaction.record for name, interaction in (*state.interactions.items(), *state.done.items())}
    return {**stored, **state.submissions.forgotten}


def note_changes(kept: dict[str, Record], server: InteractionServer) -> None:
    """Write down what has changed, as whoever keeps the records does."""
    for name, record in server.changed_records():
        if record is None:
            del kept[name]
        else:
            kept[name] = record_from_json(record_to_json(record), where="the test")


@settings(max_examples=60, deadline=None)
@given(plays=PLAYS)
def test_whatever_happens(plays: list[tuple[str, int, int]]) -> None:
    """After each thing that happens, the records noted so far are those of all that the server holds."""
    player = Player(FEW)
    kept: dict[str, Record] = {}
    note_changes(kept, player.server)
    for action, who, which in plays:
        player.play(action, who, which)
        note_changes(kept, player.server)
        assert all_records(player.server) == kept
        assert not player.server.has_changed_records


@settings(max_examples=20, deadline=None)
@given(plays=PLAYS)
def test_who_asks_late_misses_nothing(plays: list[tuple[str, int, int]]) -> None:
    """The first answer holds everything; before it nothing is watched."""
    player = Player(FEW)
    for action, who, which in plays:
        player.play(action, who, which)
    assert player.server.has_changed_records
    assert {StoredInteraction} >= {type(interaction) for interaction in player.server._state.interactions.values()}
    assert all_records(player.server) == dict(player.server.changed_records())


def test_every_attribute_is_kept_or_ends_with_the_process() -> None:
    """Whoever adds an attribute has to say which; the record and the interaction name it alike."""
    assert StoredInteraction.__slots__ == (*RECORDED, *TRANSIENT)
    assert set(RECORDED).isdisjoint(TRANSIENT)


@pytest.mark.parametrize("attribute", RECORDED)
def test_each_attribute_by_itself(server: InteractionServer, website: FakeWebsite, attribute: str) -> None:
    """Whoever sets an attribute that is kept need not say so, nor change anything else with it."""
    name = website.submit("shelf")
    server.changed_records()
    interaction = server._state.interactions[name]
    setattr(interaction, attribute, getattr(interaction, attribute))
    assert [(name, interaction.record)] == server.changed_records()


def test_what_is_merely_read_has_not_changed(server: InteractionServer, website: FakeWebsite) -> None:
    """Looking at an interaction is no change; nor is a request that changes nothing that is kept."""
    name = website.submit("shelf")
    server.changed_records()
    assert server.interaction(name).Queue == "shelf"
    assert (False, []) == (server.has_changed_records, server.changed_records())


def test_a_change_is_told_once(server: InteractionServer, website: FakeWebsite) -> None:
    """What has changed twice since the last time is told once, as it is now."""
    name = website.submit("shelf")
    server.changed_records()
    for mood in ("good", "bad"):
        website.granted(RequestChangeProperties, InteractionId=name, ChangedProperties={"mood": mood})
    ((changed, record),) = server.changed_records()
    assert isinstance(record, StoredRecord)
    assert (name, "bad") == (changed, record.user_data["mood"])


class TestForgotten:
    """Where nothing that is done is kept, and one submission is remembered."""

    @pytest.fixture
    def settings(self) -> ServerSettings:
        """The least that can be kept."""
        return ServerSettings(done_kept=0, submissions_kept=1)

    def test_what_is_left(self, server: InteractionServer, website: FakeWebsite) -> None:
        """Of what is forgotten only the submission is kept; of a submission that is no longer remembered nothing."""
        name = website.submit("shelf")
        server.changed_records()
        website.granted(RequestStopProcessing, InteractionId=name)
        ((forgotten, record),) = server.changed_records()
        assert isinstance(record, ForgottenRecord)
        assert (name, name, "website") == (forgotten, record.id, record.submitted_by)
        assert record == record_from_json(record_to_json(record), where="the test")
        second = website.submit("shelf")
        assert {name: None}.items() <= dict(server.changed_records()).items()
        assert [second] == list(server.interactions)


RECORD = StoredRecord(
    id="A" * 16,
    number=1,
    entered=2,
    arrival=3,
    kind=PlaceKind.WORKBIN,
    tenant="Acme",
    queue="shelf",
    media_type="webcallback",
    interaction_type="Inbound",
    interaction_subtype="InboundNew",
    submitted_by="website",
    submitted_at="2026-03-02T08:00:00Z",
    submission="00",
    placed_in_queue_at="2026-03-02T08:00:00Z",
    user_data={"large": 10**30, "list": {"key": "ünï"}},
    workbin=("in-progress", "anna"),
)


def test_a_record_comes_back_as_it_was() -> None:
    """Numbers of any size, lists in lists and letters of any kind."""
    assert record_from_json(record_to_json(RECORD), where="the test") == RECORD


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (b"{", "one of this version (Input data was truncated)"),
        (b"\xff", "one of this version (JSON is malformed: invalid character (byte 0))"),
        (
            b'{"record":"interaction 2"}',
            "one of this version (Invalid value 'interaction 2' - at `$.record`)",
        ),
        (
            record_to_json(RECORD).replace(b',"workbin":["in-progress","anna"]', b""),
            "one that says in which workbin it is",
        ),
    ],
)
def test_what_is_no_record_is_refused(text: bytes, accepted: str) -> None:
    """Something else, or of a newer form: said with the place and the reason."""
    with pytest.raises(BadInput) as refused:
        record_from_json(text, where="row 7")
    assert ("row 7", accepted) == (refused.value.where, refused.value.accepted)
