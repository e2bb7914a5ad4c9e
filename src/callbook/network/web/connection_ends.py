"""The end of a client's real connection, where a fault says so: reset, half-closed, or with bytes that are no HTTP."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Final

from callbook.core import Mishap

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from callbook.network.service.run import ConnectionEnded

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
