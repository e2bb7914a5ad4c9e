"""Messages of SIP on a stream, where Content-Length alone says where one ends (RFC 3261, 18.3)."""

from __future__ import annotations

import re
from typing import Final

from callbook.network.sip.messages import LONGEST

_LENGTH: Final = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,6})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class Unframed(Exception):  # noqa: N818 - names what is the case
    """What stands on the stream has no end that could be known, or is too long."""


class Framing:
    """Takes bytes as they come, and gives whole messages."""

    def __init__(self) -> None:
        self._buffer = b""

    def take(self, data: bytes) -> list[bytes]:
        """Return the messages that are whole now.

        Raises:
            Unframed: there is no way to go on.
        """
        self._buffer += data
        whole = list[bytes]()
        while (end := self._end()) is not None:
            whole.append(self._buffer[:end])
            self._buffer = self._buffer[end:]
        if len(self._buffer) > LONGEST:
            raise Unframed
        return whole

    def _end(self) -> int | None:
        self._buffer = self._buffer.lstrip(b"\r\n")
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = _LENGTH.search(self._buffer, 0, head + 2)
        if length is None:
            raise Unframed
        end = head + 4 + int(length[1])
        return end if end <= len(self._buffer) else None
