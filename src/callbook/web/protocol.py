"""HTTP on a socket as uvicorn reads it, with a bound on what comes before the body, and with the socket within reach.

The parser keeps what it has read of a header until the header ends, so a client that never ends one would fill the
memory. The socket itself is handed to the application, which alone can reset it or send garbage when a fault says so.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

TRANSPORT: Final = "callbook.transport"
"""Where in a request's ``extensions`` its socket stands."""
_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s"
)


class BoundedProtocol(HttpToolsProtocol):
    """One connection of the network.

    Attributes:
        most: bytes that the first line and the headers of a request may have.
    """

    most: ClassVar[int] = 16_384
    _head: int = 0
    _in_head: bool = True
    _refused: bool = False

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
        scope: dict[str, Any] = self.scope  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]
        scope["extensions"] = {TRANSPORT: self.transport}
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Read a part of a body."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that a request has ended; what follows is the head of the next one."""
        self._in_head, self._head = True, 0
        if not self._refused:
            super().on_message_complete()

    def _refuse(self) -> None:
        self._refused = True
        body = b'{"type":"about:blank","title":"The headers are too large","status":431,"detail":"At most %d bytes."}'
        body %= self.most
        self.transport.write(_TOO_LARGE % (len(body), body))
        self.transport.close()
