"""The Workspace API over HTTP: for each run below its own address, for the default run also at the root."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from litestar import MediaType, Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter
from msgspec import Meta

from callbook.network.service.run import Run
from callbook.network.service.runs import DEFAULT_RUN
from callbook.network.web.described_route import described
from callbook.network.web.problems import documented
from callbook.network.web.service import INSTANT, Service
from callbook.network.workspace_api import api
from callbook.network.workspace_api.api import COOKIE, ROOT, Waiting

if TYPE_CHECKING:
    from callbook.network.service.turns import Turn
    from callbook.network.workspace_api.replies import Reply

AnyRequest = Request[Any, Any, Any]
OperationPath = Annotated[
    str, PathParameter(description="An operation of the vendor's Workspace API, such as `voice/ready`.")
]


class SeatStatus(msgspec.Struct, frozen=True):
    """How a request went: 0 done, 1 asked for, or else the HTTP status; and why."""

    code: Annotated[int, Meta(description="0 done, 1 asked for, or else the HTTP status")]
    message: Annotated[str, Meta(description="what was given, and what would be accepted")] = ""


class SeatAnswer(msgspec.Struct, frozen=True):
    """The vendor's form of an answer."""

    status: Annotated[SeatStatus, Meta(description="how the request went")]
    data: Annotated[Any, Meta(description="what was asked for")] = None


_ANSWERS: Final = {
    **{
        status: ResponseSpec(SeatAnswer, description=text)
        for status, text in {
            200: "Done, or asked for; of notifications a list of messages",
            400: "Something given cannot be used",
            401: "There is no session",
            403: "A privilege or an option forbids it",
            404: "There is no such operation, call or interaction",
            409: "Not now",
            501: "An operation of the vendor's that Callbook does not play",
        }.items()
    },
    **documented(413),
}
_TAKES: Final = described(body={"application/json": {"type": "object"}})
_OF_RUN: Final = f"/runs/{{run_name:str}}{ROOT}/{{operation:path}}"
_OF_DEFAULT: Final = f"{ROOT}/{{operation:path}}"


@get(_OF_RUN, operation_id="showInWorkspaceApi", responses=_ANSWERS)
async def show(
    service: NamedDependency[Service], run: NamedDependency[Run], operation: OperationPath, request: AnyRequest
) -> Response[bytes]:
    """Ask the Workspace API of a run what it can show."""
    return await _answer(service, run, operation, request)


@post(_OF_RUN, operation_id="askWorkspaceApi", status_code=200, responses=_ANSWERS, opt=_TAKES)
async def ask(
    service: NamedDependency[Service], run: NamedDependency[Run], operation: OperationPath, request: AnyRequest
) -> Response[bytes]:
    """Ask something at an agent's seat, in the vendor's Workspace API."""
    return await _answer(service, run, operation, request)


@get(_OF_DEFAULT, operation_id="showInDefaultWorkspaceApi", responses=_ANSWERS)
async def default_show(
    service: NamedDependency[Service], operation: OperationPath, request: AnyRequest
) -> Response[bytes]:
    """Ask the Workspace API of the default run what it can show."""
    return await _answer(service, service.run(DEFAULT_RUN, request.headers.get(INSTANT)), operation, request)


@post(_OF_DEFAULT, operation_id="askDefaultWorkspaceApi", status_code=200, responses=_ANSWERS, opt=_TAKES)
async def default_ask(
    service: NamedDependency[Service], operation: OperationPath, request: AnyRequest
) -> Response[bytes]:
    """Ask something at an agent's seat of the default run, in the vendor's Workspace API."""
    return await _answer(service, service.run(DEFAULT_RUN, request.headers.get(INSTANT)), operation, request)


async def _answer(service: Service, run: Run, operation: str, request: AnyRequest) -> Response[bytes]:
    run.check_not_led("Workspace API")
    session = request.cookies.get(COOKIE, "")
    asked = api.Request(request.method, f"/{operation.strip('/')}", session, await request.body())
    given = service.workspace_api(run).answer(asked)
    if isinstance(given, Waiting):
        given = await _waited_for(given, service.runs.limits.wait, request.state.turn)
    service.keep()
    return _response(given)


async def _waited_for(waiting: Waiting, patience: float, turn: Turn) -> Reply:
    """Wait for news, at most so many seconds; meanwhile the run is anybody's.

    A server that stops cancels it: then the client is told at once that there are none, and learns the rest by itself.
    """
    news, listeners = asyncio.Event(), waiting.session.notifications.listeners
    listeners.append(news.set)
    turn.give_back()
    try:
        await asyncio.wait_for(news.wait(), patience)
    except (TimeoutError, asyncio.CancelledError):
        pass
    finally:
        listeners.remove(news.set)
    await turn.take()
    return waiting.reply()


def _response(reply: Reply) -> Response[bytes]:
    headers = {"Set-Cookie": f"{COOKIE}={reply.cookie}; Path=/; HttpOnly; SameSite=Lax"} if reply.cookie else {}
    body = msgspec.json.encode(reply.body)
    return Response(body, status_code=reply.status, media_type=MediaType.JSON, headers=headers)


ROUTER = Router("/", route_handlers=[show, ask, default_show, default_ask], tags=["Workspace API"])
