"""What fails in a run: faults that strike messages on the wires, and servers that are down for a while or restart."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from callbook.core import ANY_MESSAGE, Fault, Mishap, Unknown
from callbook.lab import ANY_CLIENT, INTERACTION_SERVER, Disturb, EndFault, InForce, Restart, Stop
from callbook.messages import MESSAGES
from callbook.network.service.run import SERVERS, Run, TooMany, named_by_an_address
from callbook.network.web.described_route import Number
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, Service, acted

_PROBLEMS = documented(400, 404)
Milliseconds = Annotated[int, Meta(ge=0, le=24 * 3_600_000, description="At most a day")]
Client = Annotated[str, Meta(min_length=1, max_length=256, description="A client's name; * for every client")]
MessageName = Annotated[str, Meta(min_length=1, max_length=64, description="A message's name; * for any")]
Percent = Annotated[float, Meta(gt=0, le=100, description="How many of a hundred messages are struck, by chance")]
Code = Annotated[int, Meta(ge=0, le=2**31 - 1, description="The ErrorCode of `refused with an error`")]
Times = Annotated[int, Meta(ge=1, le=1_000_000, description="How often it strikes; null for any number")]


class ServerName(StrEnum):
    """A server, as addresses call it."""

    INTERACTION_SERVER = "interaction-server"
    VOICE_SWITCH = "voice-switch"


class Direction(StrEnum):
    """Which way the messages go that a fault strikes."""

    TO_SERVER = "to-server"
    TO_CLIENT = "to-client"


class NewFault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fault that somebody wants."""

    server: Annotated[ServerName, Meta(description="on the wires to which server.")]
    mishap: Annotated[Mishap, Meta(description="what happens to a message, or the connection with it.")]
    client: Annotated[Client, Meta(description="on whose wire; ``*`` for every client's, also those to come.")] = (
        ANY_CLIENT
    )
    direction: Annotated[Direction, Meta(description="which way the messages go.")] = Direction.TO_SERVER
    message: Annotated[MessageName, Meta(description="which messages; ``*`` for any.")] = ANY_MESSAGE
    milliseconds: Annotated[Milliseconds, Meta(description="how long a message is delayed, at least.")] = 0
    at_most: Annotated[
        Milliseconds | None, Meta(description="how long it is delayed at most, by chance; null for always the same.")
    ] = None
    percent: Annotated[Percent, Meta(description="how many of a hundred messages are struck, by chance.")] = 100.0
    code: Annotated[Code, Meta(description="the ErrorCode with which a request is refused.")] = 0
    times: Annotated[Times | None, Meta(description="how often it strikes; null for any number.")] = 1
    mend_after: Annotated[
        Milliseconds | None,
        Meta(
            description="after how many milliseconds a connection that it ended is there again; null for when asked to."
        ),
    ] = None
    answers: Annotated[str, Meta(description="only what answers a request of this name; empty for any message.")] = ""


class FaultShown(msgspec.Struct, frozen=True, kw_only=True):
    """A fault that is in force."""

    number: Annotated[int, Meta(description="names it.")]
    server: Annotated[ServerName, Meta(description="on the wires to which server.")]
    client: Annotated[str, Meta(description="on whose wire; ``*`` for every client's.")]
    direction: Annotated[Direction, Meta(description="which way the messages go.")]
    message: Annotated[str, Meta(description="which messages; ``*`` for any.")]
    answers: Annotated[str, Meta(description="only what answers a request of this name; empty for any message.")]
    mishap: Annotated[Mishap, Meta(description="what happens to a message, or the connection with it.")]
    percent: Annotated[float, Meta(description="how many of a hundred messages are struck, by chance.")]
    words: Annotated[str, Meta(description="what happens to a message, in words.")]
    struck: Annotated[int, Meta(description="how often it has struck.")]
    left: Annotated[int | None, Meta(description="how often it still may; null for any number.")]


