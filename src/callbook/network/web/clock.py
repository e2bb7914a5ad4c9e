"""The clock of a run: now, advance, run until idle, one timer, pace, pause.

Runs with a real clock keep pace with the wall, also while nobody asks.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from litestar import Request, Router, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from callbook.core import BadInput, moment_of, possible_instant
from callbook.network.service.passing import until_idle, up_to
from callbook.network.service.run import Run
from callbook.network.service.settings import ClockKind, Speed
from callbook.network.web.described_route import described
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, Service, acted
from callbook.network.web.slices import SLICE, in_slices, let_others, one_slice

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from litestar import Litestar

AnyRequest = Request[Any, Any, Any]
YEAR = 366 * 24 * 3_600_000
Milliseconds = Annotated[int, Meta(ge=0, le=YEAR, description="At most a year")]


class TimerShown(msgspec.Struct, frozen=True):
    """A timer that is set."""

    timer: Annotated[str, Meta(description="what for")]
    due: Annotated[str, Meta(description="when it fires")]


class ClockShown(msgspec.Struct, frozen=True):
    """How the time of a run stands."""

    kind: Annotated[ClockKind, Meta(description="how time passes")]
    now: Annotated[str, Meta(description="the present moment")]
    instant: Annotated[int, Meta(description="the same in milliseconds since the epoch")]
    speed: Annotated[
        float, Meta(description="of a real clock: virtual seconds in one second of the wall; 0 for any other")
    ]
    paused: Annotated[bool, Meta(description="whether a real clock stands still")]
    behind: Annotated[
        int, Meta(description="virtual milliseconds that a real clock is behind: more was due than there was time for")
    ]
    timers: Annotated[list[TimerShown], Meta(description="what is set, the next one first")]


class Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much time is to pass."""

    milliseconds: Annotated[
        Milliseconds, Meta(description="after how many milliseconds the server comes up again; null for when asked to")
    ]


class UntilIdle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much time may pass until nothing is left to do."""

    at_most: Annotated[Milliseconds, Meta(description="At most a year")] = 24 * 3_600_000


class Pace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a real clock is to run on; what is left out stays."""

    speed: Annotated[Speed | None, Meta(description="virtual seconds in one second of the wall")] = None
    paused: Annotated[bool | None, Meta(description="true lets it stand still")] = None


_MOST_TIMERS = 100
_OF_A_PAUSE: Final = {"pause": ("Pause a real clock", {"paused": True})}
_PROBLEMS = documented(400, 404, 409)


@get("/clock", operation_id="showClock", responses=documented(400, 404))
async def show(run: NamedDependency[Run]) -> ClockShown:
    """Show what time it is, and which timers are set, the next one first (at most 100)."""
    return _shown(run)


@patch("/clock", operation_id="setPace", responses=_PROBLEMS, opt=described(examples=_OF_A_PAUSE))
async def pace(run: NamedDependency[Run], data: JSONBody[Pace]) -> ClockShown:
    """Change the pace of a real clock, pause it, or let it run on."""
    pacer = run.pacer
    if pacer is None:
        raise BadInput("pace", str(run.settings.clock), where=f"run {run.name!r}", accepted="a run with a real clock")
    if data.speed is not None:
        pacer.speed = data.speed
    if data.paused:
        pacer.pause(SLICE)
    elif data.paused is not None:
        pacer.resume()
    return _shown(run)


@post(
    "/clock/advance",
    operation_id="advanceClock",
    status_code=200,
    responses=_PROBLEMS,
    opt=described(examples={"seconds": ("Half a minute passes", {"milliseconds": 30_000})}),
)
async def advance(
    service: NamedDependency[Service], run: NamedDependency[Run], data: JSONBody[Advance], request: AnyRequest
) -> Acted:
    """Let time pass, with everything that falls due on the way; if that takes too long, the answer says how far."""
    _check_moved_by_hand(run)
    before = run.lab.journal.last
    clock = run.lab.clock
    await in_slices(service, run, up_to(clock, possible_instant(clock.instant + data.milliseconds, "advance")))
    return acted(run, before, request)


