# pyright: reportPrivateUsage=false
from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from callbook.configuration.levels import Level
from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.messages import to_mapping
from callbook.core.messages.open_media import RequestAgentLogout, RequestSubmit
from callbook.lab import Lab
from callbook.lab.lab import BooksWrong
from callbook.lab.queries import (
    ByExternalId,
    CallsAt,
    Legs,
    OpenInteractions,
    Query,
    ReadyAgents,
    ShowInteraction,
    SubmittedBy,
    SubmittedWith,
    Where,
    Wrong,
)
from callbook.network.interception import mocked
from callbook.network.remote.exchange import Exchange, OutOfStep, RefusedThere
from callbook.network.remote.servers import through
from callbook.network.remote.transport import Reply, RequestsTransport, SocketTransport, Unreachable
from callbook.record.trace.writing import head_of, recording_lines
from callbook.workspace.names import Action
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syrupy.assertion import SnapshotAssertion

    from callbook.lab.servers import Door
    from callbook.network.interception import Mocked


@pytest.fixture
def centre() -> Iterator[Mocked]:
    """Give the servers."""
    with mocked() as centre:
        yield centre


@pytest.fixture
def door(centre: Mocked) -> Door:
    """Give the door that leads to them."""
    return through(RequestsTransport(centre.addresses.everything))


def _a_day(lab: Lab) -> list[bytes]:
    """Let a good deal happen, and give the recording."""
    anna, maria = lab.log_in("Anna"), lab.contact("Maria")
    callback = lab.schedule(maria)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(1_500)
    lab.pick_up(maria.person.phone_number)
    lab.advance(1_000)
    lab.hang_up(maria.person.phone_number)
    lab.cut("Anna", "Interaction Server")
    lab.mend("Anna", "Interaction Server")
    lab.lose_link()
    lab.restore_link()
    lab.stop_voice_switch()
    lab.start_voice_switch()
    for _ in range(2):
        lab.stop_interaction_server()
    for _ in range(2):
        lab.start_interaction_server()
    lab.website("callbacks for Anna")
    lab.plays(maria, behaves("busy"))
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "true")
    lab.cut("Website", "Interaction Server")
    lab.mend("Website", "Interaction Server")
    lab.cancel(callback)
    strategy = lab.configuration.strategy(lab.configuration.queue("callbacks").strategy or "")
    lab.configuration.define_strategy(
        structs.replace(strategy, attach={"start_time": "soon"})
    )  # a warning of the server
    lab.schedule(lab.contact("Ella"))
    lab.restart_interaction_server(with_state=False)
    with suppress(BadInput):
        lab.hang_up(maria.person.phone_number)
    lab.advance(3_600_000)
    lab.check()
    return list(recording_lines(head_of(lab), lab.journal.entries, lab.clock.instant))


def test_whatever_happens_the_recording_is_the_same(door: Door) -> None:
    """Calls, cuts, outages, changes of the configuration: line by line as with servers in this process."""
    here, there = Lab(), Lab(door=door)
    assert _a_day(here) == _a_day(there)
    assert here.close() == there.close() == ()


def test_what_can_be_looked_at_is_the_same(door: Door) -> None:
    """Interactions, places, ready agents, call legs, what a media server has submitted."""
    seen = list[object]()
    for lab in (Lab(), Lab(door=door)):
        anna, ben = lab.log_in("Anna"), lab.log_in("Ben")
        callback = lab.schedule(lab.contact("Maria"))
        (desk,) = (desk for desk in (anna, ben) if desk.callbacks)
        desk.perform(Action.ACCEPT)
        desk.perform(Action.DIAL)
        request = RequestSubmit(
            ReferenceId=1, TenantId="Lighthouse", MediaType="webcallback", Queue="callbacks", InteractionType="Inbound",
            InteractionSubtype="InboundNew", UserData=lab.ask(ShowInteraction(callback)).UserData,
        )  # fmt: skip
        lab.check(callback)
        questions: tuple[Query[object], ...] = (
            OpenInteractions(), ShowInteraction(callback), Where(callback), ReadyAgents(), SubmittedBy("Website"),
            SubmittedWith("Website", to_mapping(request)), ByExternalId("Website", "none"), CallsAt("1001"),
            CallsAt("1002"), Legs(), Wrong(), Wrong(callback),
        )  # fmt: skip
        seen.append([lab.ask(question) for question in questions])
    assert seen[0] == seen[1]


