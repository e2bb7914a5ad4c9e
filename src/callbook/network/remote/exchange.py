"""Acting on servers behind a network, and living through what that led to: messages, timers, news.

The lab leads the servers' clock. Each answer holds what the action led to at once, as entries of the servers' journal,
in their order. Living through them means: a message goes onto its wire here, a timer that was set there is set here
too, and when it is its turn here, the server lets it fire there. So there is one order of everything, the lab's, and a
recording looks as it does when the servers are plain objects beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from callbook.core import BadInput, CallbookError
from callbook.messages import from_mapping
from callbook.record import instant
from callbook_mocks.interaction_server import Changed
from callbook_mocks.website import CONTENT_TYPE

if TYPE_CHECKING:
    from callbook.core import Clock, Timer, Wire
    from callbook.network.remote.transport import Reply, Transport

_ACTING: Final = {"Prefer": "return=representation", "Content-Type": "application/json"}
_OK: Final = 400
_NEWS: Final = frozenset(Changed)


class RefusedThere(BadInput):
    """A server behind a network has refused something; its own words say why."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self._detail = str(problem.get("detail", problem))
        super().__init__(
            str(problem.get("title", "")), problem.get("status"), accepted=str(problem.get("accepted", ""))
        )

    def _text(self) -> str:
        return self._detail


class OutOfStep(CallbookError):  # noqa: N818 - names what is the case
    """A server's timers are not those that the lab knows of: somebody else leads its clock as well."""


class Exchange:
    """One run on a server, led by a lab's clock.

    Args:
        transport: takes requests to the server.
        clock: the lab's clock.

    Attributes:
        news: what has changed at Interaction Server: what, whose, how it is now; whoever reads it empties it.
    """

    def __init__(self, transport: Transport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock
        self._run = ""
        self._last = 0
        self._over = False
        self._wires: dict[str, Wire] = {}
        self._timers: dict[int, Timer] = {}
        self.news: list[tuple[Changed, str, str]] = []

    def begin(self, wanted: dict[str, Any]) -> None:
        """Make the run."""
        made = self._asked("POST", "/runs", wanted)
        self._run = f"/runs/{made['name']}"

    def end(self) -> tuple[str, ...]:
        """Let the run be closed and forgotten, in one request; give what it left behind.

        From now on nothing reaches it: that wires are cut was a part of closing it.
        """
        left: list[str] = msgspec.json.decode(self._ask("DELETE", self._run).body)["left"]
        self._over = True
        for timer in self._timers.values():
            self._clock.cancel(timer)
        return tuple(left)

    def carries(self, wire: Wire) -> None:
        """Learn which wire leads to a client, by its name in the journal."""
        self._wires[wire.name] = wire

    def act(self, method: str, path: str, body: bytes = b"") -> None:
        """Do something at the server, and live through what it leads to at once.

        Raises:
            RefusedThere: when the server refuses.
        """
        if self._over:
            return
        headers = {**_ACTING, "Callbook-Instant": str(self._clock.instant)}
        reply = _good(self._transport.send(method, self._run + path, body, headers))
        for entry in self._entries(reply.body):
            self._live_through(entry)

    def act_in_xml(self, path: str, envelope: bytes) -> None:
        """Send a SOAP request, and live through what it leads to at once; the answer, or the Fault, is among that."""
        headers = {"Content-Type": CONTENT_TYPE, "Callbook-Instant": str(self._clock.instant)}
        self._transport.send("POST", self._run + path, envelope, headers)
        for entry in self._entries(self._ask("GET", f"{self._run}/journal?after={self._last}&at_most=10000").body):
            self._live_through(entry)

    def tell(self, method: str, path: str, payload: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Tell the server something that leads to nothing by itself.

        Raises:
            RefusedThere: when the server refuses.
        """
        self._asked(method, self._run + path, payload)

    def ask_for_text(self, path: str) -> str:
        """Ask the server for something of the run that is no JSON."""
        return self._ask("GET", self._run + path).body.decode()

    def look(self, path: str, body: bytes) -> Any:  # noqa: ANN401 - what is found
        """Ask the server for what fits *body*.

        Raises:
            RefusedThere: when the server refuses.
        """
        return msgspec.json.decode(self._ask("POST", self._run + path, body).body)

    def check(self) -> list[str]:
        """Let the server check its books; give what is wrong with them."""
        wrong: list[str] = self._asked("POST", f"{self._run}/check", None)["wrong"]
        return wrong

    def ask(self, path: str) -> Any:  # noqa: ANN401 - what the address holds
        """Ask the server for something of the run.

        Raises:
            RefusedThere: when the server refuses.
        """
        return msgspec.json.decode(self._ask("GET", self._run + path).body)

    def _asked(self, method: str, path: str, payload: Any) -> Any:  # noqa: ANN401 - as above
        return msgspec.json.decode(self._ask(method, path, msgspec.json.encode(payload)).body)

    def _ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        return _good(self._transport.send(method, path, body, {"Content-Type": "application/json"}))

    # Living through it.

    def _entries(self, body: bytes) -> list[dict[str, Any]]:
        entries = _decoded(body)
        if entries:
            self._last = entries[-1]["number"]
        return entries

    def _live_through(self, entry: dict[str, Any]) -> None:
        kind = entry["kind"]
        if kind == "message":
            self._message(entry)
        elif kind == "timer set":
            self._timer_set(entry["number"], entry["timer"], instant(entry["due"]))
        elif kind == "timer cancelled":
            self._clock.cancel(self._timers.pop(entry["set_by"]))
        elif kind == "state" and entry["machine"] in _NEWS:
            self.news.append((Changed(entry["machine"]), entry["subject"], entry["after"]))

    def _message(self, entry: dict[str, Any]) -> None:
        wire = self._wires[entry["wire"]]
        if entry["sender"] == wire.server:
            wire.to_client(from_mapping(entry["message"]))

    def _timer_set(self, number: int, label: str, due: int) -> None:
        self._timers[number] = self._clock.call_later(due - self._clock.instant, self._fire, label, number)

    def _fire(self, number: int) -> None:
        del self._timers[number]
        headers = {**_ACTING, "Callbook-Instant": str(self._clock.instant)}
        reply = _good(self._transport.send("POST", f"{self._run}/clock/step", b"", headers))
        fired, *rest = self._entries(reply.body)
        if fired["kind"] != "timer fired" or fired["cause"] != number:
            raise OutOfStep(f"The lab let timer {number} fire; at the server came {fired}.")
        for entry in rest:
            self._live_through(entry)


def _decoded(body: bytes) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = msgspec.json.decode(body)["entries"]
    return entries


def _good(reply: Reply) -> Reply:
    if reply.status < _OK:
        return reply
    try:
        raise RefusedThere(msgspec.json.decode(reply.body, type=dict[str, Any]))
    except msgspec.DecodeError:
        raise RefusedThere({"detail": reply.body.decode(errors="replace"), "status": reply.status}) from None
