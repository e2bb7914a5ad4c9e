"""Acts and questions: what anybody may do to a run or ask of its servers, in the vocabulary of `callbook.lab`."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Router, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from callbook.lab import ActOfPeople, AnyQuery
from callbook.network.service.run import Run, named_by_an_address
from callbook.network.web.described_route import described
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, acted


class Answered(msgspec.Struct, frozen=True):
    """The answer to a question."""

    answer: Annotated[Any, Meta(description="what the question asks for; null where there is nothing of it.")]


_OF_ACTS: Final = {
    "perform": ("Anna logs in", {"act": "perform", "agent": "Anna", "action": "log in"}),
    "stop": (
        "A minute without Interaction Server",
        {"act": "stop", "server": "Interaction Server", "milliseconds": 60_000},
    ),
}
_OF_QUESTIONS: Final = {"ready": ("Who can be routed to", {"query": "ready agents"})}


@post(
    "/acts",
    operation_id="doAct",
    status_code=200,
    responses=documented(400, 404, 409, 413, 503),
    opt=described(examples=_OF_ACTS),
)
async def do(run: NamedDependency[Run], data: JSONBody[ActOfPeople], request: Request[Any, Any, Any]) -> Acted:
    """Do an act: whatever can come from outside of a run."""
    before = run.lab.journal.last
    run.do(data)
    return acted(run, before, request)


@post(
    "/questions",
    operation_id="askServers",
    status_code=200,
    responses=documented(400, 404, 413),
    opt=described(examples=_OF_QUESTIONS),
)
async def ask(run: NamedDependency[Run], data: JSONBody[AnyQuery]) -> Answered:
    """Ask the servers what crosses no wire."""
    with named_by_an_address():
        return Answered(run.lab.ask(data))


ROUTER = Router("/runs/{run_name:str}", route_handlers=[do, ask], tags=["Acts and questions"])
