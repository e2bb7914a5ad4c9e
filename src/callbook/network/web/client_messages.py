"""A client's message to a server: the one route that must be fast, answered in one place.

The framework's way of handling a request costs about twice as much as all that the servers do with it, and a task for
each request costs as much again (`benchmarks/stateful.py`). So these requests are answered here, before the framework
and without a task: a socket hands them over by itself (`callbook.network.web.connection`), in one process the
application does (`callbook.network.web.app`). The framework only describes the route.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, TypeAlias

import msgspec
from litestar import post
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Meta

from callbook.core import CallbookError
from callbook.network.service.run import ConnectionEnded
from callbook.network.web.bodies import check_json
from callbook.network.web.described_route import MESSAGE, ClientName, RunName, ServerName, described
from callbook.network.web.problems import PROBLEM_TYPE, Problem, documented, problem_of, unforeseen
from callbook.network.web.service import INSTANT, Acted, Service, outcome

if TYPE_CHECKING:
    from litestar.types import Send

_INSTANT: Final = INSTANT.encode()
_WHOLE: Final = b"return=representation"
_ENCODER: Final = msgspec.json.Encoder()
_JSON: Final = b"application/json"
_PROBLEM: Final = PROBLEM_TYPE.encode()
_PARTS: Final = 7


Sender: TypeAlias = "tuple[str, str, str]"
"""Whose message it is, as its address says: run, server and client."""


class Answer(NamedTuple):
    """What is answered.

    Attributes:
        status: the HTTP status.
        body: what it holds.
        content_type: of the body.
        headers: any further ones.
    """

    status: int
    body: bytes
    content_type: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ()


class Sent(msgspec.Struct, frozen=True):
    """Where a request stands in the journal."""

    entry: Annotated[int, Meta(description="the number of the request in the journal")]


def sender_of(path: str) -> Sender | None:
    """Return whose message a POST to *path* brings; None where that is the address of something else."""
    parts = path.split("/")
    if len(parts) != _PARTS or parts[6] != "requests" or parts[4] != "clients" or parts[1] != "runs":
        return None
    return parts[2], parts[3], parts[5]


def answer(service: Service, sender: Sender, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> Answer:
    """Let a client send the message that *body* holds; what the server says to it comes as events.

    Raises:
        ConnectionEnded: when a fault has struck the client's connection, so that nothing is answered.
    """
    if len(body) > service.runs.limits.body:
        return TOO_LARGE
    instant, whole = _understood(headers)
    run_name, server, client = sender
    try:
        check_json(headers, body)
        run = service.run(run_name, instant)
        before = run.lab.journal.last
        number = run.send(server, client, body)
        service.keep()
        if whole:
            return Answer(200, _ENCODER.encode(outcome(run, before, whole=True)), _JSON)
    except CallbookError as error:
        return refused(problem_of(error))
    except ConnectionEnded:
        raise
    except Exception as error:  # noqa: BLE001 - as the framework does it
        return refused(unforeseen("POST", "/".join(sender), error))
    return Answer(202, b'{"entry":%d}' % number, _JSON)


def refused(problem: Problem, *headers: tuple[bytes, bytes]) -> Answer:
    """Return the answer that tells *problem*."""
    return Answer(problem.status, _ENCODER.encode(problem), _PROBLEM, headers)


TOO_LARGE: Final = refused(
    Problem("about:blank", "The request is too large", 413, "Its body has more bytes than are taken.")
)


async def send_answer(send: Send, given: Answer) -> None:
    """Send an answer to whoever has called the application in this process."""
    length = str(len(given.body)).encode()
    headers = [(b"content-type", given.content_type), (b"content-length", length), *given.headers]
    await send({"type": "http.response.start", "status": given.status, "headers": headers})
    await send({"type": "http.response.body", "body": given.body, "more_body": False})


_LOGIN: Final = {
    "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
    "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
}  # fmt: skip


@post(
    "/runs/{run_name:str}/{server:str}/clients/{client:str}/requests",
    status_code=202,
    responses={
        202: ResponseSpec(Sent, description="The request was sent; the server's answer comes as an event"),
        200: ResponseSpec(Acted, description="With `Prefer: return=representation`: what it led to at once"),
        **documented(400, 404, 409, 413, 415, 503),
    },
    tags=["Clients"],
    opt=described(
        body={"application/json": MESSAGE}, examples={"login": ("Anna logs in, Ready for web callbacks", _LOGIN)}
    ),
)
async def send_request(run_name: RunName, server: ServerName, client: ClientName) -> None:
    """Let a client send a message of the server's protocol, as JSON; the first one connects the client."""


def _understood(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str | None, bool]:
    instant, whole = None, False
    for name, value in headers:
        if name == _INSTANT:
            instant = value.decode("latin-1")
        elif name == b"prefer":
            whole = whole or _WHOLE in value
    return instant, whole
