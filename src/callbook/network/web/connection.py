"""HTTP on a socket as uvicorn reads it: with a bound on what comes before the body, and a way in for clients' messages.

The parser keeps what it has read of a header until the header ends, so a client that never ends one would fill the
memory; so would one that goes on for ever behind its body, where nobody reads what it says. A request has to begin, and
to be whole, within so many seconds.

A client's message is carried out in one go and waits for nothing, so it needs no task, and nothing to wait with: once
its body is whole it is answered from here. That costs 40 us less than to go through ASGI (`benchmarks/stateful.py`).
All of them are: one that comes before another request on the same connection is answered takes its place in uvicorn's
queue, beside the requests for the application. One whose run is at work on another request waits until that is done.

Where a fault says so a connection ends badly: reset, half-closed, or with bytes that are no HTTP.
"""

from __future__ import annotations

import socket
import struct
from functools import lru_cache, partial
from http import HTTPStatus
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from callbook.core import Mishap
from callbook.network.service.run import ConnectionEnded
from callbook.network.web.client_messages import TOO_LARGE, answer, refused, sender_of
from callbook.network.web.guard import OPEN
from callbook.network.web.problems import Problem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from callbook.network.web.client_messages import Answer, Sender
    from callbook.network.web.crowd import Crowd
    from callbook.network.web.guard import Guard
    from callbook.network.web.service import Service

_HEAD_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s"
)
_LATE: Final = (
    b'{"type":"about:blank","title":"The request did not come whole in time","status":408,"detail":"It is dropped."}'
)
_TOO_LATE: Final = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s"
) % (len(_LATE), _LATE)
_CROWDED: Final = refused(
    Problem("about:blank", "The server takes no more", 503, "It carries out as many requests as it may. Ask again.")
)
_BESIDE: Final = len(b": \r\n")
_GO_ON: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_STATUS_LINES: Final = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


class NobodyListens:
    """What uvicorn tells of a request that nobody reads any more."""

    def set(self) -> None:
        """Do nothing."""


class ClientMessage:
    """A client's message that is being read, or waits for its turn.

    Attributes:
        sender: whose it is.
        headers: what its request says besides.
        body: what has come of it.
        refusal: what is answered, without carrying it out.
        is_whole: whether all of it has come.
        is_next: whether everything before it on its connection is answered.
        keeps: whether the connection stays afterwards.
    """

    body: bytes = b""
    is_next: bool = False
    is_whole: bool = False
    keeps: bool = False
    response_complete: bool = False  # the names of uvicorn's own, in whose place a message may stand
    keep_alive: bool = True
    disconnected: bool = False
    message_event: Final = NobodyListens()

    def __init__(self, sender: Sender, headers: list[tuple[bytes, bytes]], refusal: Answer | None) -> None:
        self.sender = sender
        self.headers = headers
        self.refusal = refusal