class Outage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A server that is to be down for a while."""

    server: Annotated[ServerName, Meta(description="which one.")]
    milliseconds: Annotated[Milliseconds, Meta(description="for how long, by the run's clock.")]


class Restarted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A server that is to go down and come up at once."""

    server: Annotated[ServerName, Meta(description="which one.")]
    with_state: Annotated[
        bool, Meta(description="whether Interaction Server knows afterwards what it knew before.")
    ] = True


@get("/faults", operation_id="listFaults", responses=_PROBLEMS)
async def faults(run: NamedDependency[Run]) -> list[FaultShown]:
    """List the faults in force, with how often each has struck and still may."""
    return [_shown(in_force) for in_force in run.lab.faults]


@post("/faults", operation_id="addFault", responses=documented(400, 404, 503))
async def add_fault(
    service: NamedDependency[Service], run: NamedDependency[Run], data: JSONBody[NewFault]
) -> FaultShown:
    """Let a fault strike messages from now on."""
    run.check_not_led("faults")
    most = service.runs.limits.faults
    if len(run.lab.faults) >= most:
        raise TooMany(f"There are {most} faults in force; more are not taken. Delete those that are over.")
    server = run.named(data.server)
    sender = data.client if data.direction is Direction.TO_SERVER else server
    number: int = run.do(Disturb.by(_fault(data), data.client, server, sender))
    return next(_shown(in_force) for in_force in run.lab.faults if in_force.number == number)


@delete("/faults/{number:int}", operation_id="endFault", responses=_PROBLEMS)
async def end_fault(run: NamedDependency[Run], number: Number) -> None:
    """Let a fault strike no more; a connection that it has ended stays as it is."""
    with named_by_an_address():
        run.do(EndFault(number))


@delete("/faults", operation_id="endFaults", responses=_PROBLEMS)
async def end_faults(run: NamedDependency[Run]) -> None:
    """Let no fault strike any more."""
    run.lab.end_faults()


@post("/outages", operation_id="stopServerForSomeTime", status_code=200, responses=_PROBLEMS)
async def outage(run: NamedDependency[Run], data: JSONBody[Outage], request: Request[Any, Any, Any]) -> Acted:
    """Stop a server, and let it start again by the run's clock."""
    run.check_not_led("outages")
    before = run.lab.journal.last
    run.do(Stop(run.named(data.server), data.milliseconds))
    return acted(run, before, request)


@post("/restarts", operation_id="restartServer", status_code=200, responses=_PROBLEMS)
async def restart(run: NamedDependency[Run], data: JSONBody[Restarted], request: Request[Any, Any, Any]) -> Acted:
    """Let a server go down and come up at once; without its state Interaction Server knows no callback any more."""
    run.check_not_led("restarts")
    before = run.lab.journal.last
    run.do(Restart(run.named(data.server), data.with_state))
    return acted(run, before, request)


def _fault(data: NewFault) -> Fault:
    known = MESSAGES[SERVERS[data.server]]
    if data.message != ANY_MESSAGE and data.message not in known:
        raise Unknown("message", data.message, known, where=data.server)
    return Fault(
        data.mishap,
        data.message,
        data.milliseconds,
        data.times,
        at_most=data.at_most,
        percent=data.percent,
        code=data.code,
        mend_after=data.mend_after,
        answers=data.answers,
    )


def _shown(in_force: InForce) -> FaultShown:
    fault = in_force.fault
    to_client = in_force.sender == in_force.server
    server = ServerName.INTERACTION_SERVER if in_force.server == INTERACTION_SERVER else ServerName.VOICE_SWITCH
    return FaultShown(
        number=in_force.number,
        server=server,
        client=in_force.client,
        direction=Direction.TO_CLIENT if to_client else Direction.TO_SERVER,
        message=fault.message,
        answers=fault.answers,
        mishap=fault.mishap,
        percent=fault.percent,
        words=str(fault),
        struck=fault.struck,
        left=fault.times,
    )


ROUTER = Router(
    "/runs/{run_name:str}",
    route_handlers=[faults, add_fault, end_fault, end_faults, outage, restart],
    tags=["Faults"],
)
