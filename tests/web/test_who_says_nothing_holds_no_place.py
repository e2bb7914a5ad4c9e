"""A request has to begin, and to be whole, in time; and who waits longest for it leaves when there is no room."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE
from tests.web.conftest import Api, serving, until
from tests.web.connection_on_paper import PaperLoop, PaperTransport, connection_over

from callbook.network.service.settings import Limits
from callbook.network.web.crowd import Crowd

if TYPE_CHECKING:
    from callbook.network.web.connection import Connection

LIMITS = Limits(head=10.0, whole=20.0, wait=0.0)
PATH = b"/runs/default/interaction-server/clients/Anna/requests"
HEAD = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
LOGIN = json.dumps(
    {
        "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
        "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
    }
).encode()  # fmt: skip


def _connection(api: Api) -> tuple[PaperTransport, PaperLoop, Connection]:
    transport, loop = PaperTransport(), PaperLoop()
    return transport, loop, connection_over(transport, api.service, loop)


@pytest.mark.parametrize(
    ("said", "seconds", "status"),
    [
        (b"", 10, b""),
        (b"GET /health HT", 10, b"408"),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\n", 10, b"408"),
        (HEAD % (PATH, len(LOGIN)), 20, b"408"),
        (HEAD % (PATH, len(LOGIN)) + LOGIN[:-1], 20, b"408"),
        (HEAD % (PATH, len(LOGIN)) + LOGIN + b"\r\nGE", 10, b"202"),
    ],
)
def test_a_request_that_does_not_come_whole_is_given_up(said: bytes, seconds: int, status: bytes) -> None:
    """Head and body each have their time; the connection is closed, with words if anything was said."""
    transport, loop, connection = _connection(Api(LIMITS))
    for part in filter(None, said.partition(LOGIN)):
        connection.data_received(part)
    loop.clock.advance(seconds * 1_000 - 1)
    assert "closed" not in transport.done
    loop.clock.advance(1)
    assert "closed" in transport.done
    assert status == transport.written[9:12]


def test_one_that_comes_byte_by_byte_has_no_more_time() -> None:
    """It is the whole that has to be there."""
    transport, loop, connection = _connection(Api(LIMITS))
    for byte in b"GET /healt":
        connection.data_received(bytes([byte]))
        loop.clock.advance(1_000)
    assert ["closed"] == transport.done


def test_who_is_answered_may_be_silent() -> None:
    """As long as connections may be idle, which is another limit; and one that is gone is not waited for."""
    transport, loop, connection = _connection(Api(LIMITS))
    connection.data_received(HEAD % (PATH, len(LOGIN)) + LOGIN)
    loop.clock.advance(4_999)
    assert "closed" not in transport.done
    connection.connection_lost(None)
    assert () == loop.clock.pending


class _Somebody:
    def __init__(self, gone: list[object]) -> None:
        self._gone = gone

    def leave(self) -> None:
        self._gone.append(self)


def test_who_waits_longest_leaves_first() -> None:
    """When all places are taken; who is served stays."""
    crowd, gone = Crowd(3, 2), list[object]()
    people = [_Somebody(gone) for _ in range(7)]
    for number, person in enumerate(people[:4], 1):
        crowd.came(person, people[:number])
        assert not crowd.is_full(people[:number])
    assert people[:1] == gone
    gone.clear()
    for person in people[1:4]:
        crowd.works(person)
    assert crowd.is_full(people[1:4])
    for number, person in enumerate(people[4:], 5):
        crowd.came(person, people[1:number])
    assert people[4:5] == gone


def test_a_thousand_that_say_nothing_keep_nobody_out() -> None:
    """More connections than there are places, idle and half-said: others are answered, also on new ones."""
    api = Api(Limits(sockets=20, spare=4))
    with serving(api.service) as port, ExitStack() as stack:
        for number in range(60):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            client.sendall((b"", b"GET /he", HEAD % (PATH, 100))[number % 3])
        for path in ("/health", "/runs"):
            asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            asking.request("GET", path)
            assert 200 == asking.getresponse().status
            asking.close()


def test_when_all_places_are_at_work_only_who_watches_is_answered() -> None:
    """Long polls hold both places: 503 for others, and whether the server lives is still said."""
    api = Api(Limits(sockets=2, spare=2))
    api.logs_in()
    last = api.get("/interaction-server/clients/Anna/events")["last"]
    with serving(api.service) as port, ExitStack() as stack:
        for _ in range(2):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            path = f"/runs/default/interaction-server/clients/Anna/events?after={last}&wait=30"
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        mailbox = api.run.mailbox("interaction-server", "Anna")
        until(lambda: len(mailbox.listeners) == 2)
        statuses = list[int]()
        for path in ("/health", "/runs", "/ready"):
            asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            asking.request("GET", path)
            statuses.append(asking.getresponse().status)
            asking.close()
        assert [200, 503, 200] == statuses


def test_a_message_waits_for_its_run(api: Api) -> None:
    """While another request has the run; what comes behind it on its connection waits, too, and all is in order."""
    transport, loop, connection = _connection(api)
    api.service.turns.when_free("default", lambda: True)
    connection.data_received(HEAD % (PATH, len(LOGIN)) + LOGIN)
    connection.data_received(HEAD % (PATH, 2) + b"{}" + HEAD % (PATH, len(LOGIN)) + LOGIN)
    assert b"" == transport.written
    api.service.turns.give_back("default")
    loop.clock.advance(1)
    assert [b"202", b"400", b"202"] == [part[:3] for part in transport.written.split(b"HTTP/1.1 ")[1:]]
    assert not api.service.turns.is_taken("default")


def test_a_message_whose_client_has_left_is_carried_out_all_the_same(api: Api) -> None:
    """It was sent; nobody is answered."""
    transport, loop, connection = _connection(api)
    api.service.turns.when_free("default", lambda: True)
    connection.data_received(HEAD % (PATH, len(LOGIN)) + LOGIN)
    connection.shutdown()
    connection.connection_lost(None)
    api.service.turns.give_back("default")
    loop.clock.advance(1)
    assert (b"", True) == (transport.written, api.lab.journal.last > 0)
