"""One end of SIP: keeps the transactions, finds to which of them a message belongs, and hands on what is new.

It knows no socket: datagrams are handed in, and handed out. Nobody can let this end flood somebody else: a stranger
gets no answer that is larger than what came. Nor can a stranger fill it: what was refused is forgotten, for whoever
asks again is refused again.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from callbook.network.sip.messages import (
    MAGIC,
    Malformed,
    Request,
    Response,
    SipMessage,
    acknowledgement,
    branch_of,
    read,
    response,
    sequence_of,
    stamp,
    via_line,
)
from callbook.network.sip.transaction import Transaction
from callbook.network.sip.transaction_tables import (
    INVITE_CLIENT,
    INVITE_SERVER,
    OTHER_CLIENT,
    OTHER_SERVER,
    Event,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callbook.core import Clock
    from callbook.network.sip.transaction import User

_MOST: Final = 2_000
_FEW: Final = 64


class Peer(NamedTuple):
    """Where a message comes from, or goes: ``UDP`` or ``TCP``, address and port."""

    transport: str
    host: str
    port: int


class Core(Protocol):
    """Whoever acts on requests."""

    def asked(self, incoming: Incoming) -> None:
        """Answer a new request."""
        ...

    def acknowledged(self, request: Request) -> None:
        """Learn of an ACK for a success."""
        ...

    def unacknowledged(self, request: Request) -> None:
        """Learn that no ACK has come for the success that answered *request*."""
        ...

    def knows(self, peer: Peer) -> bool:
        """Return whether *peer* is no stranger."""
        ...

    def believes(self, peer: Peer) -> bool:
        """Return whether *peer* is where it says, so that any answer may be sent there."""
        ...


class Incoming:
    """A request that has come, and is to be answered.

    Attributes:
        request: it.
        peer: where it has come from.
        transaction: repeats the answer.
    """

    transaction: Transaction

    def __init__(self, core: Core, request: Request, peer: Peer) -> None:
        self._core = core
        self.request = request
        self.peer = peer

    def came(self, message: SipMessage) -> None:
        """Hand on the request, once, and the ACK for a success."""
        if isinstance(message, Request) and message.method == "ACK":
            self._core.acknowledged(message)
        else:
            self._core.asked(self)

    @property
    def leaves_nothing(self) -> bool:
        """Whether the answer would be the same if it were asked again: it is refused, or was only a question."""
        sent = cast("Response | None", self.transaction.sent)
        return sent is not None and (event_of(sent.status_code) is Event.FAILURE or self.request.method == "OPTIONS")

    def failed(self, _event: Event, /) -> None:
        """Hand on that no ACK has come."""
        self._core.unacknowledged(self.request)

    def answer(
        self, status: int, *, tag: str = "", headers: Iterable[tuple[str, str]] = (), body: bytes = b""
    ) -> Response:
        """Answer it, and return the answer."""
        made = response(self.request, status, tag=tag, headers=headers, body=body)
        self.transaction.send(event_of(status), made)
        return made


class Endpoint:
    """All transactions of one end.

    Args:
        clock: what their timers go by.
        transmit: sends bytes to a peer.
        core: acts on requests.
        host: the address that others reach it at.
        port: the port.
        salt: tells its identifiers from those of others.

    Attributes:
        most: transactions that others may begin at a time; what begins beyond is not answered.
    """

    def __init__(  # noqa: PLR0913 - all that it stands on
        self, clock: Clock, transmit: Callable[[Peer, bytes], None], core: Core, *, host: str, port: int, salt: str
    ) -> None:
        self._clock = clock
        self._transmit = transmit
        self._core = core
        self.host = host
        self.port = port
        self._salt = salt
        self.most = _MOST
        self._numbers = count(1)
        self._clients: dict[tuple[str, str], Transaction] = {}
        self._servers: dict[tuple[str, str], Transaction] = {}
        self._sweep_at = _FEW

    def new(self, what: str) -> str:
        """Return an identifier that nobody else has: a tag, a branch, a Call-ID."""
        return f"{what}{self._salt}{next(self._numbers)}"

    def via(self, transport: str) -> tuple[str, str]:
        """Return the Via of a new request."""
        return "Via", via_line(transport, self.host, self.port, self.new(MAGIC))

    @property
    def open(self) -> int:
        """How many transactions are not over."""
        self._sweep_at = 0
        self._sweep()
        return len(self._clients) + len(self._servers)

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take what has come from *peer*: whatever it is, nothing is raised."""
        if not data.strip(b"\r\n\0"):
            return  # a telephone keeps its way open
        try:
            message = read(data)
        except Malformed as malformed:
            if malformed.status and malformed.request is not None:
                self._reply(response(malformed.request, malformed.status, tag=self.new("t")), peer, len(data))
            return
        if isinstance(message, Response):
            self._answered(message)
        else:
            stamp(message, peer.host, peer.port)
            self._asked(message, peer, len(data))

    def request(self, request: Request, peer: Peer, user: User) -> Transaction:
        """Send a request of ours; *user* is told what comes of it."""
        table, state = (INVITE_CLIENT, State.CALLING) if request.method == "INVITE" else (OTHER_CLIENT, State.TRYING)
        made = Transaction(
            f"{request.method} to {peer.host}:{peer.port}", table, state,
            clock=self._clock, send=lambda message: self.send(message, peer), user=user,
            reliable=peer.transport != "UDP", peer=peer,
        )  # fmt: skip
        made.acknowledgement = lambda answer: acknowledgement(request, answer)
        self._sweep()
        self._clients[branch_of(request), request.method] = made
        made.send(Event.BEGINS, request)
        return made

    def send(self, message: SipMessage, peer: Peer) -> None:
        """Send a message by itself: an ACK for a success."""
        self._transmit(peer, bytes(message))

    def broken(self, peer: Peer) -> None:
        """Learn that *peer* can be reached no longer."""
        for made in tuple(self._clients.values()):
            if made.peer == peer:
                made.fire(Event.BROKEN)

    def _answered(self, message: Response) -> None:
        made = self._clients.get((branch_of(message), sequence_of(message).method))
        if made is not None:
            made.fire(event_of(message.status_code), message)

    def _asked(self, request: Request, peer: Peer, size: int) -> None:
        branch, method = _key(request), request.method
        known = self._servers.get((branch, "INVITE" if method in {"ACK", "CANCEL"} else method))
        if method == "ACK":
            known = known or self._servers.get((_dialog_key(request), "ACK"))
            if known is not None:
                known.fire(Event.ACK, request)
        elif method == "CANCEL":
            # What it would take back has been answered already: only telephones are called, and they call nobody.
            status = 481 if known is None else 200
            self._reply(response(request, status, tag=self.new("t")), peer, size)
        elif known is not None:
            known.fire(Event.REQUEST, request)
        else:
            self._begin(request, peer, size)

    def _begin(self, request: Request, peer: Peer, size: int) -> None:
        self._sweep()
        if len(self._servers) >= self.most:
            return
        table, state = (INVITE_SERVER, State.PROCEEDING) if request.method == "INVITE" else (OTHER_SERVER, State.TRYING)
        incoming = Incoming(self._core, request, peer)
        incoming.transaction = Transaction(
            f"{request.method} from {peer.host}:{peer.port}", table, state,
            clock=self._clock, send=lambda message: self._reply(message, peer, size), user=incoming,
            reliable=peer.transport != "UDP", peer=peer,
        )  # fmt: skip
        incoming.transaction.fire(Event.BEGINS, request)
        if incoming.leaves_nothing and not self._core.knows(peer):
            incoming.transaction.stop()
            return
        self._servers[_key(request), request.method] = incoming.transaction
        if request.method == "INVITE":  # the ACK for a success has a branch of its own (17.1.1.3)
            self._servers[_dialog_key(request), "ACK"] = incoming.transaction

    def _reply(self, message: SipMessage, peer: Peer, size: int) -> None:
        data = bytes(message)
        if peer.transport != "UDP" or len(data) <= size or self._core.believes(peer):
            self._transmit(peer, data)

    def _sweep(self) -> None:
        """Forget what is over: each time as many have begun as there were."""
        if len(self._clients) + len(self._servers) < self._sweep_at:
            return
        self._clients = {key: made for key, made in self._clients.items() if not made.is_over}
        self._servers = {key: made for key, made in self._servers.items() if not made.is_over}
        self._sweep_at = min(max(_FEW, 2 * (len(self._clients) + len(self._servers))), self.most)


def event_of(status: int) -> Event:
    """Return what a response with this status is to a transaction."""
    if status < 200:  # noqa: PLR2004 - the classes of the RFC
        return Event.PROVISIONAL
    return Event.SUCCESS if status < 300 else Event.FAILURE  # noqa: PLR2004 - as above


def _key(request: Request) -> str:
    """Return what all requests of a transaction have in common (17.2.3), also before there were branches."""
    branch = branch_of(request)
    if branch.startswith(MAGIC) and branch != MAGIC:
        return f"{branch} {request.get_header_values('Via')[0].partition(';')[0]}"
    return _dialog_key(request)


def _dialog_key(request: Request) -> str:
    sequence = sequence_of(request).seq
    return f"{request.get_header('Call-ID')} {sequence} {request.get_header('From')}"
