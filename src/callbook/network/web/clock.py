"""The clock of a run: now, advance, run until idle, one timer, pace, pause."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from callbook.core import MILLISECOND, BadInput, moment_of
from callbook.network.service.run import Run
from callbook.network.service.wanted import ClockKind, Speed
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, acted

YEAR = 366 * 24 * 3_600_000
Milliseconds = Annotated[int, Meta(ge=0, le=YEAR, description="At most a year")]


class TimerShown(msgspec.Struct, frozen=True):
    """A timer that is set."""

    timer: str
    due: str


class ClockShown(msgspec.Struct, frozen=True):
    """How the time of a run stands."""

    kind: ClockKind
    now: str
    instant: int
    speed: float
    paused: bool
    timers: list[TimerShown]


class Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much time is to pass."""

    milliseconds: Milliseconds


class UntilIdle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much time may pass until nothing is left to do."""

    at_most: Milliseconds = 24 * 3_600_000


class Pace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a real clock is to run on; what is left out stays."""

    speed: Speed | None = None
    paused: bool | None = None


_MOST_TIMERS = 100
_PROBLEMS = documented(400, 404, 409)


@get("/clock", operation_id="showClock", responses=documented(400, 404))
async def show(run: NamedDependency[Run]) -> ClockShown:
    """Say what time it is, and which timers are set, the next one first (at most 100)."""
    return _shown(run)


@patch("/clock", operation_id="setPace", responses=_PROBLEMS)
async def pace(run: NamedDependency[Run], data: JSONBody[Pace]) -> ClockShown:
    """Change the pace of a real clock, pause it, or let it run on."""
    pacer = run.pacer
    if pacer is None:
        raise BadInput("pace", str(run.wanted.clock), where=f"run {run.name!r}", accepted="a run with a real clock")
    if data.speed is not None:
        pacer.speed = data.speed
    if data.paused is not None:
        (pacer.pause if data.paused else pacer.resume)()
    return _shown(run)


@post("/clock/advance", operation_id="advanceClock", status_code=200, responses=_PROBLEMS)
async def advance(run: NamedDependency[Run], data: JSONBody[Advance], request: Request[Any, Any, Any]) -> Acted:
    """Let time pass, with everything that falls due on the way."""
    _not_paced(run)
    before = run.lab.journal.last
    run.lab.advance(data.milliseconds)
    return acted(run, before, request)


@post("/clock/run-until-idle", operation_id="runClockUntilIdle", status_code=200, responses=_PROBLEMS)
async def run_until_idle(
    run: NamedDependency[Run], data: JSONBody[UntilIdle], request: Request[Any, Any, Any]
) -> Acted:
    """Jump from timer to timer until none is left, or that much time has passed."""
    _not_paced(run)
    before = run.lab.journal.last
    run.lab.clock.run_until_idle(at_most=data.at_most * MILLISECOND)
    return acted(run, before, request)


@post("/clock/step", operation_id="stepClock", status_code=200, responses=_PROBLEMS)
async def step(run: NamedDependency[Run], request: Request[Any, Any, Any]) -> Acted:
    """Let the next timer fire, and nothing beyond it."""
    _not_paced(run)
    before = run.lab.journal.last
    run.step()
    return acted(run, before, request)


def _not_paced(run: Run) -> None:
    if run.pacer is not None and not run.pacer.paused:
        raise BadInput("clock", "real", where=f"run {run.name!r}", accepted="a virtual clock, or a real one in a pause")


def _shown(run: Run) -> ClockShown:
    clock, pacer = run.lab.clock, run.pacer
    return ClockShown(
        kind=run.wanted.clock,
        now=_stamp(clock.instant),
        instant=clock.instant,
        speed=0.0 if pacer is None else pacer.speed,
        paused=pacer is not None and pacer.paused,
        timers=[TimerShown(timer.label, _stamp(timer.due)) for timer in clock.pending[:_MOST_TIMERS]],
    )


def _stamp(instant: int) -> str:
    return moment_of(instant).isoformat(timespec="milliseconds")


ROUTER = Router("/runs/{run_name:str}", route_handlers=[show, pace, advance, run_until_idle, step], tags=["Clock"])
