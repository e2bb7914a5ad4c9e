"""Requests that change a contact centre, over loopback, beside WireMock and mountebank that answer a static stub.

Fifty agents go Not Ready and Ready in turn. Afterwards each of them is asked what they were told: of every request that
it was carried out, and how they stand now, so that none was refused, forgotten or done twice.
"""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median
from typing import Any

from msgspec import to_builtins

from benchmarks.contestants import STUB, ask, callbook, missing, mountebank, wiremock
from benchmarks.load import CONNECTIONS, Load, Post, load, who_asks
from benchmarks.measure import Figure
from benchmarks.simulation import large_center
from callbook.core.messages import Message
from callbook.core.messages.encoding import to_json
from callbook.core.messages.open_media import (
    RequestAgentLogin,
    RequestCancelNotReadyForMedia,
    RequestNotReadyForMedia,
)

_ROUNDS = 3
_SECONDS = 4
_WARM_UP = 10
_PAGE = 1_000
_BARS = {"WireMock": 0.33, "WireMock without its journal": None, "mountebank": 0.45}
_MEDIUM = "webcallback"
_TURN = tuple(
    to_json(kind(ReferenceId=1, MediaTypeName=_MEDIUM))
    for kind in (RequestNotReadyForMedia, RequestCancelNotReadyForMedia)
)


class Shift:
    """Fifty agents in a run of their own, logged in and Ready."""

    def __init__(self, port: int, name: str) -> None:
        center = large_center()
        self._port = port
        self._run = f"/runs/{name}"
        self._agents = [agent.name for agent in center.agents]
        ask(port, "POST", "/runs", {"name": name, "contact_center": to_builtins(center)})
        for agent in center.agents:
            login = RequestAgentLogin(
                ReferenceId=1, TenantId=agent.tenant, PlaceId=agent.place, AgentId=agent.id, MediaList={_MEDIUM: 1}
            )
            self._sends(agent.name, login)

    @property
    def posts(self) -> list[Post]:
        """What they send: all of them Not Ready, all of them Ready."""
        return [Post(self._address(agent), body) for body in _TURN for agent in self._agents]

    def end(self, answered: int) -> None:
        """Check that each request was carried out, and forget the run; the last ones may have had no answer yet."""
        carried_out = sum(self._changes(agent) for agent in self._agents)
        assert answered <= carried_out <= answered + CONNECTIONS, f"{carried_out} of {answered} were carried out"
        ask(self._port, "DELETE", self._run)

    def _changes(self, agent: str) -> int:
        """Count how often an agent's state has changed; everything that they were told must say so."""
        told = [event["message"] for event in self._events(agent) if "message" in event]
        names = {message["message"] for message in told}
        assert names == {"EventAck", "EventCurrentAgentStatus"}, names
        states = [message["MediaStateList"][_MEDIUM] for message in told if "MediaStateList" in message]
        assert states == [(place + 1) % 2 for place in range(len(states))], f"{agent} was told {states}"
        assert len(told) == 2 * len(states)
        return len(states) - 1

    def _events(self, agent: str) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = []
        while True:
            address = f"{self._run}/interaction-server/clients/{agent}/events?at_most={_PAGE}&after={len(events)}"
            page = ask(self._port, "GET", address)
            events += page["events"]
            if len(events) == page["last"]:
                return events

    def _sends(self, agent: str, message: Message) -> None:
        ask(self._port, "POST", self._address(agent), to_builtins(message) | {"protocol": "Open Media"})

    def _address(self, agent: str) -> str:
        return f"{self._run}/interaction-server/clients/{agent}/requests"


def run() -> tuple[Figure, ...]:
    """Measure all that are here, in turn."""
    lacking = missing()
    with ExitStack() as stack:
        ours, _ = stack.enter_context(callbook())
        others = {} if lacking else {
            "WireMock": stack.enter_context(wiremock(journal=True)),
            "WireMock without its journal": stack.enter_context(wiremock(journal=False)),
            "mountebank": stack.enter_context(mountebank()),
        }  # fmt: skip
        mine, theirs = _measured(ours, others)
    figures = [figure for name, loads in theirs.items() for figure in _beside(name, mine, loads)]
    rate, p99 = _of(mine)
    detail = f"99 of 100 within {p99:.2f} ms; {CONNECTIONS} connections, asked by {who_asks()}, one core each"
    told = Figure("a stateful request over loopback: so many a second", rate, None, detail)
    if lacking:
        reason = f"not measured: no {' and no '.join(lacking)} here"
        figures = [Figure("WireMock's and mountebank's rate / callbook's", float("nan"), None, reason)]
    return (told, *figures)


def _measured(ours: int, others: dict[str, int]) -> tuple[list[Load], dict[str, list[Load]]]:
    stub = [Post(STUB, body) for body in _TURN]
    for port in others.values():
        load(port, stub, _WARM_UP)
    mine, theirs = list[Load](), {name: list[Load]() for name in others}
    for number in range(_ROUNDS):
        shift = Shift(ours, f"round-{number}")
        mine.append(load(ours, shift.posts, _SECONDS))
        shift.end(mine[-1].answered)
        for name, port in others.items():
            theirs[name].append(load(port, stub, _SECONDS))
    return mine, theirs


def _beside(name: str, mine: list[Load], theirs: list[Load]) -> tuple[Figure, Figure]:
    (rate, p99), (their_rate, their_p99) = _of(mine), _of(theirs)
    ratio = median(other.rate / own.rate for own, other in zip(mine, theirs, strict=True))
    slower = median(own.p99 / other.p99 for own, other in zip(mine, theirs, strict=True))
    return (
        Figure(
            f"{name}: a static stub's rate / a stateful request's",
            ratio,
            _BARS[name],
            f"{their_rate:.0f}/s against {rate:.0f}/s",
        ),
        Figure(
            f"{name}: 99 of 100 stateful requests / of a static stub",
            slower,
            1,
            f"{p99:.2f} ms against {their_p99:.2f} ms",
        ),
    )


def _of(loads: list[Load]) -> tuple[float, float]:
    return median(each.rate for each in loads), median(each.p99 for each in loads)
