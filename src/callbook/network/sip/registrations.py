"""Which telephone is registered for which number, and until when (RFC 3261, section 10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.network.sip.endpoint import Peer
from callbook.network.sip.messages import contacts_of, sequence_of, uri_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.core import Clock, Timer
    from callbook.network.sip.messages import Address, Request

_USUAL: Final = 3_600
"""Seconds that a registration lasts, at most and where nobody asks for another length."""
_PORT: Final = 5060
_SIP: Final = re.compile(r"(?:^|<)sip:")


@dataclass(slots=True)
class Registration:
    """A telephone for a number.

    Attributes:
        contact: the address that it wants to be called at: this one is called, never the address of record.
        peer: where that is.
        call_id: of the REGISTER, whose numbers rise.
        sequence: of the REGISTER.
        until: the instant at which it is over.
        timer: ends it.
    """

    contact: str
    peer: Peer
    call_id: str
    sequence: int
    until: int
    timer: Timer


class Registrations:
    """All of them.

    Args:
        clock: how long they last.
        changed: told of a number that has a telephone from now on, or has none any more.
    """

    def __init__(self, clock: Clock, changed: Callable[[str, bool], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._of: dict[str, Registration] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def of(self, line: str) -> Registration | None:
        """Return the telephone for a number, if there is one."""
        return self._of.get(line)

    def line_at(self, peer: Peer) -> str | None:
        """Return the number that a telephone is registered for from there, the first of several; None for none."""
        return next((line for line, each in self._of.items() if each.peer == peer), None)

    def take(self, line: str, request: Request, peer: Peer) -> tuple[int, list[tuple[str, str]]]:
        """Carry out a REGISTER for the number *line*; return the status of the answer, and its headers."""
        known = self._of.get(line)
        sequence, call_id = sequence_of(request).seq, request.get_header("Call-ID") or ""
        if known is not None and known.call_id == call_id and sequence <= known.sequence:
            return 500, []
        texts = request.get_header_values("Contact")
        if texts == ["*"]:
            if request.get_header("Expires") != "0":
                return 400, []
            self.end(line)
        elif texts:
            contact = contacts_of(request)[0]
            seconds = _seconds(contact, request)
            if seconds is None or not contact.uri.host or not _SIP.search(texts[0]) or not _is_port(contact.uri.port):
                return 400, []
            self._register(line, contact, _way_to(contact, peer), call_id, sequence, seconds)
        return 200, self._current(line)

    def end(self, line: str) -> None:
        """Let a number have no telephone any more."""
        known = self._of.pop(line, None)
        if known is not None:
            self._clock.cancel(known.timer)
            self._changed(line, False)  # noqa: FBT003 - what is told

    def broken(self, peer: Peer) -> None:
        """Learn that the connection to *peer* is gone, and with it what was registered over it."""
        for line, each in tuple(self._of.items()):
            if each.peer == peer:
                self.end(line)

    def _register(  # noqa: PLR0913, PLR0917 - a registration is all of that
        self, line: str, contact: Address, peer: Peer, call_id: str, sequence: int, seconds: int
    ) -> None:
        if not seconds:
            self.end(line)
            return
        known = self._of.get(line)
        if known is not None:
            self._clock.cancel(known.timer)
        timer = self._clock.call_later(seconds * 1000, self.end, f"the telephone {line} registers again", line)
        until = self._clock.instant + seconds * 1000
        self._of[line] = Registration(uri_text(contact), peer, call_id, sequence, until, timer)
        if known is None:
            self._changed(line, True)  # noqa: FBT003 - what is told

    def _current(self, line: str) -> list[tuple[str, str]]:
        known = self._of.get(line)
        if known is None:
            return []
        return [("Contact", f"<{known.contact}>;expires={(known.until - self._clock.instant) // 1000}")]


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port < 2**16


def _seconds(contact: Address, request: Request) -> int | None:
    text = contact.params.get("expires") or request.get_header("Expires") or str(_USUAL)
    if not (text.isascii() and text.isdecimal() and len(text) < 20):  # noqa: PLR2004 - more than anybody means
        return None
    return min(int(text), _USUAL)


def _way_to(contact: Address, peer: Peer) -> Peer:
    """Return where a telephone is called: on its connection; by UDP at its port, if it is where it says that it is."""
    if peer.transport == "UDP" and contact.uri.host == peer.host:
        return Peer("UDP", peer.host, contact.uri.port or _PORT)
    return peer