def test_what_is_refused_there_is_refused_here(door: Door, snapshot: SnapshotAssertion) -> None:
    """In the server's own words."""
    lab = Lab(door=door)
    refusals = list[str]()
    for attempt in (
        lambda: lab.pick_up("+442079460000"),
        lambda: lab.where("0000000000000000"),
        lambda: lab.here,
    ):
        with pytest.raises(BadInput) as refused:
            attempt()
        refusals.append(str(refused.value))
    assert snapshot == refusals


def test_wrong_books_there_are_an_error_here(door: Door, centre: Mocked) -> None:
    """A check looks into both servers."""
    lab = Lab(door=door)
    callback = lab.schedule(lab.contact())
    (run,) = (run for run in centre.runs if run.name != "default")
    state = run.lab.here.interaction_server._state
    state.queue("callbacks").contents[callback] = state.interactions[callback]
    with pytest.raises(BooksWrong, match=callback):
        lab.check()


def test_what_no_website_sends_is_refused(door: Door, snapshot: SnapshotAssertion) -> None:
    """A website speaks SOAP, which has no words for it."""
    lab = Lab(door=door)
    lab.website()
    lab.wire("Website", "Interaction Server").to_server(RequestAgentLogout(ReferenceId=1))
    with pytest.raises(BadInput) as refused:
        lab.clock.settle()
    assert snapshot == str(refused.value)


def test_a_server_whose_clock_somebody_else_leads_is_noticed(door: Door, centre: Mocked) -> None:
    """Two leaders would tell two stories: it is an error, not a wrong recording."""
    lab = Lab(door=door)
    lab.log_in("Anna")
    lab.schedule(lab.contact())
    (run,) = (run for run in centre.runs if run.name != "default")
    run.lab.clock.call_later(0, lambda: None, "somebody else's")
    with pytest.raises(OutOfStep, match="somebody else's"):
        lab.advance(60_000)


class _Odd:
    """A server that answers what no server of Callbook answers."""

    def __init__(self, status: int, body: bytes) -> None:
        self._reply = Reply(status, body)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Answer."""
        return self._reply


@pytest.mark.parametrize("body", [b"<h1>Bad Gateway</h1>", b'{"message": "no route"}'])
def test_an_answer_of_something_else_is_shown_as_it_is(body: bytes, snapshot: SnapshotAssertion) -> None:
    """A proxy between them, perhaps."""
    with pytest.raises(RefusedThere) as refused:
        Exchange(_Odd(502, body), Clock()).begin({})
    assert snapshot == str(refused.value)


@pytest.mark.parametrize("transport", [SocketTransport, RequestsTransport])
def test_a_server_that_is_not_there_is_named_with_the_way_out(
    transport: type[SocketTransport | RequestsTransport],
) -> None:
    """Nobody listens on port 1."""
    with pytest.raises(
        Unreachable, match=r"^No server answers at http://127\.0\.0\.1:1: .* Start one: callbook serve$"
    ):
        transport("http://127.0.0.1:1").send("GET", "/health", b"", {})


def test_a_token_is_sent_with_each_request(centre: Mocked) -> None:
    """As the server asks for it."""
    from tests.web.conftest import Api, serving  # noqa: PLC0415 - only here

    from callbook.network.web.serving import Socket  # noqa: PLC0415 - only here

    centre.responses.stop()
    with serving(Api().service, Socket(port=0, token="s3cret")) as port:  # noqa: S106 - a test's
        address = f"http://127.0.0.1:{port}"
        statuses = [SocketTransport(address, token).send("GET", "/runs", b"", {}).status for token in ("", "s3cret")]
    centre.responses.start()
    assert [401, 200] == statuses
