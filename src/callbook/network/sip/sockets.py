"""Telephones of a server: UDP and TCP in its own loop, beside HTTP, for the default run.

What telephones report is done when it is the run's turn, as a request is. Time here is that of the wall, on a clock of
its own: in the run's journal stands what telephones do, and none of the timers that SIP needs for it.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.core import BadInput, Clock, Pacer
from callbook.network.service.runs import DEFAULT_RUN
from callbook.network.service.settings import ClockKind
from callbook.network.sip.digest import Digest, read_users
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.framing import Framing, Unframed
from callbook.network.sip.telephones import SipTelephones
from callbook.network.web.clock import beat

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from callbook.lab import Lab
    from callbook.network.service.settings import RunSettings
    from callbook.network.web.service import Service

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104 - refused
_BEAT: Final = 0.02
"""Seconds between two looks at the clock."""
_READ: Final = 4_096
"""Bytes of a connection that are read before others have their turn: some tens of messages."""
_MOST_UNSENT: Final = 262_144
"""Bytes that may wait for a telephone that does not read."""
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class SipSocket:
    """Where telephones are served, and who may register.

    Attributes:
        host: an address of this machine.
        port: 0 for any that is free, for UDP and TCP alike.
        users: each number with its password; None believes everybody, which only loopback allows.
    """

    host: str
    port: int
    users: dict[str, str] | None = None

    def listen(self) -> tuple[socket.socket, socket.socket]:
        """Take the port, for UDP and for TCP.

        Raises:
            BadInput: when somebody else has it, or there is no such address.
        """
        reason = ""
        for _ in range(_TRIES if self.port == 0 else 1):
            stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                stream.bind((self.host, self.port))
                datagrams.bind((self.host, stream.getsockname()[1]))
            except OSError as error:
                reason = str(error.strerror)
                stream.close()
                datagrams.close()
            else:
                return datagrams, stream
        raise BadInput("address", f"{self.host}:{self.port}", where=f"--sip: {reason}", accepted="one that is free")


def sip_socket(text: str, users: Path | None, settings: RunSettings) -> SipSocket:
    """Return where telephones are served, as the command line says it.

    Raises:
        BadInput: it is no address, or telephones cannot be served so.
    """
    host, colon, number = text.rpartition(":")
    if not (colon and host and number.isascii() and number.isdecimal() and int(number) < 2**16):
        raise BadInput("address", text, where="--sip", accepted="HOST:PORT, such as 127.0.0.1:5060; port 0 takes any")
    if settings.clock is not ClockKind.REAL:
        accepted = "--clock real: telephones ring in real time"
        raise BadInput("clock", str(settings.clock), where="--sip", accepted=accepted)
    if settings.speed != 1:
        raise BadInput("speed", settings.speed, where="--sip", accepted="1: telephones cannot ring faster")
    if host in _EVERYWHERE:
        accepted = "one address of this machine: telephones are told it, and answer there"
        raise BadInput("address", text, where="--sip", accepted=accepted)
    if host not in _LOOPBACK and users is None:
        accepted = "127.0.0.1, or any other together with --sip-users FILE: there everybody has to say who it is"
        raise BadInput("address", text, where="--sip", accepted=accepted)
    return SipSocket(host, int(number), None if users is None else read_users(users))


class SipServer(asyncio.DatagramProtocol):
    """Serves telephones.

    Args:
        service: whose default run they belong to.
        where: the address.
        connections: how many there may be; beyond, the one that has been there longest and is nobody's ends.

    Raises:
        BadInput: when the port is not free.
    """

    def __init__(self, service: Service, where: SipSocket, connections: int = 200) -> None:
        self._service = service
        self._connections = connections
        self._host = where.host
        self._datagrams, self._stream = where.listen()
        self.port: int = self._stream.getsockname()[1]
        clock = Clock()
        self._pacer = Pacer(clock, 1.0, service.runs.wall)
        digest = None if where.users is None else Digest(where.users, clock, secrets.token_bytes(32))
        self._lab: Lab | None = None
        self._writers: dict[Peer, asyncio.StreamWriter] = {}
        self._reading = asyncio.Lock()
        self._udp: asyncio.DatagramTransport | None = None
        self._has_news = False
        self.telephones = SipTelephones(
            clock, self._transmit, host=where.host, port=self.port,
            here=self._stream.getsockname()[0], line_of=self._line_of, news=self._news,
            patience=self._run.lab.assumptions.network_gives_up_ringing, salt=secrets.token_hex(4), digest=digest,
        )  # fmt: skip
        self._attach()

    @property
    def address(self) -> str:
        """Where telephones register, as they want it."""
        return f"sip:{self._host}:{self.port}"

    @property
    def _run(self) -> Any:  # noqa: ANN401 - a run
        return self._service.runs.get(DEFAULT_RUN)

    @asynccontextmanager
    async def serving(self, _app: object) -> AsyncGenerator[None]:
        """Serve for as long as the application runs."""
        loop = asyncio.get_running_loop()
        udp, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._datagrams)
        self._udp = udp
        streams = await asyncio.start_server(self._connected, sock=self._stream)
        beats = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            beats.cancel()
            with suppress(asyncio.CancelledError):
                await beats
            for writer in self._writers.values():
                writer.close()
            streams.close()
            udp.close()

    # What comes.

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a datagram."""
        self._catch_up()
        self.telephones.receive(data, Peer("UDP", addr[0], addr[1]))

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = writer.get_extra_info("peername")[:2]
        peer = Peer("TCP", host, port)
        if len(self._writers) >= self._connections:
            longest = next((each for each in self._writers if not self.telephones.knows(each)), None)
            if longest is None:
                writer.close()
                return
            self._end(longest)
        self._writers[peer] = writer
        with suppress(Unframed, OSError):
            await self._read(reader, peer)
        if self._writers.get(peer) is writer:
            self._end(peer)
        self.telephones.broken(peer)

    async def _read(self, reader: asyncio.StreamReader, peer: Peer) -> None:
        """Take what comes on a connection; of all connections only one at a time, and others are served in between."""
        framing = Framing()
        while data := await reader.read(_READ):
            async with self._reading:
                self._catch_up()
                for message in framing.take(data):
                    self.telephones.receive(message, peer)
                await asyncio.sleep(0)

    def _end(self, peer: Peer) -> None:
        """End a connection; nobody waits for a telephone that does not read."""
        writer = self._writers.pop(peer)
        if writer.transport.get_write_buffer_size():
            writer.transport.abort()
        writer.close()

    def _catch_up(self) -> None:
        """Let it be as late as the wall says, for telephones, and in the run, whose time its journal has."""
        if not self._service.turns.is_taken(DEFAULT_RUN):
            beat(self._service, self._run)
        self._pacer.catch_up()

    def _transmit(self, peer: Peer, data: bytes) -> None:
        if peer.transport == "UDP":
            cast("asyncio.DatagramTransport", self._udp).sendto(data, (peer.host, peer.port))
        elif peer in self._writers:
            self._writers[peer].write(data)
            if self._writers[peer].transport.get_write_buffer_size() > _MOST_UNSENT:
                self._end(peer)

    # What is told.

    def _line_of(self, number: str) -> str | None:
        return cast("str | None", self._run.lab.here.voice_switch.line(number))

    def _news(self) -> None:
        if not self._has_news:
            self._has_news = True
            asyncio.get_running_loop().call_soon(self._take_turn)

    def _take_turn(self) -> None:
        self._has_news = False
        self._service.turns.when_free(DEFAULT_RUN, self._report)

    def _report(self) -> bool:
        """Do what telephones have reported; the turn is given on at once."""
        self._attach()
        run = self._service.run(DEFAULT_RUN, None)
        self.telephones.flush(run.do)
        self._service.keep()
        return False

    def _attach(self) -> None:
        """Be the telephones of the run's switch, also when the run has begun anew."""
        lab = self._run.lab
        if lab is not self._lab:
            first, self._lab = self._lab is None, lab
            lab.here.voice_switch.telephones.own = self.telephones
            self.telephones.log.begin(lab)
            if not first:
                self.telephones.begin_anew()

    async def _beat(self) -> None:
        while True:
            self._catch_up()
            if self._run.lab is not self._lab:
                self._news()
            await asyncio.sleep(_BEAT)
