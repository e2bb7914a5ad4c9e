"""A client's request to a server: the one route that must be fast.

The framework's way of handling a request costs about twice as much as all that the servers do with it, and a task for
each request costs as much again (`benchmarks/stateful.py`). So the fast lane takes these requests before the framework
sees them, and does the same; on a socket even before ASGI does (`callbook.network.web.protocol`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast
from urllib.parse import unquote

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.enums import ScopeType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath
from litestar.types import ASGIApp, Receive, Scope, Send

from callbook.core import CallbookError
from callbook.network.service.run import ConnectionEnded
from callbook.network.web.connection_ends import end_connection
from callbook.network.web.problems import PROBLEM_TYPE, Problem, documented, problem_of, unforeseen
from callbook.network.web.service import INSTANT, Acted, Service, outcome

if TYPE_CHECKING:
    from callbook.network.web.guard import Guard

_INSTANT: Final = INSTANT.encode()
_WHOLE: Final = b"return=representation"
_ENCODER: Final = msgspec.json.Encoder()
_JSON: Final = "application/json"
_PARTS: Final = 7
_TYPES: Final = {kind: (b"content-type", kind.encode()) for kind in (_JSON, PROBLEM_TYPE)}


Names: TypeAlias = "tuple[str, str, str]"
"""Run, server and client."""


class Answer(NamedTuple):
    """What is answered to a client's request."""

    status: int
    body: bytes
    content_type: str


_TOO_LARGE: Final = Answer(
    413,
    _ENCODER.encode(Problem("about:blank", "The request is too large", 413, "Its body has more bytes than are taken.")),
    PROBLEM_TYPE,
)


class Sent(msgspec.Struct, frozen=True):
    """Where a request stands in the journal."""

    entry: int


def answer(  # noqa: PLR0913, PLR0917 - the parts of an address, and what a request says
    service: Service, run_name: str, server: str, client: str, headers: Iterable[tuple[bytes, bytes]], body: bytes
) -> Answer:
    """Let a client send the message that *body* holds; what the server says to it comes as events."""
    instant, whole = _understood(headers)
    try:
        run = service.run(run_name, instant)
        before = run.lab.journal.last
        number = run.send(server, client, body)
        service.keep()
    except CallbookError as error:
        problem = problem_of(error)
        return Answer(problem.status, _ENCODER.encode(problem), PROBLEM_TYPE)
    if whole:
        return Answer(200, _ENCODER.encode(outcome(run, before, whole=True)), _JSON)
    return Answer(202, b'{"entry":%d}' % number, _JSON)


@post(
    "/runs/{run_name:str}/{server:str}/clients/{client:str}/requests",
    status_code=202,
    responses={
        202: ResponseSpec(Sent, description="The request was sent; the server's answer comes as an event"),
        200: ResponseSpec(Acted, description="With `Prefer: return=representation`: what it led to at once"),
        **documented(400, 404, 409, 413, 503),
    },
    tags=["Clients"],
)
async def send_request(
    service: NamedDependency[Service],
    run_name: FromPath[str],
    server: FromPath[str],
    client: FromPath[str],
    request: Request[Any, Any, Any],
) -> Response[bytes]:
    """Let a client send a message of the server's protocol, as JSON; the first one connects the client."""
    given = answer(service, run_name, server, client, request.scope["headers"], await request.body())
    return Response(given.body, status_code=given.status, media_type=given.content_type)


class FastLane:
    """Takes clients' requests; leaves everything else to the application behind it."""

    def __init__(self, application: ASGIApp, service: Service) -> None:
        self._application = application
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request, or the lifespan."""
        names = names_in(scope["path"]) if scope["type"] == ScopeType.HTTP and scope["method"] == "POST" else None
        if names is not None:
            body = await _body(receive, self._service.runs.limits.body)
            try:
                given = _TOO_LARGE if body is None else answer(self._service, *names, scope["headers"], body)
            except ConnectionEnded as ended:
                await end_connection(scope, receive, ended)
            else:
                await _send(send, given)
        else:
            await self._application(scope, receive, send)


class Lane:
    """The fast lane as a connection of the network sees it: a request in, an answer out, nothing awaited.

    Args:
        service: the runs.
        guard: lets requests through, or does not.
    """

    def __init__(self, service: Service, guard: Guard) -> None:
        self._service = service
        self._guard = guard

    def names(self, url: bytes, headers: Sequence[tuple[bytes, bytes]]) -> Names | None:
        """Give run, server and client of a POST that may be answered here once its body is whole.

        Whatever is not quite usual is for the application: an address that is none of a client's requests, a body
        of unknown length, and what the guard does not let through.
        """
        path = url.decode("latin-1")  # the parser lets ASCII through, and nothing else
        names = names_in(unquote(path) if "%" in path else path)
        if names is None:
            return None
        named = dict(headers)
        return names if b"content-length" in named and self._guard.refusal(path, named) is None else None

    def answer(self, names: Names, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> Answer | ConnectionEnded:
        """Answer a request; whatever goes wrong inside is an answer, too, unless a fault ends the connection."""
        try:
            return answer(self._service, *names, headers, body)
        except ConnectionEnded as ended:
            return ended
        except Exception as error:  # noqa: BLE001 - as the framework does it
            problem = unforeseen("POST", "/".join(names), error)
            return Answer(problem.status, _ENCODER.encode(problem), PROBLEM_TYPE)


def names_in(path: str) -> Names | None:
    """Give run, server and client, where *path* is that of a client's requests."""
    parts = path.split("/")
    if len(parts) != _PARTS or parts[6] != "requests" or parts[4] != "clients" or parts[1] != "runs":
        return None
    return parts[2], parts[3], parts[5]


def _understood(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str | None, bool]:
    instant, whole = None, False
    for name, value in headers:
        if name == _INSTANT:
            instant = value.decode("latin-1")
        elif name == b"prefer":
            whole = whole or _WHOLE in value
    return instant, whole


async def _body(receive: Receive, most: int) -> bytes | None:
    """Read the body; None when it is too large."""
    body, more = b"", True
    while more:
        event = cast("dict[str, Any]", await receive())
        body += event.get("body", b"")
        more = event.get("more_body", False)
        if len(body) > most:
            return None
    return body


async def _send(send: Send, given: Answer) -> None:
    length = (b"content-length", str(len(given.body)).encode())
    headers = [_TYPES[given.content_type], length]
    await send({"type": "http.response.start", "status": given.status, "headers": headers})
    await send({"type": "http.response.body", "body": given.body, "more_body": False})
