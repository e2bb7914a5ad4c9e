"""The memory of `callbook serve` under whole callbacks, each of them submitted, accepted and done over loopback.

What a server remembers is bounded (`Limits`). So once everything that is bounded is full, which is before the first
look at the memory, it may not grow any more.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from benchmarks.contestants import callbook
from benchmarks.load import ASKER, on_core
from benchmarks.load_by_sockets import Connection, Post
from benchmarks.measure import Figure
from callbook.core.messages.encoding import to_json
from callbook.core.messages.open_media import RequestAccept, RequestAgentLogin, RequestStopProcessing, RequestSubmit

if TYPE_CHECKING:
    from callbook.core.messages import Message

_REQUESTS: Final = 3
"""How many there are for each callback."""
_SHORT: Final = (60_000, 160_000)
_LONG: Final = (200_000, 1_000_000)
_MOST: Final = 1.05


class Work:
    """A website that submits callbacks, and Anna, who takes each of them and is done with it."""

    def __init__(self, port: int) -> None:
        self._connection = Connection(port)
        self._number = 0
        login = RequestAgentLogin(
            ReferenceId=1, TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={"webcallback": 1}
        )
        self._led_to("Anna", login)

    def until(self, requests: int) -> None:
        """Go on until there were so many requests."""
        while self._number * _REQUESTS < requests:
            self._callback()

    def _callback(self) -> None:
        self._number += 1
        invite = next(told for told in self._led_to("website", self._submission()) if told["message"] == "EventInvite")
        callback, ticket = invite["Interaction"]["InteractionId"], invite["TicketId"]
        self._led_to("Anna", RequestAccept(ReferenceId=self._number, TicketId=ticket, InteractionId=callback))
        self._led_to("Anna", RequestStopProcessing(ReferenceId=self._number, InteractionId=callback))

    def _submission(self) -> RequestSubmit:
        return RequestSubmit(
            ReferenceId=self._number,
            TenantId="Lighthouse",
            MediaType="webcallback",
            Queue="callbacks",
            InteractionType="Inbound",
            InteractionSubtype="InboundNew",
            UserData={"customer_number": f"+44 7700 9{self._number:06d}", "reason": "The invoice of last month"},
        )

    def _led_to(self, client: str, request: Message) -> list[dict[str, Any]]:
        """Send a request; give the messages that it led to at once, of which the first is that it was carried out."""
        post = Post(f"/runs/default/interaction-server/clients/{client}/requests", to_json(request))
        entries = msgspec.json.decode(self._connection.asked(post, "Prefer: return=representation\r\n"))["entries"]
        _, answer, *others = [entry["message"] for entry in entries if entry["kind"] == "message"]
        assert answer["message"] == "EventAck", answer
        return others


def run() -> tuple[Figure, ...]:
    """Measure it over as many requests as take half a minute."""
    return (_grown(*_SHORT),)


def run_long() -> tuple[Figure, ...]:
    """Measure it over a million requests."""
    return (_grown(*_LONG),)


def _grown(first: int, last: int) -> Figure:
    what = f"memory of callbook serve after {last:,} requests / after {first:,}"
    if not Path("/proc/self/status").exists():
        return Figure(what, float("nan"), None, "not measured: this system has no /proc")
    start = time.perf_counter()
    with callbook() as (port, process), on_core(ASKER):
        work = Work(port)
        work.until(first)
        before = _megabytes(process)
        work.until(last)
        after = _megabytes(process)
    rate = last / (time.perf_counter() - start)
    return Figure(what, after / before, _MOST, f"{after:.0f} MB against {before:.0f} MB; {rate:.0f} requests a second")


def _megabytes(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) / 1024
