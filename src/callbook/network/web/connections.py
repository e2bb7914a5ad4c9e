"""Clients and what the servers tell them: connecting, and events by long poll or as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

import msgspec
from litestar import MediaType, Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage
from msgspec import Meta

from callbook.core import BadInput, CallbookError
from callbook.lab import ByExternalId, SubmittedBy, SubmittedWith
from callbook.messages import from_json, to_mapping
from callbook.messages.open_media import RequestSubmit
from callbook.network.service.mailbox import Delivered, Mailbox
from callbook.network.service.run import Run
from callbook.network.service.turns import Turn
from callbook.network.web.described_route import MESSAGE, ClientName, ServerName, described
from callbook.network.web.problems import documented
from callbook.network.web.service import MOST_DIGITS, Acted, Service, acted

_AT_MOST = 1_000
_EVENT_STREAM = "text/event-stream"

After = Annotated[
    int | None, QueryParameter(ge=0, le=2**53, description="The sequence of the last event that you have")
]
Wait = Annotated[float, QueryParameter(ge=0, le=60, description="Seconds of the wall to wait for news")]
ExternalId = Annotated[str | None, QueryParameter(description="Only what was submitted under this ExternalId")]
AtMost = Annotated[int, QueryParameter(ge=1, le=_AT_MOST, description="Give at most so many")]


_SUBMIT: Final = {
    "protocol": "Open Media", "message": "RequestSubmit", "ReferenceId": 1, "TenantId": "Lighthouse",
    "MediaType": "webcallback", "Queue": "callbacks", "InteractionType": "Inbound",
    "InteractionSubtype": "InboundNew",
}  # fmt: skip


class NoStreams(CallbookError):  # noqa: N818 - names what there are not
    """A stream of events is asked for where nobody else can bring any."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} gives no stream in this process: while it waits, nobody else can bring news. Ask without"
            f" `Accept: text/event-stream` after each thing that you do, or run a server: callbook serve"
        )


class Client(msgspec.Struct, frozen=True):
    """A client of a run."""

    server: Annotated[str, Meta(description="the server that it is a client of")]
    client: Annotated[str, Meta(description="its name")]
    connected: Annotated[bool, Meta(description="whether its connection is up")]


class Events(msgspec.Struct, frozen=True):
    """What a client was sent."""

    events: Annotated[
        list[Delivered], Meta(description="in order; ask next for what comes after the last one's sequence.")
    ]
    last: Annotated[int, Meta(description="the sequence of the newest event there is.")]


@get("/clients", operation_id="listClients", responses=documented(400, 404))
async def clients(run: NamedDependency[Run]) -> list[Client]:
    """List the clients of a run, and whether they are connected."""
    return [Client(*client) for client in run.clients]


@put("/{server:str}/clients/{client:str}", operation_id="connectClient", responses=documented(400, 404, 409, 503))
async def connect(
    run: NamedDependency[Run], server: ServerName, client: ClientName, request: Request[Any, Any, Any]
) -> Acted:
    """Connect a client, for the first time or again."""
    before = run.lab.journal.last
    run.connect(server, client)
    return acted(run, before, request)


@delete(
    "/{server:str}/clients/{client:str}",
    operation_id="disconnectClient",
    status_code=200,
    responses=documented(400, 404),
)
async def disconnect(
    run: NamedDependency[Run], server: ServerName, client: ClientName, request: Request[Any, Any, Any]
) -> Acted:
    """Let a client's connection be lost: what its agent has goes back to its queues."""
    before = run.lab.journal.last
    run.disconnect(server, client)
    return acted(run, before, request)


@get("/media-servers/{client:str}/interactions", operation_id="listSubmitted", responses=documented(400, 404))
async def submitted_by(run: NamedDependency[Run], client: ClientName, external_id: ExternalId = None) -> list[str]:
    """List the ids of what a media server has submitted; of an ExternalId only the last one that is not done."""
    if external_id is None:
        return list(run.lab.ask(SubmittedBy(client)))
    found = run.lab.ask(ByExternalId(client, external_id))
    return [] if found is None else [found]


@post(
    "/media-servers/{client:str}/submitted",
    operation_id="findSubmitted",
    status_code=200,
    responses=documented(400, 404, 413),
    opt=described(body={"application/json": MESSAGE}, examples={"submit": ("A website's callback", _SUBMIT)}),
)
async def submitted(run: NamedDependency[Run], client: ClientName, request: Request[Any, Any, Any]) -> list[str]:
    """Return the id of what a media server has submitted by exactly this RequestSubmit; nothing if there is nothing."""
    message = from_json(await request.body())
    if not isinstance(message, RequestSubmit):
        raise BadInput("message", message.name, where="body", accepted="RequestSubmit")
    found = run.lab.ask(SubmittedWith(client, to_mapping(message)))
    return [] if found is None else [found]


@get(
    "/{server:str}/clients/{client:str}/events",
    operation_id="listEvents",
    summary="Read events",
    opt=described(streams=True),
    responses={
        200: ResponseSpec(Events, description="By long poll; as a stream of events if asked for text/event-stream"),
        **documented(400, 404, 410),
    },
)
async def events(  # noqa: PLR0913, PLR0917 - what an address and its query may say
    service: NamedDependency[Service],
    run: NamedDependency[Run],
    server: ServerName,
    client: ClientName,
    request: Request[Any, Any, Any],
    after: After = None,
    wait: Wait = 0.0,
    at_most: AtMost = _AT_MOST,
) -> Response[Any]:
    """Return what a client was sent, waiting for news if there is none; each event once, in order, numbered."""
    mailbox = run.mailbox(server, client)
    if _EVENT_STREAM in request.headers.get("accept", ""):
        if not service.runs.limits.wait:
            raise NoStreams(request.url.path)
        begin = _last_seen(request, after)
        mailbox.after(begin, 1)  # what cannot be given is said before the stream begins
        return ServerSentEvent(_stream(mailbox, begin, service.runs.limits.heartbeat))
    after = after or 0
    found = mailbox.after(after, at_most)
    patience = min(wait, service.runs.limits.wait)
    if not found and patience > 0:
        turn: Turn = request.state.turn
        turn.give_back()
        await _news_of(mailbox, patience)
        await turn.take()
        found = mailbox.after(after, at_most)
    service.keep()
    return Response(Events(found, mailbox.last), media_type=MediaType.JSON)


async def _stream(mailbox: Mailbox, after: int, heartbeat: float) -> AsyncIterator[ServerSentEventMessage]:
    while not mailbox.is_over:
        for event in mailbox.after(after, _AT_MOST):
            after = event.sequence
            yield ServerSentEventMessage(id=after, data=msgspec.json.encode(event).decode())
        if mailbox.last == after and not await _news_of(mailbox, heartbeat):
            yield ServerSentEventMessage(comment="waiting")


async def _news_of(mailbox: Mailbox, seconds: float) -> bool:
    """Wait until something new lies in *mailbox*, at most so many seconds; return whether something does."""
    news = asyncio.Event()
    mailbox.listeners.append(news.set)
    try:
        await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return False
    finally:
        mailbox.listeners.remove(news.set)
    return True


def _last_seen(request: Request[Any, Any, Any], after: int | None) -> int:
    if after is not None:
        return after
    seen = request.headers.get("last-event-id", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) <= MOST_DIGITS else 0


ROUTER = Router(
    "/runs/{run_name:str}",
    route_handlers=[clients, connect, disconnect, events, submitted_by, submitted],
    tags=["Clients"],
)
