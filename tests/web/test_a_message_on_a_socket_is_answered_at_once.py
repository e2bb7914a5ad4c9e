from __future__ import annotations

import json
import socket
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE
from tests.web.conftest import Api, serving
from tests.web.connection_on_paper import PaperLoop, PaperTransport, connection_over

from callbook.network.service.settings import Limits
from callbook.network.web.serving import Socket

if TYPE_CHECKING:
    from callbook.network.asgi_call import Answer

ANNA = "/runs/default/interaction-server/clients/Anna/requests"
LOGIN = (
    b'{"protocol":"Open Media","message":"RequestAgentLogin","ReferenceId":1,"TenantId":"Lighthouse",'
    b'"PlaceId":"Place 1","AgentId":"anna","MediaList":{"webcallback":1}}'
)
_TYPE = b"Content-Type: application/json"
JSON = {"Content-Type": "application/json"}
WHOLE = {"Prefer": "return=representation"}


def _asked(
    port: int, path: str, body: bytes, headers: dict[str, str] | None = None, *, chunked: bool = False
) -> tuple[int, str, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        given = JSON | (headers or {})
        connection.request("POST", path, iter([body]) if chunked else body, given, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer.status, answer.headers["content-type"], answer.read()
    finally:
        connection.close()


def _shown(answer: Answer) -> tuple[int, str, bytes]:
    return answer.status, dict(answer.headers)["content-type"], answer.body


def _bytes_of(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(text)
        answer = b""
        while chunk := client.recv(65_536):
            answer += chunk
        return answer


def _post(path: str, body: bytes, *headers: bytes, version: bytes = b"1.1") -> bytes:
    lines = (b"POST %s HTTP/%s" % (path.encode("latin-1"), version), b"Host: localhost", _TYPE, *headers)
    return b"\r\n".join((*lines, b"Content-Length: %d" % len(body), b"", body))


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        (ANNA, LOGIN, {}),
        (ANNA, LOGIN, WHOLE),
        (ANNA, b"{}", {}),
        (ANNA, b"", {}),
        (ANNA.replace("default", "nope"), LOGIN, {}),
        (ANNA.replace("Anna", "Anna%20%28home%29"), LOGIN, {}),
        (ANNA + "?a=b", LOGIN, {}),
        (ANNA, LOGIN, {"Host": "elsewhere.example"}),
        (ANNA, LOGIN, {"Content-Length": "2000000"}),
        ("/reset", b"", {}),
    ],
)
def test_it_is_answered_as_in_one_process(api: Api, path: str, body: bytes, headers: dict[str, str]) -> None:
    """The same status, the same type, the same bytes as without a socket."""
    with serving(api.service) as port:
        on_a_socket = _asked(port, path, body, headers)
    api.service.runs.reset_all()
    named = {"host": "localhost"} | {name.lower(): text for name, text in (JSON | headers).items()}
    in_one_process = api.raw("POST", path, body, **named)
    assert _shown(in_one_process) == on_a_socket


def test_a_body_of_unknown_length_is_taken_too(port: int) -> None:
    """It comes in chunks."""
    assert (202, "application/json", b'{"entry":3}') == _asked(port, ANNA, LOGIN, chunked=True)


def test_many_on_one_connection_are_answered_in_order(port: int) -> None:
    """Also when they come at once, and when one of them is for the application."""
    other = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    not_ready = LOGIN.replace(b"RequestAgentLogin", b"RequestNotReady")
    texts = (_post(ANNA, LOGIN), other, _post(ANNA, not_ready), _post(ANNA, LOGIN, b"Connection: close"))
    answer = _bytes_of(port, b"".join(texts))
    assert [b"202 Accepted", b"200 OK", b"400 Bad Request", b"202 Accepted"] == [
        part.partition(b"\r\n")[0] for part in answer.split(b"HTTP/1.1 ")[1:]
    ]
    assert 1 == answer.count(b"connection: close")


@pytest.mark.parametrize("version", [b"1.0", b"1.1"])
def test_who_wants_the_connection_closed_finds_it_closed(port: int, version: bytes) -> None:
    """As HTTP/1.0 does by itself."""
    answer = _bytes_of(port, _post(ANNA, LOGIN, b"Connection: close", version=version))
    assert answer.startswith(b"HTTP/1.1 202 Accepted\r\ndate: ")
    assert answer.endswith(b"\r\ncontent-length: 11\r\nconnection: close\r\n\r\n" + answer[-11:])
    assert {"entry": 3} == json.loads(answer[-11:])


def test_who_asks_first_whether_to_go_on_is_told(port: int) -> None:
    """A body that waits for 100 Continue is asked for."""
    answer = _bytes_of(port, _post(ANNA, LOGIN, b"Connection: close", b"Expect: 100-continue"))
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted")


def test_an_address_that_is_none(port: int) -> None:
    """Bytes that no address has are refused as by any server."""
    assert _bytes_of(port, _post(ANNA.replace("Anna", "\xc4nna"), LOGIN)).startswith(b"HTTP/1.1 400 Bad Request")


def test_a_body_in_parts_is_put_together(port: int) -> None:
    """It is answered when its last part has come."""
    text = _post(ANNA, LOGIN, b"Connection: close")
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        for part in (text[:-100], text[-100:-50], text[-50:]):
            client.sendall(part)
        assert client.recv(65_536).startswith(b"HTTP/1.1 202 Accepted")


def test_who_may_not_is_not_served(api: Api) -> None:
    """The guard stands before clients' messages, too."""
    with serving(api.service, Socket(port=0, token="s3cret")) as port:  # noqa: S106 - a test's
        assert 401 == _asked(port, ANNA, LOGIN)[0]
        assert 202 == _asked(port, ANNA, LOGIN, {"Authorization": "Bearer s3cret"})[0]


def test_a_crowd_is_not_served() -> None:
    """More connections than the server takes: 503, as everywhere."""
    with serving(Api(Limits(sockets=0)).service) as port:
        assert 503 == _asked(port, ANNA, LOGIN)[0]


def test_a_fault_of_the_server_is_said(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """500 with problem details, as elsewhere, and the log has the rest."""
    with serving(api.service) as port:
        api.lab.clock.call_soon([].pop)
        status, kind, body = _asked(port, ANNA, LOGIN)
    assert (500, "application/problem+json") == (status, kind)
    assert "IndexError. This is a fault of the server; its log says more." == json.loads(body)["detail"]
    assert ["POST default/interaction-server/Anna failed"] == [record.message for record in caplog.records]


LATER = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"


def _statuses(answer: bytes) -> list[bytes]:
    return [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]]


def test_a_thousand_that_wait_for_another_request_are_answered(port: int) -> None:
    """One after the other, each in its place."""
    text = LATER + _post(ANNA, LOGIN) * 1_000 + LATER + _post(ANNA, LOGIN, b"Connection: close")
    assert [b"200", *[b"202"] * 1_000, b"200", b"202"] == _statuses(_bytes_of(port, text))


def test_one_that_waits_for_its_turn_is_asked_for_its_body_then(port: int) -> None:
    """Not before what came first is answered."""
    text = _post(ANNA, LOGIN, b"Expect: 100-continue", b"Connection: close")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(LATER + text.removesuffix(LOGIN))
        answer = b""
        while not answer.endswith(b"100 Continue\r\n\r\n"):
            answer += client.recv(65_536)
        client.sendall(LOGIN)
        while chunk := client.recv(65_536):
            answer += chunk
    assert [b"200", b"100", b"202"] == _statuses(answer)


@pytest.mark.parametrize("before", [b"", LATER])
@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (b"Host: elsewhere.example\r\nContent-Length: 3\r\n", b"abc", b"403"),
        (b"Host: localhost\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n", b"", b"413"),
        (b"Host: localhost\r\nTransfer-Encoding: chunked\r\n", b"C8\r\n" + b"x" * 200 + b"\r\n0\r\n\r\n", b"413"),
    ],
)
def test_one_that_is_refused_ends_the_connection(before: bytes, headers: bytes, body: bytes, status: bytes) -> None:
    """In its turn, without asking for its body, which nobody reads; nor is what comes behind it."""
    text = before + b"POST " + ANNA.encode() + b" HTTP/1.1\r\n" + headers + b"\r\n" + body
    with serving(Api(Limits(body=150)).service) as port:
        answer = _bytes_of(port, text + (LATER if body else b""))
    assert [*[b"200"] * bool(before), status] == _statuses(answer)
    assert b"\r\nconnection: close\r\n\r\n" in answer


def test_who_does_not_read_is_not_read(api: Api) -> None:
    """Until it has taken what it was answered; then all that it sent meanwhile is answered."""
    transport = PaperTransport()
    connection = connection_over(transport, api.service, PaperLoop())
    connection.data_received(_post(ANNA, LOGIN))
    connection.pause_writing()
    connection.data_received(_post(ANNA, LOGIN))
    assert ["paused", "resumed", "paused"] == transport.done
    connection.resume_writing()
    connection.data_received(_post(ANNA, LOGIN, b"Connection: close"))
    connection.pause_writing()
    connection.resume_writing()
    assert ["paused", "resumed", "paused", "resumed", "closed", "paused"] == transport.done
    assert [b"202"] * 3 == _statuses(transport.written)
