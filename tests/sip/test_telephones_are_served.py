"""`callbook serve --sip`: telephones reach the default run by UDP and TCP; whatever would be wrong is refused first."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import TYPE_CHECKING, Final
from urllib.request import ProxyHandler, build_opener

import pytest
from tests.patience import PATIENCE
from tests.served import server
from tests.sip.torture import message

from callbook.core import ActionTaken, BadInput, SipSent
from callbook.network import ClockKind, Limits, Runs, RunSettings, Service, SipServer, SipSocket, sip_socket
from callbook.network.sip.endpoint import Peer
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

REAL: Final = RunSettings(clock=ClockKind.REAL)


def register(number: str, sequence: int, port: int = 9, transport: str = "UDP") -> bytes:
    """Return a REGISTER."""
    to = f"<sip:{number}@127.0.0.1>"
    headers = {
        "Via": f"SIP/2.0/{transport} 127.0.0.1:{port};rport;branch=z9hG4bKr{number}{sequence}", "From": f"{to};tag=1",
        "To": to, "CSeq": f"{sequence} REGISTER", "Contact": f"<sip:p@127.0.0.1:{port}>", "User-Agent": "x" * 200,
    }  # fmt: skip
    return message("REGISTER sip:127.0.0.1 SIP/2.0", headers)


class Wire(asyncio.DatagramProtocol):
    """A telephone's socket."""

    def __init__(self) -> None:
        self.came: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Keep it."""
        self.came.put_nowait(data)

    async def line(self) -> str:
        """Return the first line of what comes next."""
        return (await asyncio.wait_for(self.came.get(), PATIENCE)).partition(b"\r\n")[0].decode()


class Served:
    """A server of telephones in this process; the wall stands still."""

    def __init__(self, users: dict[str, str] | None, connections: int) -> None:
        self.wall = 0.0
        self.service = Service(Runs(REAL, Limits(), lambda: self.wall))
        self.sip = SipServer(self.service, SipSocket("127.0.0.1", 0, users), connections)

    def acts(self) -> list[str]:
        """Return what is written down of telephones."""
        entries = self.service.runs.get("default").lab.journal.entries
        return [entry.action for entry in entries if isinstance(entry, ActionTaken)]

    async def until(self, acts: list[str]) -> None:
        """Wait until these are written down, one turn of the loop after another."""
        async with asyncio.timeout(PATIENCE):
            while self.acts() != acts:  # noqa: ASYNC110 - what comes is data, nobody tells of it
                await asyncio.sleep(0)


def serve(
    story: Callable[[Served], Awaitable[None]], users: dict[str, str] | None = None, connections: int = 200
) -> None:
    """Let *story* happen while telephones are served."""

    async def all_of_it() -> None:
        served = Served(users, connections)
        async with served.sip.serving(None):
            await story(served)

    asyncio.run(all_of_it())


async def udp(served: Served) -> tuple[asyncio.DatagramTransport, Wire]:
    """Return a telephone's socket that sends to the server."""
    return await asyncio.get_running_loop().create_datagram_endpoint(Wire, remote_addr=("127.0.0.1", served.sip.port))


def dial(served: Served) -> None:
    """Let Anna, who has a telephone, accept a callback and dial."""
    lab = served.service.runs.get("default").lab
    maria, desk = lab.contact("Maria"), lab.log_in("Anna")
    lab.schedule(maria)
    desk.perform(Action.ACCEPT)
    desk.perform(Action.DIAL)


def test_a_telephone_registers_by_udp() -> None:
    """It becomes an act of the default run; a run that begins anew is told who is there, and its old calls end."""

    async def story(served: Served) -> None:
        transport, wire = await udp(served)
        port = transport.get_extra_info("sockname")[1]
        transport.sendto(register("1001", 1, port))
        assert "SIP/2.0 200 OK" == await wire.line()
        await served.until(["register telephone"])
        dial(served)
        assert "INVITE sip:p@127.0.0.1" in await wire.line()
        served.service.runs.reset("default")
        await served.until(["register telephone"])
        assert all(leg.endswith("not reached yet") for leg in served.sip.telephones.legs)
        transport.close()

    serve(story)


def test_a_telephone_registers_by_tcp() -> None:
    """In halves; when its connection ends, so does its registration."""

    async def story(served: Served) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.sip.port)
        data = register("1001", 1, transport="TCP")
        writer.write(data[:40])
        await writer.drain()
        writer.write(data[40:] + register("1002", 1, transport="TCP"))
        assert b"SIP/2.0 200 OK\r\n" == await asyncio.wait_for(reader.readline(), PATIENCE)
        await served.until(["register telephone"] * 2)
        writer.close()
        await served.until(["register telephone"] * 2 + ["unregister telephone"] * 2)
        served.sip._transmit(Peer("TCP", "127.0.0.1", 9), b"")  # pyright: ignore[reportPrivateUsage] - it is gone

    serve(story)


