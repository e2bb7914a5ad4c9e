"""Ports for programs that have to be told theirs: below those that the system hands out by itself."""

from __future__ import annotations

import os
import socket
from itertools import count
from typing import Final

_FIRST: Final = 20_000
_MANY: Final = 3_000
_STEP: Final = 4
"""Baresip takes its port and the next one."""
_numbers = count(os.getpid())


def free_port() -> int:
    """Return a port that is free on loopback, for UDP and for TCP."""
    while True:
        port = _FIRST + _STEP * (next(_numbers) % _MANY)
        try:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                with socket.socket(socket.AF_INET, kind) as taken:
                    taken.bind(("127.0.0.1", port))
        except OSError:
            continue
        return port
