"""Asks an HTTP server over sockets that are kept open, from one thread; for where `wrk` is not installed."""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length: "


@dataclass(frozen=True, slots=True)
class Post:
    """A request: where to, and what with."""

    path: str
    body: bytes

    def text(self, headers: str = "") -> bytes:
        """Give the request as it goes over the network, with these headers besides those that it needs."""
        head = f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}"
        return head.encode() + _LENGTH + str(len(self.body)).encode() + _END + self.body


@dataclass(frozen=True, slots=True)
class Load:
    """How a server did.

    Attributes:
        answered: how many requests.
        rate: how many in a second.
        p99: the milliseconds that 99 of 100 answers took at most.
    """

    answered: int
    rate: float
    p99: float


class Connection:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""
        self.sent = 0.0

    def fileno(self) -> int:
        """Give what a selector waits for."""
        return self._socket.fileno()

    def send(self, text: bytes) -> None:
        """Send a request."""
        self._read, self.sent = b"", time.perf_counter()
        self._socket.sendall(text)

    def answer(self) -> bytes | None:
        """Read on; give the body of the answer once all of it is here.

        Raises:
            AssertionError: the request was refused.
        """
        self._read += self._socket.recv(1 << 20)
        head, end, body = self._read.partition(_END)
        if not end or not _whole(head.lower(), body):
            assert self._read, "the connection was closed"
            return None
        assert head.startswith(b"HTTP/1.1 2"), self._read
        return body

    def asked(self, post: Post, headers: str = "") -> bytes:
        """Send a request and give the body of the answer."""
        self.send(post.text(headers))
        while (body := self.answer()) is None:
            pass
        return body

    def close(self) -> None:
        """Close it."""
        self._socket.close()


def load_by_sockets(port: int, posts: Sequence[Post], seconds: float, connections: int) -> Load:
    """Send these requests again and again, in their order, for so long."""
    texts, took = cycle([post.text() for post in posts]), list[float]()
    opened = [Connection(port) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for connection in opened:
            selector.register(connection, selectors.EVENT_READ, connection)
            connection.send(next(texts))
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            for key, _ in selector.select():
                if key.data.answer() is not None:
                    took.append(time.perf_counter() - key.data.sent)
                    key.data.send(next(texts))
        passed = time.perf_counter() - start
    for connection in opened:
        connection.close()
    return Load(len(took), len(took) / passed, sorted(took)[len(took) * 99 // 100] * 1_000)


def _whole(head: bytes, body: bytes) -> bool:
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0" + _END)
    length = head.partition(_LENGTH)[2].partition(b"\r\n")[0]
    return len(body) >= int(length or 0)
