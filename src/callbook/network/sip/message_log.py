"""Writes each message of SIP into the journal of the run: who, from where to where, what; passwords are left out.

What is no message (a line that keeps a way open, more bytes than are read) is not written. Anybody may send to an open
port, so of those who are not registered only the first messages are written: a flood must not push out of a bounded
journal what happened in the run.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from callbook.lab import RegisterTelephone
from callbook.network.sip.masking import masked
from callbook.network.sip.messages import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from callbook.lab import Lab
    from callbook.network.sip.endpoint import Peer

MOST_OF_STRANGERS: Final = 1_000
"""Messages from and to those who are not registered that are written in one run."""
STRANGER: Final = "unregistered telephone"
_MOST_CALLS: Final = 2_000
_CALL_ID: Final = re.compile(rb"^(?:call-id|i)[ \t]*:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_FROM_USER: Final = re.compile(rb"^(?:from|f)[ \t]*:[^\r\n]*?sips?:([^@>;\s]{0,200})@", re.IGNORECASE | re.MULTILINE)
_REGISTERS: Final = re.compile(rb"^cseq[ \t]*:[ \t]*[0-9]+[ \t]+register\b", re.IGNORECASE | re.MULTILINE)


class MessageLog:
    """What is written of SIP in the journal.

    Args:
        here: the address of the switch's end, ``HOST:PORT``.
        line_of: returns the number of a DN or contact as the switch has it; None where nobody has it.
        registered: returns the number of which a telephone is registered from there, None where none is.
    """

    def __init__(
        self, here: str, line_of: Callable[[str], str | None], registered: Callable[[Peer], str | None]
    ) -> None:
        self._here = here
        self._line_of = line_of
        self._registered = registered
        self._lab: Lab | None = None
        self._calling = ""
        self._lines: dict[bytes, str] = {}
        self._strangers = 0
        self._names: dict[str | None, str] = {}

    def begin(self, lab: Lab) -> None:
        """Write into the journal of this lab from now on."""
        self._lab = lab
        self._strangers = 0
        self._names = {None: STRANGER}

    @contextmanager
    def calling(self, line: str) -> Generator[None]:
        """Know of the call that is made meanwhile whose telephone it goes to."""
        self._calling = line
        try:
            yield
        finally:
            self._calling = ""

    def sent(self, peer: Peer, data: bytes) -> None:
        """Write that the switch sends this to *peer*."""
        self._write(data, peer, received=False)

    @contextmanager
    def received(self, peer: Peer, data: bytes) -> Generator[None]:
        """Write that this has come from *peer*; what is answered meanwhile is answered because of it."""
        number = self._write(data, peer, received=True)
        if self._lab is None or not number:
            yield
            return
        journal = self._lab.journal
        before, journal.cause = journal.cause, number
        try:
            yield
        finally:
            journal.cause = before

    def _write(self, data: bytes, peer: Peer, *, received: bool) -> int:
        lab = self._lab
        if lab is None or len(data) > LONGEST or not data.strip(b"\r\n\0"):
            return 0
        of_call, registered = self._called(data), self._registered(peer)
        if of_call is None and registered is None:
            self._strangers += 1
            if self._strangers > MOST_OF_STRANGERS:
                return 0
        line = of_call or self._said(data, trusted=registered is not None) or registered
        telephone = self._names.get(line) or self._name(line, lab)
        text = masked(data.decode(errors="backslashreplace"))
        there = address_text(peer.host, peer.port)
        if received:
            return lab.journal.sip(telephone, lab.switch, peer.transport, there, self._here, text)
        return lab.journal.sip(lab.switch, telephone, peer.transport, self._here, there, text)

    def _name(self, line: str | None, lab: Lab) -> str:
        """Return what the telephone with this number is called, by whose it is; remember it, for it is asked often."""
        name = self._names[line] = f"{RegisterTelephone(line or '').actor(lab)}'s telephone"
        return name

    def _called(self, data: bytes) -> str | None:
        """Return whose telephone was called, where it is about a call."""
        found = _CALL_ID.search(data)
        if found is None:
            return None
        call_id = found[1].strip()
        if self._calling and call_id not in self._lines:
            self._lines[call_id] = self._calling
            if len(self._lines) > _MOST_CALLS:
                del self._lines[next(iter(self._lines))]
        return self._lines.get(call_id)

    def _said(self, data: bytes, *, trusted: bool) -> str | None:
        """Return whose telephone it says that it is; of one that is not registered only where it wants to be."""
        user = _FROM_USER.search(data) if trusted or _REGISTERS.search(data) else None
        return None if user is None else self._line_of(user[1].decode(errors="replace"))


def address_text(host: str, port: int) -> str:
    """Return an address as the journal has it: an IPv6 host stands in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