class Connection(HttpToolsProtocol):
    """One connection of the network.

    Attributes:
        most: bytes that the first line and the headers of a request may have.
        service: the runs.
        guard: lets requests through, or does not.
        crowd: who is connected.
    """

    most: ClassVar[int] = 16_384
    service: ClassVar[Service]
    guard: ClassVar[Guard]
    crowd: ClassVar[Crowd]
    _head: int = 0
    _trailers: int = 0
    _deadline: asyncio.TimerHandle | None = None
    _in_head: bool = True
    _is_over: bool = False
    _message: ClientMessage | None = None
    _next: ClientMessage | None = None
    _is_turning: bool = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin: something has to be said soon."""
        super().connection_made(transport)
        self.crowd.came(self, self.connections)
        self._expect(self.service.runs.limits.head)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._expect(None)
        self.crowd.works(self)
        super().connection_lost(exc)

    def leave(self) -> None:
        """Close the connection, for others who need its place."""
        self._is_over = True
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Read what came, unless nothing more is read of this connection."""
        if self._is_over:
            return
        if self._deadline is None and self._in_head:
            self._expect(self.service.runs.limits.head)
        self._head += len(data)
        super().data_received(data)
        if self._head > self.most and not self._is_over:
            self._refuse_head()

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        self._in_head = True
        if self._deadline is None:
            self._expect(self.service.runs.limits.head)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand the request over, or refuse it."""
        self._in_head, self._head, self._message, self._trailers = False, 0, None, 0
        if self._is_over:
            return
        self._expect(self.service.runs.limits.whole)
        if len(self.url) + sum(map(len, chain.from_iterable(self.headers))) > self.most:
            self._refuse_head()
            return
        path, sender = _path_and_sender(self.url)
        before = cast("RequestResponseCycle | None", self.cycle)  # there is none before the first
        is_next = before is None or before.response_complete
        if is_next and path not in OPEN and self.crowd.is_full(self.connections):
            self._write(_CROWDED, keeps=False)
            return
        self._message = message = self._client_message(path, sender)
        if message is None:
            super().on_headers_complete()
            return
        self._is_over = message.refusal is not None
        if is_next:
            self._has_its_turn(message)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft(cast("Any", (message, None)))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Read a header; what comes behind the body under such names is nobody's."""
        if self._in_head:
            super().on_header(name, value)
            return
        self._trailers += len(name) + len(value) + _BESIDE
        if self._trailers > self.most and not self._is_over:
            self._refuse_head()

    def on_body(self, body: bytes) -> None:
        """Read a part of a body."""
        self._head = 0
        if self._is_over:
            return
        message = self._message
        if message is None:
            super().on_body(body)
            return
        message.body += body
        if len(message.body) > self.service.runs.limits.body:
            message.body, message.refusal, self._is_over = b"", TOO_LARGE, True
            self._go_on_with(message)

    def on_message_complete(self) -> None:
        """Note that a request has ended; what follows is the head of the next one."""
        self._in_head, self._head = True, 0
        if self._is_over:
            return
        self._expect(None)
        self.crowd.works(self)
        message = self._message
        if message is None:
            super().on_message_complete()
        else:
            message.is_whole, message.keeps = True, self._reader.should_keep_alive()
            self._go_on_with(message)

    def pause_writing(self) -> None:
        """Read nothing from a client that does not read: what it is answered would pile up."""
        super().pause_writing()
        self.flow.pause_reading()

    def resume_writing(self) -> None:
        """Read on."""
        super().resume_writing()
        if not self.transport.is_closing():
            self.flow.resume_reading()

    def on_response_complete(self) -> None:
        """Let the next request have its turn; one message after another, without a call within the call before it."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self.crowd.waits(self)
        if self.flow.write_paused:
            self.flow.pause_reading()
        if self._is_turning or self._next is None:
            return
        self._is_turning = True
        while self._next is not None:
            message, self._next = self._next, None
            self._has_its_turn(message)
        self._is_turning = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 - an ASGI application
        waiting: object = cycle
        if isinstance(waiting, ClientMessage):
            self._next = waiting
        else:
            super()._start_asgi_task(cycle, app)

    @property
    def _reader(self) -> Any:  # noqa: ANN401 - the parser has no types
        return self.parser

    def _client_message(self, path: str, sender: Sender | None) -> ClientMessage | None:
        """Return the message whose head has come; None for any other request."""
        if sender is None or self._reader.get_method() != b"POST":
            return None
        return ClientMessage(sender, self.headers, self.guard.refusal(path, self.headers))

    def _expect(self, seconds: float | None) -> None:
        """Let the client have so many seconds for what comes next; None for as many as it takes."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self._too_late)

    def _too_late(self) -> None:
        self._deadline, self._is_over = None, True
        if self._head or not self._in_head:
            self.transport.write(_TOO_LATE)
        self.transport.close()

    def _has_its_turn(self, message: ClientMessage) -> None:
        message.is_next = True
        if message.is_whole or message.refusal is not None:
            self._go_on_with(message)
        elif self.expect_100_continue:
            self.transport.write(_GO_ON)

    def _go_on_with(self, message: ClientMessage) -> None:
        if not message.is_next:
            return
        if message.refusal is not None:
            self._write(message.refusal, keeps=False)
        else:
            self._carry_out(message)

    def _carry_out(self, message: ClientMessage) -> None:
        turns, run = self.service.turns, message.sender[0]
        if not turns.is_taken(run):
            self._answer(message)
            return
        is_free = self.cycle is None or self.cycle.response_complete  # pyright: ignore[reportUnnecessaryComparison]
        self.cycle = cast("Any", message) if is_free else self.cycle  # what comes behind it here waits, too
        turns.when_free(run, partial(self._soon, message))

    def _soon(self, message: ClientMessage) -> bool:
        """Take the turn, and answer without a call within the call of who had it before."""
        self.loop.call_later(0, partial(self._answer_in_turn, message))
        return True

    def _answer_in_turn(self, message: ClientMessage) -> None:
        try:
            self._answer(message)
        finally:  # whatever has gone wrong: who waits for the run goes on
            self.service.turns.give_back(message.sender[0])

    def _answer(self, message: ClientMessage) -> None:
        message.response_complete = True
        try:
            given = answer(self.service, message.sender, message.headers, message.body)
        except ConnectionEnded as ended:
            self._is_over = True
            break_off(self.transport, ended)
            self.loop.call_later(PATIENCE, self.transport.abort)  # who keeps what is dead holds no place here
        else:
            self._write(given, keeps=message.keeps and message.keep_alive)

    def _write(self, given: Answer, *, keeps: bool) -> None:
        lines = [_STATUS_LINES[given.status]]
        for name, value in chain(self.server_state.default_headers, given.headers):
            lines += (name, b": ", value, b"\r\n")
        lines.append(b"content-type: %s\r\ncontent-length: %d\r\n" % (given.content_type, len(given.body)))
        lines += (b"\r\n" if keeps else b"connection: close\r\n\r\n", given.body)
        if not self.transport.is_closing():
            self.transport.write(b"".join(lines))
        if not keeps:
            self._is_over = True
            self.transport.close()
        self.on_response_complete()

    def _refuse_head(self) -> None:
        self._is_over = True
        body = b'{"type":"about:blank","title":"The headers are too large","status":431,"detail":"At most %d bytes."}'
        body %= self.most
        self._expect(None)
        self.transport.write(_HEAD_TOO_LARGE % (len(body), body))
        self.transport.close()