def test_what_comes_is_written_at_its_time() -> None:
    """Also where nobody else has moved the run's clock; while somebody has the run's turn, the clock is theirs."""

    async def story(served: Served) -> None:
        transport, wire = await udp(served)
        journal = served.service.runs.get("default").lab.journal
        began = journal.clock.instant
        transport.sendto(register("1001", 1))
        await wire.line()
        served.wall = 1.5
        transport.sendto(register("1001", 2))
        await wire.line()
        served.service.turns.when_free("default", lambda: True)
        served.wall = 4.0
        transport.sendto(register("1001", 3))
        await wire.line()
        served.service.turns.give_back("default")
        received = [entry for entry in journal if isinstance(entry, SipSent) and entry.name == "REGISTER"]
        assert [0, 1_500, 1_500] == [entry.at - began for entry in received]
        transport.close()

    serve(story)


def test_what_is_no_stream_of_messages_is_closed() -> None:
    """And the next one is served."""

    async def story(served: Served) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.sip.port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        assert b"" == await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()

    serve(story)


def test_connections_have_a_bound() -> None:
    """One more ends the one that has said least for longest; telephones keep theirs, and then one more is too many."""

    async def story(served: Served) -> None:
        silent, say_nothing = await asyncio.open_connection("127.0.0.1", served.sip.port)
        for number in ("1001", "1002"):
            reader, writer = await asyncio.open_connection("127.0.0.1", served.sip.port)
            writer.write(register(number, 1, transport="TCP"))
            assert b"SIP/2.0 200 OK\r\n" == await asyncio.wait_for(reader.readline(), PATIENCE)
            opened.append(writer)
        assert b"" == await asyncio.wait_for(silent.read(), PATIENCE)
        late, too_late = await asyncio.open_connection("127.0.0.1", served.sip.port)
        assert b"" == await asyncio.wait_for(late.read(), PATIENCE)
        for writer in (say_nothing, too_late, *opened):
            writer.close()

    opened = list[asyncio.StreamWriter]()
    serve(story, connections=2)


def test_a_telephone_that_does_not_read_is_left() -> None:
    """Nothing grows without end for it."""

    async def story(served: Served) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", served.sip.port, limit=1)
        host, port = writer.get_extra_info("sockname")
        writer.write(register("1001", 1, transport="TCP"))
        await served.until(["register telephone"])
        served.sip._transmit(Peer("TCP", host, port), b"x" * 50_000_000)  # pyright: ignore[reportPrivateUsage] - at once
        await served.until(["register telephone", "unregister telephone"])
        writer.close()

    serve(story)


def test_where_users_are_given_everybody_is_asked() -> None:
    """By a challenge."""

    async def story(served: Served) -> None:
        transport, wire = await udp(served)
        transport.sendto(register("1001", 1))
        assert "SIP/2.0 401 Unauthorized" == await wire.line()
        transport.close()

    serve(story, {"1001": "secret"})


def test_a_port_that_is_taken_is_said() -> None:
    """With the reason."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput) as refusal:
            SipSocket("127.0.0.1", port).listen()
    assert (
        f"address '127.0.0.1:{port}' in --sip: Address already in use cannot be used. Accepted: one that is free."
    ) == str(refusal.value)


LOOPBACK: Final = "127.0.0.1, or any other together with --sip-users FILE: there everybody has to say who it is"
REFUSED: Final = {
    "no port": ("127.0.0.1", REAL, "HOST:PORT, such as 127.0.0.1:5060; port 0 takes any"),
    "no number": ("127.0.0.1:sip", REAL, "HOST:PORT, such as 127.0.0.1:5060; port 0 takes any"),
    "virtual time": ("127.0.0.1:0", RunSettings(), "--clock real: telephones ring in real time"),
    "fast time": (
        "127.0.0.1:0", RunSettings(clock=ClockKind.REAL, speed=2.0), "1: telephones cannot ring faster",
    ),
    "open to all": (
        "192.0.2.1:0", REAL, LOOPBACK,
    ),
    "everywhere": (
        "0.0.0.0:0", REAL, "one address of this machine: telephones are told it, and answer there",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "settings", "accepted"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_served_is_refused(text: str, settings: RunSettings, accepted: str) -> None:
    """With the reason, before anything listens."""
    with pytest.raises(BadInput, match="cannot be used") as refusal:
        sip_socket(text, None, settings)
    assert accepted == str(refusal.value).partition("Accepted: ")[2].removesuffix(".")


def test_with_users_any_address_is_served(tmp_path: Path) -> None:
    """Everybody has to say who it is."""
    users = tmp_path / "users"
    users.write_text("1001:secret\n")
    assert SipSocket("192.0.2.1", 5060, {"1001": "secret"}) == sip_socket("192.0.2.1:5060", users, REAL)


def test_a_served_process_answers_through_a_flood() -> None:
    """It says where telephones register; after 3,000 REGISTERs /health answers, and a telephone that comes then."""
    with server("--clock", "real", "--sip", "127.0.0.1:0") as served:
        scheme, host, port = served.addresses["telephones"].split(":")
        assert ("sip", "127.0.0.1") == (scheme, host)
        to = (host, int(port))
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flood,
            socket.create_connection(to) as way,
        ):
            for number in range(3_000):
                flood.sendto(register("4711", number), to)
            with build_opener(ProxyHandler({})).open(f"{served.address}/health", timeout=PATIENCE) as health:
                assert "status" in json.load(health)
            way.settimeout(PATIENCE)
            way.sendall(message("OPTIONS sip:a@h SIP/2.0"))
            assert b"" != way.recv(100)
