"""HTTP on a socket as uvicorn reads it: with a bound on what comes before the body, and a fast lane for messages.

The parser keeps what it has read of a header until the header ends, so a client that never ends one would fill the
memory. The socket itself is handed to the application, which alone can reset it or send garbage when a fault says so.

A client's message is carried out in one go and waits for nothing, so it needs no task, and nothing to wait with: once
its body is whole it is answered from here. That costs 40 us less than to go through ASGI (`benchmarks/stateful.py`).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from callbook.network.service.run import ConnectionEnded
from callbook.network.web.connection_ends import PATIENCE, TRANSPORT, break_off

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from callbook.network.web.message_endpoint import Answer, Lane, Names

_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s"
)
_STATUS_LINES: Final = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


class BoundedProtocol(HttpToolsProtocol):
    """One connection of the network.

    Attributes:
        most: bytes that the first line and the headers of a request may have.
        lane: answers clients' messages.
    """

    most: ClassVar[int] = 16_384
    lane: ClassVar[Lane]
    _head: int = 0
    _in_head: bool = True
    _refused: bool = False
    _names: Names | None = None
    _body: bytes = b""

    def data_received(self, data: bytes) -> None:
        """Read what came, unless the connection was refused."""
        if self._refused:
            return
        self._head += len(data)
        super().data_received(data)
        if not self._in_head:
            self._head = 0
        elif self._head > self.most:
            self._refuse()

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand the request over, or refuse it."""
        self._in_head, self._head = False, 0
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > self.most:
            self._refuse()
            return
        self._names, self._body = self._of_the_lane(), b""
        if self._names is not None:
            return
        scope: dict[str, Any] = self.scope  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]
        scope["extensions"] = {TRANSPORT: self.transport}
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Read a part of a body."""
        if self._names is not None:
            self._body += body
        elif not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that a request has ended; what follows is the head of the next one."""
        self._in_head, self._head = True, 0
        if self._names is not None:
            names, self._names = self._names, None
            self._answer(self.lane.answer(names, self.headers, self._body))
        elif not self._refused:
            super().on_message_complete()

    @property
    def _reader(self) -> Any:  # noqa: ANN401 - the parser has no types
        return self.parser

    def _of_the_lane(self) -> Names | None:
        if self._reader.get_method() != b"POST" or not self._at_leisure():
            return None
        return self.lane.names(self.url, self.headers)

    def _at_leisure(self) -> bool:
        """Whether nothing is in the way: no other request before this one, no client that does not read, no crowd."""
        before = cast("RequestResponseCycle | None", self.cycle)  # there is none before the first
        idle = before is None or before.response_complete
        crowd = self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency
        return idle and not crowd and not self.flow.write_paused and not self.expect_100_continue

    def _answer(self, given: Answer | ConnectionEnded) -> None:
        if isinstance(given, ConnectionEnded):
            self._refused = True
            break_off(self.transport, given)
            self.loop.call_later(PATIENCE, self.transport.abort)  # who keeps what is dead holds no place here
        else:
            self._tell(given)

    def _tell(self, given: Answer) -> None:
        lines = [_STATUS_LINES[given.status]]
        for name, value in self.server_state.default_headers:
            lines += (name, b": ", value, b"\r\n")
        lines.append(b"content-type: %s\r\ncontent-length: %d\r\n" % (given.content_type.encode(), len(given.body)))
        keeps = self._reader.should_keep_alive()
        lines += (b"\r\n" if keeps else b"connection: close\r\n\r\n", given.body)
        self.transport.write(b"".join(lines))
        if not keeps:
            self.transport.close()
        self.on_response_complete()

    def _refuse(self) -> None:
        self._refused = True
        body = b'{"type":"about:blank","title":"The headers are too large","status":431,"detail":"At most %d bytes."}'
        body %= self.most
        self.transport.write(_TOO_LARGE % (len(body), body))
        self.transport.close()
