"""Acting on servers behind a network, and living through what that led to: messages, timers, news.

The lab leads the servers' clock. Each answer holds what the action led to at once, as entries of the servers' journal,
in their order. Living through them means: a message goes onto its wire here, a timer that was set there is set here
too, and when it is its turn here, the server lets it fire there. So there is one order of everything, the lab's, and a
recording looks as it does when the servers are plain objects beside it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

import msgspec

from callbook.core import BadInput, CallbookError
from callbook.messages import from_mapping
from callbook.network.service.led_clock import TimerChange
from callbook_mocks.interaction_server import Changed
from callbook_mocks.website import CONTENT_TYPE

if TYPE_CHECKING:
    from callbook.core import Clock, Timer, Wire
    from callbook.network.remote.transport import Reply, Transport

_ACTING: Final = {"Prefer": "return=representation", "Content-Type": "application/json"}
_OK: Final = 400
_CHANGES: Final = frozenset(Changed)


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
    """

    def __init__(self, transport: Transport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock
        self._run = ""
        self._last = 0
        self._over = False
        self._wires: dict[str, Wire] = {}
        self._timers: dict[int, Timer] = {}
        self._changes: list[tuple[Changed, str, str]] = []

    def begin(self, settings: dict[str, Any]) -> None:
        """Make the run."""
        made = self._asked("POST", "/runs", settings)
        self._run = f"/runs/{made['name']}"

    def end(self) -> tuple[str, ...]:
        """Let the run be closed and forgotten, in one request; return what it left behind.

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
        self._live_through(_answer(self._led(method, path, body)))

    def act_in_xml(self, path: str, envelope: bytes) -> None:
        """Send a SOAP request, and live through what it leads to at once; the answer, or the Fault, is among that."""
        headers = {"Content-Type": CONTENT_TYPE, "Callbook-Instant": str(self._clock.instant)}
        self._transport.send("POST", self._run + path, envelope, headers)
        self._live_through(_answer(self._led("GET", f"/journal?after={self._last}")))

    def ask(self, question: bytes, answer: Any) -> Any:  # noqa: ANN401 - a type, and a value of it
        """Return what the servers answer to a question, as a value of the type *answer*.

        Raises:
            RefusedThere: when it is about something that is not there.
        """
        body = self._led("POST", "/questions", question).body
        return msgspec.json.decode(msgspec.json.decode(body, type=dict[str, msgspec.Raw])["answer"], type=answer)

    def take_changes(self) -> tuple[tuple[Changed, str, str], ...]:
        """Return what has changed at Interaction Server since this was last asked: what, whose, how it is now."""
        changes, self._changes = self._changes, []
        return tuple(changes)

    def _asked(self, method: str, path: str, payload: Any) -> Any:  # noqa: ANN401 - as above
        return msgspec.json.decode(self._ask(method, path, msgspec.json.encode(payload)).body)

    def _ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        return _good(self._transport.send(method, path, body, {"Content-Type": "application/json"}))

    def _led(self, method: str, path: str, body: bytes = b"") -> Reply:
        headers = {**_ACTING, "Callbook-Instant": str(self._clock.instant)}
        return _good(self._transport.send(method, self._run + path, body, headers))

    # Living through it.

    def _live_through(self, answer: _Answer) -> None:
        """Let everything happen here that has happened there, in the same order."""
        timers = deque(answer.timers)
        for entry in answer.entries:
            while timers and timers[0].entry < entry["number"]:
                self._take_timer(timers.popleft())
            self._take(entry)
            self._last = entry["number"]
        for change in timers:
            self._take_timer(change)

    def _take(self, entry: dict[str, Any]) -> None:
        kind = entry["kind"]
        if kind == "message":
            wire = self._wires[entry["wire"]]
            if entry["sender"] == wire.server:
                wire.to_client(from_mapping(entry["message"]))
        elif kind == "state" and entry["machine"] in _CHANGES:
            self._changes.append((Changed(entry["machine"]), entry["subject"], entry["after"]))
        elif kind == "note" and entry["topic"] == Changed.WARNING:
            self._changes.append((Changed.WARNING, entry["actor"], entry["text"]))

    def _take_timer(self, change: TimerChange) -> None:
        number, due = change.timer, change.due
        if due is None:
            self._clock.cancel(self._timers.pop(number))
        else:
            delay = due - self._clock.instant
            self._timers[number] = self._clock.call_later(delay, self._fire, change.label, number)

    def _fire(self, number: int) -> None:
        timer = self._timers.pop(number)
        answer = _answer(self._led("POST", "/clock/step"))
        fired = answer.entries[0] if answer.entries else {}
        if fired.get("kind") != "timer fired" or fired.get("timer") != timer.label:
            raise OutOfStep(f"The lab let the timer {timer.label!r} fire; at the server came {fired}.")
        self._live_through(answer)


class _Answer(msgspec.Struct):
    """What a server says of an act: what it led to, and what became of timers meanwhile."""

    entries: list[dict[str, Any]] = []
    timers: list[TimerChange] = []


def _answer(reply: Reply) -> _Answer:
    return msgspec.json.decode(reply.body, type=_Answer)


def _good(reply: Reply) -> Reply:
    if reply.status < _OK:
        return reply
    try:
        raise RefusedThere(msgspec.json.decode(reply.body, type=dict[str, Any]))
    except msgspec.DecodeError:
        raise RefusedThere({"detail": reply.body.decode(errors="replace"), "status": reply.status}) from None
