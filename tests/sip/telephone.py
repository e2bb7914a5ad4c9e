"""A telephone for tests, made of the same transactions, and a network that loses, doubles and delays datagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.sip.torture import OFFER

from callbook.network.sip.dialog import Heard
from callbook.network.sip.endpoint import Endpoint, Incoming, Peer, event_of
from callbook.network.sip.messages import Request, Response, contacts_of, request, tag_of, uri_text
from callbook.network.sip.session_descriptions import direction_of
from callbook.network.sip.transaction_tables import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.core import Clock

_SAYS: Final = (
    ("User-Agent", "a telephone for tests"),
    ("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REFER, INFO, UPDATE"),
)
SERVER: Final = Peer("UDP", "127.0.0.1", 5060)


class Network:
    """Brings datagrams to where they are sent.

    Args:
        clock: when.
        delays: for each datagram in order, after how many milliseconds it arrives, each time that it does.

    Attributes:
        lines: the first line of each datagram, in the order in which they were sent.
        datagrams: all that was sent.
    """

    def __init__(self, clock: Clock, delays: Iterator[tuple[int, ...]] | None = None) -> None:
        self._clock = clock
        self.delays = delays or iter(())
        self._ends: dict[Peer, Callable[[bytes, Peer], None]] = {}
        self.lines: list[str] = []
        self.datagrams: list[tuple[Peer, Peer, bytes]] = []

    def end(self, peer: Peer, receive: Callable[[bytes, Peer], None]) -> Callable[[Peer, bytes], None]:
        """Let *receive* have what is sent to *peer*; return what sends from there."""
        self._ends[peer] = receive

        def transmit(to: Peer, data: bytes) -> None:
            self.lines.append(data.partition(b"\r\n")[0].decode())
            self.datagrams.append((peer, to, data))
            for delay in next(self.delays, (1,)):
                self._clock.call_later(delay, self._arrive, "a datagram arrives", to, data, peer)

        return transmit

    def unplug(self, peer: Peer) -> None:
        """Let nothing arrive at *peer* any more."""
        self._ends.pop(peer, None)

    def _arrive(self, to: Peer, data: bytes, peer: Peer) -> None:
        if to in self._ends:
            self._ends[to](data, peer)


class Telephone:
    """A telephone: one call at a time.

    Args:
        network: where it is plugged in.
        clock: what its transactions go by.
        number: its number.
        port: its port.

    Attributes:
        state: where its call is: idle, ringing, up, over.
        last_answer: the last one that it was given.
        says: what it says before it is answered: that it rings.
        own: its description.
        heard: what it was sent, and what it was answered, in words.
        lost: whether its answer was never acknowledged.
        takes_talk: whether it answers when it is asked to.
        busy: what it refuses each call with; 0 for none.
        answers_options: its answer when it is asked whether it is there.
        direction: in which direction media go, as it was told last.
        talks_to: the description that it was given last.
    """

    def __init__(self, network: Network, clock: Clock, number: str, port: int) -> None:
        self.number = number
        self.peer = Peer("UDP", "127.0.0.1", port)
        transmit = network.end(self.peer, self._receive)
        self.endpoint = Endpoint(clock, transmit, self, host="127.0.0.1", port=port, salt=number.strip("+"))
        self.state = "idle"
        self.heard: list[str] = []
        self.lost = False
        self.last_answer: Response = Response()
        self.takes_talk = True
        self.says: tuple[int, ...] = (180,)
        self.busy = 0
        self.answers_options = 200
        self.direction = ""
        self.talks_to = b""
        self.own = OFFER.replace(b"49217", str(port).encode())
        self._has_offered = False
        self._incoming: Incoming | None = None
        self._last: Request | None = None
        self._sequence = 0
        self._tag = ""

    # Outside of calls.

    def register(self, expires: int = 3600, *, more: tuple[tuple[str, str], ...] = ()) -> None:
        """Say where it is."""
        self._sequence += 1
        to = f"<sip:{self.number}@127.0.0.1>"
        contact = ("Contact", f"<sip:phone@127.0.0.1:{self.peer.port}>")
        self.ask(
            "REGISTER", "sip:127.0.0.1", ("From", to + ";tag=r"), ("To", to), ("Call-ID", f"r{self.number}"),
            ("CSeq", f"{self._sequence} REGISTER"), contact, ("Expires", str(expires)), *more,
        )  # fmt: skip

    def ask(self, method: str, uri: str, *headers: tuple[str, str], body: bytes = b"") -> None:
        """Send a request, and note its answer."""
        made = request(method, uri, [self.endpoint.via("UDP"), ("Max-Forwards", "70"), *_SAYS, *headers], body)
        self.endpoint.request(made, SERVER, Heard(self._answered, lambda: self.heard.append(f"{method}: nothing")))

    def _answered(self, answer: Response) -> None:
        self.heard.append(f"{answer.status_code} to {answer.get_header('CSeq')}")
        self.last_answer = answer
        is_offer = "INVITE" in (answer.get_header("CSeq") or "")
        if is_offer and event_of(answer.status_code) is not Event.PROVISIONAL:
            self._has_offered = False
        if is_offer and event_of(answer.status_code) is Event.SUCCESS:
            self._take_sdp(answer.body)
            self._send_in_call("ACK")

    # In a call.

    def answer(self) -> None:
        """Answer the call that rings."""
        assert self._incoming is not None
        offer = self._incoming.request.body
        self.state = "up"
        self._has_offered = not offer
        if offer:
            self._take_sdp(offer)
        self._say(200, self.own)

    def reject(self, status: int) -> None:
        """Refuse it."""
        self.state = "over"
        self._say(status)

    def hang_up(self) -> None:
        """Hang up."""
        self.state = "over"
        self._send_in_call("BYE")

    def hold(self, direction: str = "sendonly") -> None:
        """Put the call on hold, or take it from there with ``sendrecv``."""
        self._has_offered = True
        body = self.own + f"a={direction}\r\n".encode()
        self._send_in_call("INVITE", ("Content-Type", "application/sdp"), self._contact(), body=body)

    def refer(self, to: str) -> None:
        """Refer the call to another number."""
        self._send_in_call("REFER", ("Refer-To", f"<sip:{to}@127.0.0.1>"), self._contact())

    def send_in_call(self, method: str, *headers: tuple[str, str], body: bytes = b"") -> None:
        """Send any request inside the call."""
        self._send_in_call(method, *headers, body=body)

    def _send_in_call(self, method: str, *headers: tuple[str, str], body: bytes = b"") -> None:
        assert self._last is not None
        if method != "ACK":
            self._sequence += 1
        usual = (
            ("From", f"{self._last.get_header('To')};tag={self._tag}"), ("To", self._last.get_header("From") or ""),
            ("Call-ID", self._last.get_header("Call-ID") or ""), ("CSeq", f"{self._sequence} {method}"),
        )  # fmt: skip
        uri = uri_text(contacts_of(self._last)[0])
        if method == "ACK":
            made = request(method, uri, [self.endpoint.via("UDP"), ("Max-Forwards", "70"), *usual])
            self.endpoint.send(made, SERVER)
        else:
            self.ask(method, uri, *usual, *headers, body=body)

    def _contact(self) -> tuple[str, str]:
        return "Contact", f"<sip:phone@127.0.0.1:{self.peer.port}>"

    def _say(self, status: int, body: bytes = b"") -> None:
        assert self._incoming is not None
        kind = (("Content-Type", "application/sdp"),) if body else ()
        self._incoming.answer(status, tag=self._tag, headers=(self._contact(), *kind), body=body)

    def _take_sdp(self, body: bytes) -> None:
        self.talks_to, self.direction = body, direction_of(body)

    # What comes.

    def knows(self, peer: Peer) -> bool:
        """It answers anybody."""
        return True

    def believes(self, peer: Peer) -> bool:
        """It answers anybody."""
        return True

    def asked(self, incoming: Incoming) -> None:
        """Ring, or do what is asked in the call."""
        asked = incoming.request
        self.heard.append(f"{asked.method} {asked.get_header('Event') or asked.text.partition(chr(13))[0]}".strip())
        inside = bool(tag_of(asked.get_header("To") or ""))
        if asked.method == "INVITE" and not inside:
            self._incoming, self._last, self._tag = incoming, asked, self.endpoint.new("p")
            self.state = "ringing"
            if self.busy:
                self.reject(self.busy)
            else:
                for status in self.says:
                    self._say(status)
        elif asked.method == "INVITE" and self._has_offered:
            incoming.answer(491)  # one offer at a time (14.2)
        elif asked.method == "INVITE":
            self._take_sdp(asked.body)
            incoming.answer(200, headers=(self._contact(), ("Content-Type", "application/sdp")), body=self.own)
        elif asked.method == "NOTIFY" and asked.get_header("Event") == "talk":
            incoming.answer(200 if self.takes_talk else 481)
            if self.takes_talk:
                self.answer()
        else:
            incoming.answer(self.answers_options if asked.method == "OPTIONS" else 200)
            if asked.method == "BYE":
                self.state = "over"

    def acknowledged(self, request: Request) -> None:
        """Take the answer to what it has offered."""
        self._has_offered = False
        if request.body:
            self._take_sdp(request.body)

    def unacknowledged(self, request: Request) -> None:
        """Its answer has never arrived."""
        self.lost = True
        self.hang_up()

    def _receive(self, data: bytes, peer: Peer) -> None:
        if data.startswith(b"CANCEL") and self.state == "ringing":
            self.heard.append("CANCEL")
            self.reject(487)
        self.endpoint.receive(data, peer)
