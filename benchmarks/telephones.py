"""Telephones by SIP: the processor's time for a call, against timers and against SIPp's own answering side.

Where SIPp is not installed only the call on the virtual clock is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tests.sip.test_telephones_are_served import register
from tests.telephones.sipp import SIPP

from benchmarks.measure import Figure, in_turn
from benchmarks.telephones_and_sipp import with_sipp
from benchmarks.whole_callback import Shift
from callbook.core import Clock
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.telephones import SipTelephones
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

_SDP: Final = b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n"


def run() -> tuple[Figure, ...]:
    """Measure all that can be measured here."""
    return (*_by_virtual_clock(), *(with_sipp() if SIPP is not None else ()))


class Canned:
    """A telephone that answers everything at once, with as little work as possible, so that ours is what counts.

    Attributes:
        waiting: how many answers of all of them are on their way.
    """

    waiting: ClassVar[int] = 0

    def __init__(self, clock: Clock, receive: Callable[[bytes, Peer], None], port: int) -> None:
        self.peer: Final = Peer("UDP", "127.0.0.1", port)
        self._clock = clock
        self._receive = receive

    def take(self, data: bytes) -> None:
        """Answer a request."""
        method = data[: data.index(b" ")]
        if method in {b"ACK", b"SIP/2.0"}:
            return
        head = data.partition(b"\r\n\r\n")[0].split(b"\r\n")
        same = [line for line in head if line.startswith((b"Via:", b"From:", b"To:", b"Call-ID:", b"CSeq:"))]
        if method == b"INVITE":
            new = b";tag=" not in next(line for line in same if line.startswith(b"To:"))
            same = [line + b";tag=canned" if new and line.startswith(b"To:") else line for line in same]
            if new:
                self._say(b"180 Ringing", same, b"")
        self._say(b"200 OK", same, _SDP if method == b"INVITE" else b"")

    def _say(self, status: bytes, same: list[bytes], body: bytes) -> None:
        contact = b"Contact: <sip:canned@127.0.0.1:%d>" % self.peer.port
        kind = [b"Content-Type: application/sdp"] if body else []
        lines = [b"SIP/2.0 " + status, *same, contact, *kind, b"Content-Length: %d" % len(body), b"", body]
        Canned.waiting += 1
        self._clock.call_later(1, self._arrive, "an answer arrives", b"\r\n".join(lines))

    def _arrive(self, data: bytes) -> None:
        Canned.waiting -= 1
        self._receive(data, self.peer)


class ShiftByTelephone(Shift):
    """The same shift, and Maria has a telephone; Anna, too, if she is to have one."""

    def __init__(self, *, both: bool) -> None:
        super().__init__()
        self._clock = Clock()
        switch = self.lab.here.voice_switch
        self._sip = SipTelephones(
            self._clock, self._transmit, host="127.0.0.1", port=5060, line_of=switch.line, news=lambda: None,
            patience=60_000,
        )  # fmt: skip
        switch.telephones.own = self._sip
        self._telephones = dict[Peer, Canned]()
        for number in (self.maria.person.phone_number, *(["1001"] if both else [])):
            port = 6000 + len(self._telephones)
            made = Canned(self._clock, self._sip.endpoint.receive, port)
            self._telephones[made.peer] = made
            self._sip.endpoint.receive(register(number, 1, port), made.peer)
        self._pass()

    def _transmit(self, peer: Peer, data: bytes) -> None:
        self._telephones[peer].take(data)

    def _pass(self) -> None:
        """Let all be said that telephones have to say, and what comes of it."""
        self._sip.flush(self.lab.do)
        while Canned.waiting:
            self._clock.advance(1)
            self._sip.flush(self.lab.do)
        self.lab.advance(1)

    def callback(self) -> str:
        """Play one callback, whose telephones answer within milliseconds."""
        callback = self.lab.schedule(self.maria)
        self.anna.perform(Action.ACCEPT)
        self._pass()
        self.anna.perform(Action.RELEASE)
        self._pass()
        self.anna.perform(Action.SET_DISPOSITION, code="Resolved")
        self.anna.perform(Action.MARK_DONE)
        return callback


def _by_virtual_clock() -> tuple[Figure, ...]:
    """Measure a callback with a telephone for Maria, which is what timers play, and one with Anna's besides."""
    one, both, timers = ShiftByTelephone(both=False), ShiftByTelephone(both=True), Shift()
    figures = list[Figure]()
    for shift, what, bar in (
        (one, "a callback by SIP on the virtual clock / by timers", 3),
        (both, "the same, and the agent's telephone rings first / by timers", None),
    ):
        ours, theirs, ratio = in_turn(shift.callback, timers.callback, each=30)
        assert shift.lab.where(shift.callback()).kind == "done"
        figures.append(Figure(what, ratio, bar, f"{ours:.0f} us against {theirs:.0f} us"))
    return tuple(figures)