@lru_cache(maxsize=256)
def _path_and_sender(url: bytes) -> tuple[str, Sender | None]:
    """Return an address without its query and its escapes, and whose message a POST to it brings."""
    path = unquote((httptools.parse_url(url).path or b"").decode("latin-1"))  # the parser lets only ASCII through
    return path, sender_of(path)


_AT_ONCE: Final = struct.pack("ii", 1, 0)
_GARBAGE: Final = b"\x00\xff\xfe callbook: garbage \x80\x81\r\n\r\n"

PATIENCE: Final = 30.0
"""Seconds of the wall that a client may keep a connection which it could know to be dead."""


def break_off(transport: asyncio.Transport, ended: ConnectionEnded) -> None:
    """Do to a connection what a fault says."""
    _ENDS[ended.mishap](transport)


def _reset(transport: asyncio.Transport) -> None:
    there: socket.socket = transport.get_extra_info("socket")
    with socket.socket(fileno=socket.dup(there.fileno())) as same:  # an event loop's own view cannot set this
        same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()


def _half_close(transport: asyncio.Transport) -> None:
    if transport.can_write_eof():
        transport.write_eof()
    else:
        transport.close()  # TLS knows no connection that is open one way


def _garble(transport: asyncio.Transport) -> None:
    transport.write(_GARBAGE)
    transport.close()


_ENDS: Final[dict[Mishap, Callable[[asyncio.Transport], None]]] = {
    Mishap.RESET: _reset,
    Mishap.HALF_CLOSED: _half_close,
    Mishap.GARBLED: _garble,
}
