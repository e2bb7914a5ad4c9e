"""Calls to telephones that SIPp plays: what they cost here, and what they cost SIPp, in one run."""

from __future__ import annotations

import asyncio
import csv
import os
import re
import subprocess
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from tests.sip.test_telephones_are_served import register
from tests.telephones.ports import free_port
from tests.telephones.sipp import SIPP, STEPS

from benchmarks.measure import MICROSECONDS, Figure
from callbook.core import ActionTaken, Clock, MessageSent, Pacer
from callbook.lab import ReportFromTelephone
from callbook.network import ClockKind, Limits, Runs, RunSettings, Service, SipServer, SipSocket
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.messages import Request, read
from callbook.network.sip.telephones import SipTelephones
from callbook.network.web.clock import keeping_time
from callbook.record import trace_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.lab import Act, Lab
    from callbook.workspace import Workspace
    from callbook_mocks.contacts import Contact

_ANSWERS: Final = ("called", "rings", "answers at once", "is hung up")
_CALLS: Final = 300
_AT_A_TIME: Final = 8
_A_SECOND: Final = 20
_SECONDS: Final = 5
_DEADLINE: Final = 60
_BEAT: Final = 0.02


class Answering:
    """SIPp as a telephone that answers many calls.

    Attributes:
        port: where.
        folder: where it writes what it is asked to.
    """

    def __init__(self, folder: Path, calls: int, *more: str) -> None:
        self.port: Final = free_port()
        self.folder: Final = folder
        scenario = folder / f"answers{self.port}.xml"
        body = "".join(STEPS[step] for step in _ANSWERS)
        scenario.write_text(
            '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="answers">\n'
            f'{body}<Reference variables="1,2,3"/></scenario>\n'
        )
        self._process = _sipp(folder, "-sf", str(scenario), "-p", str(self.port), "-m", str(calls), *more)
        while f"0100007F:{self.port:04X} " not in Path("/proc/net/udp").read_text(encoding="ascii"):
            time.sleep(_BEAT)  # it does not listen yet

    def registered(self, number: str) -> Request:
        """Return what registers it for a number."""
        return cast("Request", read(register(number, 1, self.port)))

    @property
    def peer(self) -> Peer:
        """Where it is."""
        return Peer("UDP", "127.0.0.1", self.port)

    def seconds(self) -> float:
        """Wait until it has answered all, and return the processor's time that it took."""
        return _seconds(self._process)


