"""What every route works with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex
from typing import Annotated, Any
from weakref import WeakKeyDictionary

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from msgspec import Meta

from callbook.core import BadInput
from callbook.network.service.led_clock import LedClock, TimerChange
from callbook.network.service.run import Run
from callbook.network.service.runs import Runs
from callbook.network.service.turns import Turns
from callbook.network.web.bodies import run_of
from callbook.network.web.described_route import RunName
from callbook.network.workspace_api.api import WorkspaceApi
from callbook.network.workspace_api.seats import SeatsOfRun
from callbook.record import lines_of

INSTANT = "callbook-instant"
"""The header in which whoever leads a run's clock says where it stands, in milliseconds since the epoch."""
MOST_DIGITS = 18
"""How long a number in a header may be."""
_CATCHING_UP = 0.02
"""Seconds of the wall that a real clock may take to catch up before a request."""
_WHOLE = "return=representation"


@dataclass
class Service:
    """A server's runs, and what it says of itself.

    Attributes:
        runs: the runs.
        settings: the effective settings, as they are shown.
        touched: the names of the runs that requests were made of.
        turns: whose turn it is with each run.
        slices: whose turn it is to do a slice of long work.
        beside: what is served beside HTTP for as long as the application runs.
    """

    runs: Runs
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    touched: set[str] = field(default_factory=set[str])
    turns: Turns = field(default_factory=Turns)
    slices: Turns = field(default_factory=Turns)
    beside: list[Callable[[object], AbstractAsyncContextManager[None]]] = field(
        default_factory=list[Callable[[object], AbstractAsyncContextManager[None]]]
    )
    _seats: WeakKeyDictionary[Run, WorkspaceApi] = field(default_factory=WeakKeyDictionary["Run", "WorkspaceApi"])

    def workspace_api(self, run: Run) -> WorkspaceApi:
        """Return the Workspace API of a run; the first time opens it."""
        if run not in self._seats:
            patience = round(self.runs.limits.wait * 1_000)
            self._seats[run] = WorkspaceApi(SeatsOfRun(run.lab), partial(token_hex, 16), self.runs.wall, patience)
        return self._seats[run]

    def has_session(self, path: str, name: str) -> bool:
        """Return whether a request to *path* comes with a session of the Workspace API that is there."""
        return any(run.name == run_of(path) and api.has_session(name) for run, api in self._seats.items())

    def keep(self) -> None:
        """Keep what requests have changed since the last time, before anybody is answered.

        Raises:
            NotKept: when it cannot be written.
        """
        for name in self.touched:
            self.runs.keep(name)
        self.touched.clear()

    def run(self, name: str, instant: str | None) -> Run:
        """Return a run whose clock stands where it should.

        Raises:
            NotThere: when there is no such run.
            BadInput: when *instant* cannot be led to.
        """
        run = self.runs.get(name)
        self.touched.add(name)
        if instant is not None:
            run.lead_to(_number(instant))
        if not run.is_behind:  # else whoever keeps time brings it nearer, in slices of its own
            run.catch_up(_CATCHING_UP)
        return run


class Acted(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of an action."""

    entry: Annotated[int, Meta(description="the number of the journal's last entry.")]
    entries: Annotated[
        list[msgspec.Raw] | None,
        Meta(
            description="what it led to at once, in the form of a recording; only when ``Prefer: "
            "return=representation`` asks."
        ),
    ] = None
    timers: Annotated[
        list[TimerChange],
        Meta(description="with them, in a run whose clock is led: what became of its timers since that was last said."),
    ] = []


def acted(run: Run, before: int, request: Request[Any, Any, Any]) -> Acted:
    """Return what came of an action that began after the journal's entry *before*."""
    return outcome(run, before, whole=_WHOLE in request.headers.get("prefer", ""))


def outcome(run: Run, before: int, *, whole: bool) -> Acted:
    """Return what came of an action; *whole* gives the entries, too."""
    journal = run.lab.journal
    if not whole:
        return Acted(journal.last)
    return Acted(journal.last, [*map(msgspec.Raw, lines_of(journal.since(before)))], timers_of(run))


def timers_of(run: Run) -> list[TimerChange]:
    """Return what became of a led clock's timers since that was last said; of another clock nobody needs to know."""
    clock = run.lab.clock
    return clock.take_changes() if isinstance(clock, LedClock) else []


def provide_service(state: State) -> Service:
    """Return the service of the application."""
    service: Service = state.service
    return service


def provide_run(service: NamedDependency[Service], request: Request[Any, Any, Any], run_name: RunName) -> Run:
    """Return the run that the address names."""
    return service.run(run_name, request.headers.get(INSTANT))


DEPENDENCIES = {
    "service": Provide(provide_service, sync_to_thread=False),
    "run": Provide(provide_run, sync_to_thread=False),
}
"""What routes may ask for by name."""


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    raise BadInput("header Callbook-Instant", text, accepted="milliseconds since the epoch, digits only")


def without_charset(content_type: str) -> str:
    """Return a content type as the framework wants it: it says by itself that a text is UTF-8."""
    return content_type.partition(";")[0]
