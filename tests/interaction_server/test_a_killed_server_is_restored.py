"""What was kept of a server that was killed makes a fresh one what the old one would be, had it been stopped (E2)."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from tests.interaction_server.conftest import FakeAgent, FakeWebsite
from tests.interaction_server.player import PLAYS, Player

from callbook.configuration import Configuration
from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.ids import Identifiers
from callbook.core.messages.open_media import (
    RequestChangeProperties,
    RequestGetWorkbinContent,
    RequestPlaceInQueue,
    RequestPlaceInWorkbin,
    RequestStopProcessing,
    RequestSubmit,
    WorkbinAddress,
)
from callbook.core.messages.open_media_events import EventWorkbinContent
from callbook_mocks.interaction_server import InteractionServer, ServerSettings
from callbook_mocks.interaction_server.records import Record, StoredRecord, record_from_json, record_to_json

MINE = WorkbinAddress(WorkbinTypeId="in-progress")
LogIn = Callable[..., FakeAgent]


def records_of(server: InteractionServer) -> list[Record]:
    """Give all that is to be kept of a server, as it comes back from a file."""
    kept = [record for _, record in server.changed_records() if record is not None]
    return [record_from_json(record_to_json(record), where="the test") for record in sorted(kept, key=_submission)]


def _submission(record: Record) -> str:
    return record.submission  # as good as any order: a file has its own


def restored(server: InteractionServer, settings: ServerSettings | None = None) -> InteractionServer:
    """Give a fresh server at the same instant with what is kept of *server*; it is down."""
    state = server._state
    clock = Clock(state.clock.now())
    identifiers = Identifiers()
    identifiers.go_on_from(state.identifiers.position)
    configuration = Configuration(state.configuration.contact_center)
    fresh = InteractionServer(clock, identifiers, configuration, settings=settings or state.settings)
    fresh.restore(records_of(server))
    fresh.check()
    return fresh


def books(server: InteractionServer) -> dict[str, Any]:
    """Give all that clients could find out of a server sooner or later."""
    state = server._state
    stored = [*state.interactions.values(), *state.done.values()]
    return {
        "known": list(server.interactions.items()),
        "done": list(server.done.items()),
        "records": [msgspec.structs.replace(interaction.record, entered=0) for interaction in stored],
        "queues": {name: set(queue.contents) for name, queue in state.queues.items() if queue.contents},
        "workbins": {key: list(content) for key, content in state.workbins.items() if content},
        "recognised": {client: list(known.items()) for client, known in state.submissions._by_client.items()},
        "forgotten": state.submissions.forgotten,
    }


@settings(max_examples=80, deadline=None)
@given(plays=PLAYS)
def test_whatever_has_happened(plays: list[tuple[str, int, int]]) -> None:
    """Killed and restored is the same as stopped; whatever was kept can then be brought to its end."""
    player = Player(ServerSettings(done_kept=3, submissions_kept=6))
    for action, who, which in plays:
        player.play(action, who, which)
    fresh = restored(player.server)
    player.server.stop()
    assert books(player.server) == books(fresh)
    fresh.start()
    website = FakeWebsite(fresh, "website")
    for name in fresh.interactions:
        website.granted(RequestStopProcessing, InteractionId=name)
    assert ({}, ()) == (fresh.interactions, fresh._state.clock.pending)


def test_everything_is_in_its_place(
    server: InteractionServer, website: FakeWebsite, agent: LogIn, clock: Clock
) -> None:
    """Offered, handled and waiting goes back to its queue; a workbin, a hold and what is done stay."""
    cleo = agent("cleo")
    names = [website.submit() for _ in range(6)]
    cleo.accept()
    cleo.granted(RequestPlaceInWorkbin, InteractionId=names[1], Workbin=MINE)
    cleo.accept()
    cleo.granted(RequestPlaceInQueue, InteractionId=names[2], Queue="inbound", IsHeld=True)
    cleo.accept()
    cleo.granted(RequestStopProcessing, InteractionId=names[3])
    cleo.accept()
    before = [str(server.where(name)).split()[0] for name in names]
    assert ["offered", "in", "in", "done", "handled", "waiting"] == before
    fresh = restored(server)
    assert (False, True) == (fresh.running, fresh.restored)
    queued = "in the queue 'inbound'"
    expected = [queued, "in the workbin 'in-progress' of 'cleo'", queued, "done", queued, queued]
    assert expected == [str(fresh.where(name)) for name in names]
    fresh.start()
    again = FakeAgent(fresh, "desktop")
    again.log_in("cleo")
    assert [names[0], names[4]] == again.invited_to
    assert fresh.interaction(names[2]).IsHeld
    assert [fresh.interaction(names[3])] == list(fresh.done.values())


def test_a_workbin_keeps_its_order(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """What was put into it first is shown first."""
    first, second = website.submit(), website.submit()
    anna.accept()
    anna.granted(RequestPlaceInQueue, InteractionId=first, Queue="inbound")
    anna.accept()
    anna.granted(RequestPlaceInWorkbin, InteractionId=second, Workbin=MINE)
    anna.accept()
    anna.granted(RequestPlaceInWorkbin, InteractionId=first, Workbin=MINE)
    fresh = restored(server)
    fresh.start()
    again = FakeAgent(fresh, "desktop")
    again.log_in("anna")
    again.granted(RequestGetWorkbinContent, Workbin=MINE)
    content = again.last(EventWorkbinContent).Interactions
    assert [second, first] == [interaction.InteractionId for interaction in content]


def test_who_comes_first_still_does(server: InteractionServer, website: FakeWebsite) -> None:
    """Priority and arrival order what waits, a due time holds, and what comes later comes later."""
    first, second, urgent = website.submit(), website.submit(), website.submit()
    website.granted(RequestChangeProperties, InteractionId=urgent, ChangedProperties={"Priority": 3})
    later = website.submit(start_time="2026-03-02T09:00:00Z")
    fresh = restored(server)
    fresh.start()
    new = FakeWebsite(fresh, "new website").submit()
    anna = FakeAgent(fresh, "desktop")
    anna.log_in("anna")
    for _ in range(4):
        anna.granted(RequestStopProcessing, InteractionId=anna.accept())
    assert [urgent, first, second, new] == anna.invited_to
    fresh._state.clock.advance(3_600_000)
    assert later == anna.invited_to[-1]
    assert len({first, second, urgent, later, new}) == 5


def test_who_declined_is_not_asked_at_once(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """An agent who declined before is still spared for the rest of the delay (E6)."""
    name = website.submit()
    anna.reject()
    server._state.clock.advance(2_000)
    fresh = restored(server)
    fresh.start()
    again = FakeAgent(fresh, "desktop")
    again.log_in("anna")
    fresh._state.clock.advance(2_999)
    assert [] == again.invited_to
    fresh._state.clock.advance(1)
    assert [name] == again.invited_to


def test_a_lost_answer(server: InteractionServer, website: FakeWebsite, submission_of: Callable[..., Any]) -> None:
    """A client that never saw its answer sends the same to the restored server, and gets the same id."""
    request = RequestSubmit(ReferenceId=7, **submission_of("shelf"))
    website.end.receive(request)
    fresh = restored(server)
    fresh.start()
    again = FakeWebsite(fresh, "website")
    again.end.receive(request)
    assert website.events == again.events
    assert len(fresh.interactions) == 1


def test_the_order_goes_on(server: InteractionServer, website: FakeWebsite) -> None:
    """What comes to a restored server comes after all that came before."""
    for _ in range(3):
        website.submit("shelf")
    assert server._state.number() == restored(server)._state.number()


def test_what_was_submitted_last_is_recognised_longest(
    server: InteractionServer, submission_of: Callable[..., Any]
) -> None:
    """A submission that was forgotten and came again counts from when it came again."""
    first = InteractionServer(
        Clock(), Identifiers(), server._state.configuration, settings=ServerSettings(submissions_kept=2, done_kept=0)
    )
    website = FakeWebsite(first, "website")
    requests = [RequestSubmit(ReferenceId=number, **submission_of("shelf")) for number in range(1, 5)]
    for request in (*requests[:3], requests[0]):
        website.end.receive(request)
    for name in tuple(first.interactions)[1:3]:
        website.references += 10
        website.granted(RequestStopProcessing, InteractionId=name)
    fresh = restored(first)
    assert books(first) == books(fresh)


def test_only_what_has_changed_is_kept_anew(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """A restored server tells of what went back to its queue, and not of what stayed where it was."""
    stays, offered = website.submit("shelf"), website.submit()
    fresh = restored(server)
    ((name, record),) = fresh.changed_records()
    assert isinstance(record, StoredRecord)
    assert (offered, "queue") == (name, record.kind)
    assert stays in fresh.interactions


def test_a_smaller_bound_holds_at_once(server: InteractionServer, website: FakeWebsite) -> None:
    """Where fewer that are done are to be kept than there are, the oldest are forgotten."""
    names = [website.submit("shelf") for _ in range(3)]
    for name in names:
        website.granted(RequestStopProcessing, InteractionId=name)
    fresh = restored(server, ServerSettings(done_kept=1))
    assert names[2:] == list(fresh.done)
    assert names[:2] == list(fresh._state.submissions.forgotten)


def test_where_everything_is_can_be_recorded(server: InteractionServer, website: FakeWebsite) -> None:
    """Whoever writes down where callbacks are learns it of those that were put back."""
    name = website.submit("shelf")
    fresh = InteractionServer(Clock(), Identifiers(), Configuration(server._state.configuration.contact_center))
    assert [] == list(fresh.changes())
    fresh.restore(records_of(server))
    assert [("place", name, "in the queue 'shelf'")] == list(fresh.changes())


def test_only_a_fresh_server_takes_records(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """A server that has been used would mix two books: refused."""
    with pytest.raises(BadInput) as refused:
        server.restore([])
    expected = (
        "server 'in use' in restoring cannot be used. Accepted: a fresh one: nothing submitted, nobody logged in."
    )
    assert expected == str(refused.value)
