"""Runs: made, listed, begun anew, forgotten; and what lies in each."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from callbook.core import moment_of
from callbook.lab import OpenInteractions
from callbook.network.service.run import Run
from callbook.network.service.settings import ClockKind, RunSettings
from callbook.network.service.turns import Turn
from callbook.network.web.described_route import RunName, described
from callbook.network.web.problems import documented
from callbook.network.web.service import INSTANT, Service
from callbook.network.web.slices import let_go
from callbook.record import head_of, recording_lines


class RunShown(msgspec.Struct, frozen=True):
    """A run in a list."""

    name: Annotated[str, Meta(description="its name")]
    seed: Annotated[int, Meta(description="decides every identifier and every contact")]
    clock: Annotated[ClockKind, Meta(description="how its time passes")]
    now: Annotated[str, Meta(description="the present moment")]
    entries: Annotated[int, Meta(description="the number of the journal's last entry")]
    dropped: Annotated[int, Meta(description="how many of the oldest entries are kept no longer")]
    interactions: Annotated[int, Meta(description="how many are not done")]
    clients: Annotated[int, Meta(description="how many it has")]


def shown(run: Run) -> RunShown:
    """Show *run* in a line."""
    lab = run.lab
    return RunShown(
        name=run.name,
        seed=lab.seed,
        clock=run.settings.clock,
        now=moment_of(lab.clock.instant).isoformat(timespec="milliseconds"),
        entries=lab.journal.last,
        dropped=lab.journal.dropped,
        interactions=len(lab.ask(OpenInteractions())),
        clients=len(run.clients),
    )


@get("/runs")
async def list_runs(service: NamedDependency[Service]) -> list[RunShown]:
    """List all runs."""
    return [shown(run) for run in service.runs]


_OF_RUNS: Final = {
    "plain": ("A run with a name", {"name": "job-17", "seed": 7}),
    "real": ("A clock that runs ten times as fast as the wall", {"clock": "real", "speed": 10}),
}


@post("/runs", responses=documented(400, 413, 503), opt=described(examples=_OF_RUNS))
async def make_run(service: NamedDependency[Service], data: JSONBody[RunSettings]) -> RunShown:
    """Make a run: a contact centre of its own that no other run ever meets."""
    return shown(service.runs.make(data, shown))


@post("/reset", status_code=200)
async def reset_all(service: NamedDependency[Service]) -> list[RunShown]:
    """Forget all runs; the default run begins anew."""
    for run in service.runs:
        turn = Turn(service.turns, run.name)
        await turn.take()
        try:
            service.runs.delete(run.name)
        finally:
            turn.give_back()
        del run  # nobody knows it any more
    await let_go(service, of_all=True)
    return [shown(run) for run in service.runs]


@get("/runs/{run_name:str}", responses=documented(400, 404))
async def show_run(run: NamedDependency[Run]) -> RunShown:
    """Show one run."""
    return shown(run)


class LeftBehind(msgspec.Struct, frozen=True):
    """What a run that is over has left behind; nothing should be."""

    left: Annotated[tuple[str, ...], Meta(description="call legs and timers, in words.")]


@delete("/runs/{run_name:str}", status_code=200, responses=documented(400, 404))
async def delete_run(
    service: NamedDependency[Service], run_name: RunName, request: Request[Any, Any, Any]
) -> LeftBehind:
    """Send everybody home and forget the run; the default run begins anew instead."""
    left = _ended(service.run(run_name, request.headers.get(INSTANT)), service)
    await let_go(service)  # nobody here knows the run any more
    return LeftBehind(left)


def _ended(run: Run, service: Service) -> tuple[str, ...]:
    service.runs.delete(run.name)
    return run.lab.close()


@post("/runs/{run_name:str}/reset", status_code=200, responses=documented(400, 404))
async def reset_run(service: NamedDependency[Service], run_name: RunName, request: Request[Any, Any, Any]) -> RunShown:
    """Let a run begin anew, with the settings that it had."""
    begun = shown(service.runs.reset(service.run(run_name, request.headers.get(INSTANT)).name))
    await let_go(service)
    return begun


class Books(msgspec.Struct, frozen=True):
    """What a check of both servers' books has found; nothing is as it should be."""

    wrong: Annotated[list[str], Meta(description="what is wrong, each in a sentence")]


@post("/runs/{run_name:str}/check", operation_id="checkBooks", status_code=200, responses=documented(400, 404))
async def check(run: NamedDependency[Run]) -> Books:
    """Check all that must always hold of both servers (each interaction in exactly one place ...)."""
    try:
        run.lab.check()
    except Exception as wrong:  # noqa: BLE001 - whatever a check raises is its finding
        return Books([str(wrong)])
    return Books([])


@get(
    "/runs/{run_name:str}/recording",
    operation_id="downloadRecording",
    responses=documented(400, 404, 409),
    media_type="application/x-ndjson",
)
async def recording(run: NamedDependency[Run]) -> Response[bytes]:
    """Return the whole run as a recording that ``callbook replay`` and the notebooks read."""
    lab = run.lab
    text = b"".join(line + b"\n" for line in recording_lines(head_of(lab), lab.journal.entries, lab.clock.instant))
    return Response(text, media_type="application/x-ndjson", headers=_as_file(run))


def _as_file(run: Run) -> dict[str, Any]:
    return {"Content-Disposition": f'attachment; filename="{run.name}.trace.ndjson"'}


ROUTER = Router(
    "/",
    route_handlers=[list_runs, make_run, reset_all, show_run, delete_run, reset_run, check, recording],
    tags=["Runs"],
)