def _sipp(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [str(SIPP), *options, "-i", "127.0.0.1", "-nostdin"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - SIPp


def _seconds(process: subprocess.Popen[bytes]) -> float:
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"SIPp ended with {process.returncode}"
    return used.ru_utime + used.ru_stime


def with_sipp() -> tuple[Figure, ...]:
    """Measure everything for which SIPp is the telephone."""
    with tempfile.TemporaryDirectory(prefix="callbook-") as name:
        folder = Path(name)
        sipp = _sipp_itself(folder)
        layer = asyncio.run(_layer_alone(folder))
        whole = asyncio.run(_served(Answering(folder, _CALLS), _CALLS, pause=0))
        calls = _A_SECOND * _SECONDS
        paced = Answering(folder, calls, "-trace_stat", "-trace_msg", "-fd", "1")
        watched = asyncio.run(_served(paced, calls, pause=1 / _A_SECOND))
        delays = _delays(paced, watched.established)
        retransmissions = _retransmissions(paced)
    against = f"us of the processor a call, against {sipp * MICROSECONDS:.0f} of SIPp's answering side"
    return (
        Figure("the SIP layer alone / SIPp", layer / sipp, 8, f"{layer * MICROSECONDS:.0f} {against}"),
        Figure(
            "a callback with lab and recording / SIPp", whole.seconds / sipp, 15,
            f"{whole.seconds * MICROSECONDS:.0f} {against}",
        ),
        Figure(f"retransmissions that SIPp sees at {_A_SECOND} calls a second", retransmissions, 0, f"{calls} calls"),
        Figure(
            "from the 200 on the wire to EventEstablished, in ms", median(delays), None,
            f"median of {len(delays)}; the longest {max(delays):.1f}",
        ),
    )  # fmt: skip


def _sipp_itself(folder: Path) -> float:
    """Return the seconds of a call that SIPp answers when SIPp calls, without those that it takes to start."""

    def seconds(calls: int) -> float:
        answering = Answering(folder, calls)
        options = ("-sn", "uac", "-m", str(calls), "-r", "200", "-d", "0", "-p", str(free_port()))
        calling = _sipp(folder, f"127.0.0.1:{answering.port}", *options)
        used = answering.seconds()
        _seconds(calling)
        return used

    return (seconds(_CALLS + 1) - seconds(1)) / _CALLS


# The layer alone.


@dataclass(eq=False)
class _Party:
    """A party of a call, as far as telephones look at it."""

    conn_id: str
    line: str = "1002"
    number: str = "1002"
    dn: object = None
    destination: object = None

    @property
    def call(self) -> _Party:
        return self

    @property
    def other(self) -> _Party:
        return self


class _Alone(asyncio.DatagramProtocol):
    """The SIP layer with a switch that only makes calls, some at a time, and ends them when they are answered."""

    def __init__(self, calls: int) -> None:
        self.over: Final = asyncio.Event()
        clock = Clock()
        self._pacer = Pacer(clock, 1.0, time.monotonic)
        self._numbers = iter(range(calls))
        self._parties = dict[str, _Party]()
        self._left = calls
        self._udp: asyncio.DatagramTransport | None = None
        self.sip: Final = SipTelephones(
            clock, self._transmit, host="127.0.0.1", port=5060, line_of=lambda number: number, news=lambda: None,
            patience=60_000,
        )  # fmt: skip

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Learn how to send."""
        self._udp = cast("asyncio.DatagramTransport", transport)

    def _transmit(self, peer: Peer, data: bytes) -> None:
        cast("asyncio.DatagramTransport", self._udp).sendto(data, (peer.host, peer.port))

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a datagram, and do what comes of it."""
        self._pacer.catch_up()
        self.sip.endpoint.receive(data, Peer("UDP", addr[0], addr[1]))
        self.sip.flush(self._do)
        if not self._left and not self.sip.legs:
            self.over.set()

    def call(self) -> None:
        """Make the next call, if there is one."""
        number = next(self._numbers, None)
        if number is not None:
            made = self._parties[str(number)] = _Party(str(number))
            self.sip.ring(cast("Any", made))

    def _do(self, act: Act) -> None:
        if isinstance(act, ReportFromTelephone) and act.report == "answers":
            self.sip.leave(cast("Any", self._parties.pop(act.call)))
            self._left -= 1
            self.call()


async def _layer_alone(folder: Path) -> float:
    """Return the seconds of the processor that a call costs, from INVITE to the answer to BYE."""
    alone, answering = _Alone(_CALLS), Answering(folder, _CALLS)
    udp, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: alone, local_addr=("127.0.0.1", 0))
    alone.sip.registrations.take("1002", answering.registered("1002"), answering.peer)
    before = time.process_time()
    async with asyncio.timeout(_DEADLINE):
        for _ in range(_AT_A_TIME):
            alone.call()
        await alone.over.wait()
    used = time.process_time() - before
    udp.close()
    await asyncio.to_thread(answering.seconds)
    return used / _CALLS


# The whole.


class _Served(NamedTuple):
    """How calls went.

    Attributes:
        seconds: of the processor for each.
        established: when EventEstablished was in the journal, in seconds of the wall, in order.
    """

    seconds: float
    established: list[float]


async def _served(answering: Answering, calls: int, *, pause: float) -> _Served:
    """Let Anna call Maria so many times, as soon as she can, or with *pause* seconds from call to call."""
    service = Service(Runs(RunSettings(clock=ClockKind.REAL), Limits(), time.monotonic))
    lab = service.runs.get("default").lab
    sip = SipServer(service, SipSocket("127.0.0.1", 0))
    state = cast("Any", SimpleNamespace(state=SimpleNamespace(service=service)))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sip.serving(None))
        await stack.enter_async_context(keeping_time(state))
        maria, anna, journal = lab.contact("Maria"), lab.log_in("Anna"), _Journal(lab)
        number = maria.person.phone_number
        sip.telephones.registrations.take(number, answering.registered(number), answering.peer)
        await journal.until(lambda: any(isinstance(entry, ActionTaken) for entry in lab.journal.entries))
        before, began = time.process_time(), time.monotonic()
        for call in range(calls):
            await asyncio.sleep(max(0.0, began + call * pause - time.monotonic()))
            await _one_call(lab, maria, anna, journal, call + 1)
        while sip.telephones.legs:  # noqa: ASYNC110 - the last BYE is answered, and nobody tells of it
            await asyncio.sleep(_BEAT)
        trace_of(lab)
        seconds = (time.process_time() - before) / calls
    await asyncio.to_thread(answering.seconds)
    return _Served(seconds, journal.established)


class _Journal:
    """Notes when EventEstablished comes, and wakes whoever waits."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._seen = 0
        self.established: Final = list[float]()
        self.news: Final = asyncio.Event()
        lab.journal.when_settled(self._look)

    def _look(self) -> None:
        entries = self._lab.journal.entries
        now = time.time()
        fresh = entries[self._seen :]
        self._seen = len(entries)
        self.established.extend(
            now for entry in fresh if isinstance(entry, MessageSent) and entry.name == "EventEstablished"
        )
        self.news.set()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something that becomes so when the run has settled."""
        async with asyncio.timeout(_DEADLINE):
            while not done():
                self.news.clear()
                await self.news.wait()


async def _one_call(lab: Lab, maria: Contact, anna: Workspace, journal: _Journal, number: int) -> None:
    lab.schedule(maria)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    await journal.until(lambda: len(journal.established) == number)
    anna.perform(Action.RELEASE)
    anna.perform(Action.SET_DISPOSITION, code="Resolved")
    anna.perform(Action.MARK_DONE)


# What SIPp has written.


def _delays(answering: Answering, established: list[float]) -> list[float]:
    """Return the milliseconds from each 200 that SIPp has sent to its EventEstablished."""
    written = next(answering.folder.glob(f"answers{answering.port}_*_messages.log")).read_text()
    sent = [
        datetime.fromisoformat(found[1].replace("\t", " ")).timestamp()
        for found in re.finditer(r"-{40,} ([-\d]+\s[:.\d]+)\n(UDP message sent.*?)(?=\n-{40,}|\Z)", written, re.DOTALL)
        if "SIP/2.0 200 OK" in found[2] and re.search(r"CSeq: \d+ INVITE", found[2])
    ]
    return [(end - begin) * 1000 for begin, end in zip(sent, established, strict=True)]


def _retransmissions(answering: Answering) -> int:
    """Return how many messages SIPp has sent or taken more than once."""
    written = next(answering.folder.glob(f"answers{answering.port}_*_.csv"))
    with written.open(newline="") as file:
        return int(list(csv.DictReader(file, delimiter=";"))[-1]["Retransmissions(C)"])
