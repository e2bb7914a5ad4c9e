"""What strangers do to the port of telephones, as a part of the attack."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from tests.sip.test_telephones_are_served import register
from tests.sip.torture import TORTURE, message

if TYPE_CHECKING:
    from tests.web.attack import Target

_PATIENCE: Final = 300
_NUMBERS = count(1)
_QUOTES: Final = message("OPTIONS sip:a@h SIP/2.0", {"From": '"' + '\\"' * 7_000})
_STRAY: Final = tuple(
    message(f"{method} sip:1001@127.0.0.1 SIP/2.0", {"To": "<sip:1001@h>;tag=guess", "CSeq": f"9 {method}"})
    for method in ("BYE", "ACK", "CANCEL", "INVITE", "REFER", "NOTIFY")
)
_HALVES: Final = (b"", b"OPTIONS sip:a@h SI", register("1001", 1, transport="TCP")[:-1], b"\r\n" * 20_000)


def telephones(target: Target) -> None:
    """Floods, forgeries, and what is no message; connections that say half of something, or do not read."""
    to = ("127.0.0.1", target.telephones)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flood:
        for number in range(target.many(3_000)):
            flood.sendto(register("4711", number), to)
            flood.sendto(_STRAY[number % len(_STRAY)], to)
        for data in (*TORTURE.values(), *[_QUOTES] * target.many(100), *[b"x" * 60_000] * target.many(100)):
            flood.sendto(data, to)
    with ExitStack() as stack:
        for number in range(target.many(300)):
            client = stack.enter_context(socket.create_connection(to, timeout=_PATIENCE))
            with suppress(OSError):
                client.sendall(_HALVES[number % len(_HALVES)])
        deaf = stack.enter_context(socket.create_connection(to, timeout=_PATIENCE))
        with suppress(OSError):  # it is left as soon as too much waits for it
            for _ in range(target.many(20_000)):
                deaf.sendall(message("OPTIONS sip:a@h SIP/2.0", {"User-Agent": "x" * 200}))
        _register(target, to)


def _register(target: Target, to: tuple[str, int]) -> None:
    """Let a telephone come, and go: it is answered as if nothing had been."""
    with socket.create_connection(to, timeout=_PATIENCE) as own:
        own.sendall(register("1001", next(_NUMBERS), transport="TCP"))
        answer = own.recv(100)
    if not answer.startswith(b"SIP/2.0 200 OK"):
        target.wrong.append(f"a telephone that registers is answered {answer!r}")
