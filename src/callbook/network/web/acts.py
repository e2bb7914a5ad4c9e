"""Acts and questions: what anybody may do to a run or ask of its servers, in the vocabulary of `callbook.lab`."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, Router, post
from litestar.di import NamedDependency

from callbook.core import BadInput
from callbook.lab import act_of, query_of
from callbook.network.service.run import Run, named_by_an_address
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, acted

_JSON: Final = "application/json"


@post("/acts", operation_id="doAct", status_code=200, responses=documented(400, 404, 409, 413, 503))
async def do(run: NamedDependency[Run], request: Request[Any, Any, Any]) -> Acted:
    """Do an act, such as `{"act": "perform", "agent": "Anna", "action": "accept"}`: whatever comes from outside."""
    before = run.lab.journal.last
    run.do(act_of(_read(await request.body()), where="body"))
    return acted(run, before, request)


@post("/questions", operation_id="askServers", status_code=200, responses=documented(400, 404, 413))
async def ask(run: NamedDependency[Run], request: Request[Any, Any, Any]) -> Response[bytes]:
    """Ask the servers what crosses no wire, such as `{"query": "where", "interaction": "4UR9HGNS00000001"}`."""
    with named_by_an_address():
        answer = run.lab.ask(query_of(_read(await request.body())))
    return Response(msgspec.json.encode(answer), media_type=_JSON)


def _read(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput("body", body[:60], accepted=f"JSON ({error})") from None


ROUTER = Router("/runs/{run_name:str}", route_handlers=[do, ask], tags=["Acts and questions"])
