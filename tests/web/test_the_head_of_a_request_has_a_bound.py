from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE
from tests.web.conftest import Api, serving
from tests.web.connection_on_paper import PaperLoop, PaperTransport, connection_over

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUND = 2_000


@pytest.fixture
def small() -> Iterator[int]:
    """Serve with a small bound; give the port."""
    with serving(Api(Limits(headers=BOUND)).service) as port:
        yield port


def _answer(port: int, *parts: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        answer = b""
        with suppress(ConnectionError):  # who is refused before all has come is reset
            for part in parts:
                client.sendall(part)
        with suppress(ConnectionError):
            while chunk := client.recv(65_536):
                answer += chunk
        return answer


def test_a_head_within_the_bound_is_served(small: int) -> None:
    """Two requests on one connection, each with its own head."""
    head = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * (BOUND // 2)
    answer = _answer(small, head + b"\r\n\r\n", head + b"\r\nConnection: close\r\n\r\n")
    assert 2 == answer.count(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    "parts",
    [
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * BOUND + b"\r\n\r\n",),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: ", b"x" * 3 * BOUND),
        (b"GET /" + b"x" * BOUND + b" HTTP/1.1\r\n\r\n",),
        (b"POST /runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nX: " + b"x" * BOUND + b"\r\n\r\n", b"{}\n"),
        (b"POST /runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nX: " + b"x" * BOUND + b"\r\n\r\n{}\n",),
    ],
)
def test_a_head_that_is_too_large_is_refused(small: int, parts: tuple[bytes, ...]) -> None:
    """Whether it ends or never does: 431, and the connection is closed."""
    answer = _answer(small, *parts)
    assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert answer.endswith(b'"status":431,"detail":"At most 2000 bytes."}')


def test_a_body_does_not_count_as_head(small: int) -> None:
    """A large body behind a small head is read."""
    body = b'{"name":"mine","seed":1' + b" " * 2 * BOUND + b"}"
    head = b"POST /runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    answer = _answer(small, head + b"Content-Length: %d\r\n\r\n" % len(body), body)
    assert answer.startswith(b"HTTP/1.1 201 Created")


def test_what_comes_after_a_refusal_is_not_read() -> None:
    """A client that goes on sending is not listened to."""
    transport = PaperTransport()
    connection = connection_over(transport, Api().service, PaperLoop(), BOUND)
    connection.data_received(b"GET / HTTP/1.1\r\nX: " + b"x" * BOUND)
    refused = transport.written
    connection.data_received(b"\r\n\r\nPOST /runs/default/interaction-server/clients/Anna/requests HTTP/1.1\r\n\r\n")
    assert (refused, ["closed"]) == (transport.written, transport.done)


CHUNKED = b"POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
PATHS = (b"/runs", b"/runs/default/interaction-server/clients/Anna/requests")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "parts",
    [
        (b"0\r\n", *[b"a: b\r\n" * 100] * 10),
        (b"0\r\na: ", *[b"x" * 300_000] * 3),
        (b"1;a=", *[b"x" * 300_000] * 3),
        (b"0\r\n" + b"a: b\r\n" * BOUND + b"\r\n",),
    ],
)
def test_nothing_goes_on_for_ever_behind_a_body(small: int, path: bytes, parts: tuple[bytes, ...]) -> None:
    """Neither headers, nor one header, nor what may stand beside the length of a part."""
    answer = _answer(small, CHUNKED % path, *parts)
    assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")


def test_a_few_headers_behind_a_body_are_nobodys(small: int) -> None:
    """They are read and forgotten: they are no headers of the request."""
    answer = _answer(
        small, CHUNKED % b"/runs", b"0\r\nContent-Type: application/json\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 415 Unsupported Media Type\r\n")
