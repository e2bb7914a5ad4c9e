from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
import requests
from tests.patience import PATIENCE
from tests.web.conftest import Api, serving, until

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion

EVENTS = "/runs/default/interaction-server/clients/Anna/events"


class Line:
    """A client's connections to a server, closed at the end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._session = self._stack.enter_context(requests.Session())
        self._session.trust_env = False

    def get(self, port: int, path: str, **headers: str) -> requests.Response:
        """Ask, and leave the answer open."""
        url = f"http://127.0.0.1:{port}{path}"
        answer = self._session.get(url, headers=headers, timeout=PATIENCE, stream=True)
        return self._stack.enter_context(answer)

    def post(self, port: int, path: str, payload: object) -> None:
        """Do something."""
        self._session.post(f"http://127.0.0.1:{port}{path}", json=payload, timeout=PATIENCE).raise_for_status()

    def sends(self, port: int, message: str) -> None:
        """Let Anna send."""
        body = {"protocol": "Open Media", "message": message, "ReferenceId": 2, "MediaTypeName": "webcallback"}
        self.post(port, "/runs/default/interaction-server/clients/Anna/requests", body)

    def close(self) -> None:
        """Close them all."""
        self._stack.close()


@pytest.fixture
def api() -> Api:
    """Give an application that lets clients wait."""
    return Api(Limits(wait=PATIENCE))


@pytest.fixture
def line(port: int) -> Iterator[Line]:
    """Give a client's connections; they are closed before the server is."""
    line = Line()
    yield line
    line.close()


def _names(events: list[dict[str, Any]]) -> list[str]:
    return [event.get("connection") or event["message"]["message"] for event in events]


def _next_event(stream: Iterator[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in stream:
        name, _, value = line.decode().partition(": ")
        if name:
            fields[name] = value
        elif "id" in fields:
            break
    return fields


def test_a_client_reads_on_where_it_was(api: Api) -> None:
    """Sequence by sequence, a few at a time; what was read is not given again."""
    api.logs_in()
    first = api.get(f"{EVENTS.removeprefix('/runs/default')}?at_most=2")
    assert (["made", "EventAck"], 3) == (_names(first["events"]), first["last"])
    rest = api.get(f"{EVENTS.removeprefix('/runs/default')}?after=2")
    assert ["EventCurrentAgentStatus"] == _names(rest["events"])


def test_who_comes_back_gets_what_was_missed(api: Api) -> None:
    """An agent who was cut off reads on behind the last event that was read."""
    api.logs_in()
    path = EVENTS.removeprefix("/runs/default")
    last = api.get(path)["last"]
    assert 200 == api.ask("DELETE", path_of_client := "/runs/default/interaction-server/clients/Anna")[0]
    assert 200 == api.ask("PUT", path_of_client)[0]
    api.logs_in()
    assert ["lost", "made", "EventAck", "EventCurrentAgentStatus"] == _names(api.get(f"{path}?after={last}")["events"])


def test_clients_are_listed(api: Api) -> None:
    """Who is connected to what."""
    api.logs_in()
    assert [{"server": "interaction-server", "client": "Anna", "connected": True}] == api.get("/clients")


def test_who_never_came_cannot_leave(api: Api) -> None:
    """The error names the client."""
    status, problem = api.ask("DELETE", "/runs/default/interaction-server/clients/Nobody")
    assert (404, True) == (status, "Nobody" in problem["detail"])


def test_in_one_process_nobody_waits(snapshot: SnapshotAssertion) -> None:
    """A wait that nobody could end is none; a stream says what to do instead."""
    api = Api(Limits(wait=0.0))
    api.logs_in()
    assert [] == api.get(f"{EVENTS.removeprefix('/runs/default')}?after=3&wait=60")["events"]
    assert snapshot == api.ask("GET", EVENTS, accept="text/event-stream")


def test_a_long_poll_is_answered_by_the_news(api: Api, port: int, line: Line) -> None:
    """It is answered as soon as something comes, not when its time is over."""
    api.logs_in()
    answers: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: answers.append(line.get(port, f"{EVENTS}?after=3&wait=60").json()))
    thread.start()
    until(lambda: bool(api.run.mailbox("interaction-server", "Anna").listeners))  # the poll has begun to wait
    line.sends(port, "RequestNotReadyForMedia")
    thread.join(PATIENCE)
    assert ["EventAck"] == _names(answers[0]["events"])[:1]


def test_a_long_poll_ends_without_news(port: int, api: Api, line: Line) -> None:
    """When the time is over, an empty answer comes, and nobody listens any more."""
    api.logs_in()
    assert [] == line.get(port, f"{EVENTS}?after=3&wait=0.01").json()["events"]
    assert [] == api.run.mailbox("interaction-server", "Anna").listeners


def test_a_stream_tells_each_event_as_it_comes(api: Api, port: int, line: Line) -> None:
    """Server-sent events: what lies there, then what comes, each with its sequence as id."""
    api.logs_in()
    answer = line.get(port, EVENTS, Accept="text/event-stream")
    assert "text/event-stream" in answer.headers["content-type"]
    stream = answer.iter_lines()
    assert ["1", "2", "3"] == [_next_event(stream)["id"] for _ in range(3)]
    line.sends(port, "RequestNotReadyForMedia")
    event = _next_event(stream)
    assert ("4", "EventAck") == (event["id"], json.loads(event["data"])["message"]["message"])


def test_a_stream_ends_with_its_run(api: Api, port: int, line: Line) -> None:
    """What lay there has come; nothing more will."""
    api.logs_in()
    stream = line.get(port, EVENTS, Accept="text/event-stream").iter_lines()
    assert ["1", "2", "3"] == [_next_event(stream)["id"] for _ in range(3)]
    requests.post(f"http://127.0.0.1:{port}/runs/default/reset", timeout=PATIENCE)
    assert [] == [each for each in stream if each]


@pytest.mark.parametrize(
    ("headers", "query"), [({"Last-Event-ID": "2"}, ""), ({}, "?after=2"), ({"Last-Event-ID": "?"}, "?after=2")]
)
def test_a_stream_that_broke_goes_on_behind_what_was_seen(
    api: Api, port: int, line: Line, headers: dict[str, str], query: str
) -> None:
    """A browser sends the last id by itself."""
    api.logs_in()
    stream = line.get(port, EVENTS + query, Accept="text/event-stream", **headers).iter_lines()
    assert "3" == _next_event(stream)["id"]


def test_a_stream_without_a_last_id_begins_at_the_beginning(api: Api, port: int, line: Line) -> None:
    """What is no number is none."""
    api.logs_in()
    answer = line.get(port, EVENTS, Accept="text/event-stream", **{"Last-Event-ID": "?"})
    assert "1" == _next_event(answer.iter_lines())["id"]


def test_a_stream_of_what_is_gone_is_refused_before_it_begins() -> None:
    """410 with the way out, not a stream that breaks."""
    few = Api(Limits(mailbox=2))
    few.logs_in()
    status, problem = few.ask("GET", f"{EVENTS}?after=0", accept="text/event-stream")
    assert (410, "urn:callbook:problem:missed") == (status, problem["type"])


def test_a_silent_stream_says_that_it_is_there() -> None:
    """A comment now and then, so that nothing between takes the connection for dead."""
    api = Api(Limits(heartbeat=0.01))
    api.logs_in()
    line = Line()
    with serving(api.service) as port:
        answer = line.get(port, f"{EVENTS}?after=3", Accept="text/event-stream")
        assert b": waiting" == next(answer.iter_lines())
        line.close()
