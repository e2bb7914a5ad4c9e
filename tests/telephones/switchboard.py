"""The server of telephones, and the telephones that are there: whoever waits is told of all that comes."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Final

from tests.sip.test_telephones_are_served import register
from tests.telephones.baresip import Softphone, softphone
from tests.telephones.sipp import button, telephone

from callbook.core import ActionTaken
from callbook.network import Service, SipServer, SipSocket
from callbook.network.service.runs import DEFAULT_RUN
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.leg_table import LegState

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AsyncExitStack, ExitStack
    from pathlib import Path

DEADLINE: Final = 20
"""Seconds that any wait may take: the longest is for a telephone that is given up after 3."""


class _Watched(SipServer):
    """Says when a datagram has come."""

    def __init__(self, service: Service, news: asyncio.Event) -> None:
        super().__init__(service, SipSocket("127.0.0.1", 0))
        self._heard = news

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take it, and say so."""
        super().datagram_received(data, addr)
        self._heard.set()


class Switchboard:
    """The server, and who is at it.

    Attributes:
        news: set whenever a datagram has come, or the run has settled.
        sip: the server.
    """

    def __init__(self, service: Service, folder: Path) -> None:
        self.news: Final = asyncio.Event()
        self.sip: Final = _Watched(service, self.news)
        self._lab = service.runs.get(DEFAULT_RUN).lab
        self._folder = folder
        self._softphones = dict[str, Softphone]()
        self._ports = dict[str, int]()
        self._pressed = 0

    def have_sipp(self, stack: ExitStack, who: str, number: str, script: tuple[str, ...]) -> None:
        """Have a telephone of SIPp, registered for this number."""
        port = self._ports[who] = stack.enter_context(telephone(self._folder, who, script))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.sendto(register(number, 1, port), ("127.0.0.1", self.sip.port))

    async def have_baresip(self, stack: AsyncExitStack, who: str, number: str, *, at_once: bool) -> None:
        """Have a softphone, which registers for this number by itself."""
        made = softphone(self._folder, number, self.sip.port, at_once=at_once)
        self._softphones[who] = await stack.enter_async_context(made)

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something that becomes so with a datagram, or when the run has settled."""
        async with asyncio.timeout(DEADLINE):
            while not done():
                self.news.clear()
                await self.news.wait()

    async def until_registered(self, many: int) -> None:
        """Wait until so many telephones are registered."""
        await self.until(lambda: many == self._registered())

    def _registered(self) -> int:
        entries = self._lab.journal.entries
        return sum(isinstance(entry, ActionTaken) and entry.action == "register telephone" for entry in entries)

    async def press(self, who: str, what: str, target: str) -> None:
        """Do something at a telephone; that it refuses what its desk asks, it does by itself."""
        if what == "refuses to answer":
            return
        if who in self._softphones:
            to = f"sip:{target}@127.0.0.1:{self.sip.port}" if what == "refers" else ""
            async with asyncio.timeout(DEADLINE):
                await self._softphones[who].press(what, to)
            return
        peer = Peer("UDP", "127.0.0.1", self._ports[who])
        await self.until(lambda: self._call_id(peer) is not None)
        self._pressed += 1
        call_id = self._call_id(peer) or ""
        self.sip._transmit(peer, button(peer.port, call_id, self._pressed))  # pyright: ignore[reportPrivateUsage] - a button

    def _call_id(self, peer: Peer) -> str | None:
        """Return the Call-ID of the call there, once the telephone has said anything."""
        legs = self.sip.telephones._legs.values()  # pyright: ignore[reportPrivateUsage] - as they are
        there = (leg for leg in legs if leg.dialog.peer == peer and leg.state is not LegState.CALLING)
        return next((leg.dialog.call_id for leg in there), None)