@post(
    "/clock/run-until-idle",
    operation_id="runClockUntilIdle",
    status_code=200,
    responses=_PROBLEMS,
    opt=described(examples={"hour": ("At most an hour", {"at_most": 3_600_000})}),
)
async def run_until_idle(
    service: NamedDependency[Service], run: NamedDependency[Run], data: JSONBody[UntilIdle], request: AnyRequest
) -> Acted:
    """Jump from timer to timer until none is left, or that much time has passed."""
    _check_moved_by_hand(run)
    before = run.lab.journal.last
    await in_slices(service, run, until_idle(run.lab.clock, run.lab.clock.instant + data.at_most))
    return acted(run, before, request)


@post("/clock/step", operation_id="stepClock", status_code=200, responses=_PROBLEMS)
async def step(run: NamedDependency[Run], request: AnyRequest) -> Acted:
    """Let the next timer fire, and nothing beyond it."""
    _not_paced(run)
    before = run.lab.journal.last
    run.step()
    return acted(run, before, request)


def _check_moved_by_hand(run: Run) -> None:
    """Make sure that a request may let any time pass: only whoever leads a led clock knows what comes next.

    Raises:
        BadInput: when it may not.
    """
    if run.settings.clock is ClockKind.LED:
        accepted = f"the header Callbook-Instant, and POST /runs/{run.name}/clock/step for each timer"
        raise BadInput("clock", str(ClockKind.LED), where=f"run {run.name!r}", accepted=accepted)
    _not_paced(run)


def _not_paced(run: Run) -> None:
    if run.pacer is not None and not run.pacer.paused:
        raise BadInput("clock", "real", where=f"run {run.name!r}", accepted="a virtual clock, or a real one in a pause")


def _shown(run: Run) -> ClockShown:
    clock, pacer = run.lab.clock, run.pacer
    return ClockShown(
        kind=run.settings.clock,
        now=_stamp(clock.instant),
        instant=clock.instant,
        speed=0.0 if pacer is None else pacer.speed,
        paused=pacer is not None and pacer.paused,
        behind=0 if pacer is None else pacer.behind,
        timers=[TimerShown(timer.label, _stamp(timer.due)) for timer in clock.pending[:_MOST_TIMERS]],
    )


def _stamp(instant: int) -> str:
    return moment_of(instant).isoformat(timespec="milliseconds")


ROUTER = Router("/runs/{run_name:str}", route_handlers=[show, pace, advance, run_until_idle, step], tags=["Clock"])


_BEAT = 0.05
_SHARE = SLICE / 4
"""Seconds of the wall that a real clock which is behind may take at a time: requests have more of them, since somebody
waits for each."""
_LOG = logging.getLogger("callbook.network.web")


@asynccontextmanager
async def keeping_time(app: Litestar) -> AsyncGenerator[None]:
    """Keep time for as long as *app* runs."""
    task = asyncio.create_task(_keep(app.state.service))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep(service: Service) -> None:
    while True:
        pause = await _beat_each(service)
        await asyncio.sleep(pause)


async def _beat_each(service: Service) -> float:
    pause = _BEAT
    for run in service.runs:
        if run.pacer is not None:
            async with one_slice(service):
                pause = min(pause, beat(service, run))
                if run.is_behind:
                    await let_others()
    return pause


def beat(service: Service, run: Run) -> float:
    """Let *run* catch up with the wall; return the seconds until it has to be looked at again."""
    if run.pacer is None:
        return _BEAT
    try:
        _catch_up(service, run)
    except Exception:  # noqa: BLE001 - whatever a run does, the others' time goes on
        _LOG.exception("run %s: the clock is stopped by an error", run.name)
        run.pacer.paused = True
    return run.pacer.pause_length()


def _catch_up(service: Service, run: Run) -> None:
    before = run.lab.journal.last
    run.catch_up(_SHARE)
    if run.lab.journal.last != before:
        service.runs.keep(run.name)  # before anybody hears of it
