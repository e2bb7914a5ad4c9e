"""The application: every route, one place for errors, one description."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from litestar import Litestar, Response
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme, Tag
from litestar.openapi.spec import Reference as OpenAPIReference

from callbook.core import BadInput
from callbook.network.service.turns import Turn
from callbook.network.web import (
    acts,
    callback_service,
    capture_point,
    clock,
    connections,
    faults,
    health,
    journal,
    running,
    website_pages,
    workspace_api,
    world,
)
from callbook.network.web.bodies import Gone, TooLarge, check_json, is_json, run_of, whole_body
from callbook.network.web.client_messages import TOO_LARGE, answer, refused, send_answer, send_request, sender_of
from callbook.network.web.clock import keeping_time
from callbook.network.web.described import Description
from callbook.network.web.led_requests import answer_leader, asked_by_leader
from callbook.network.web.problems import HANDLERS, problem_of
from callbook.network.web.queries import check_query
from callbook.network.web.service import DEPENDENCIES, Service

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litestar.handlers import HTTPRouteHandler
    from litestar.types import ControllerRouterHandler, Message, Method, Receive, Send

    from callbook.network.web.client_messages import Answer, Sender

ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    health.ROUTER,
    running.ROUTER,
    send_request,
    connections.ROUTER,
    acts.ROUTER,
    clock.ROUTER,
    journal.ROUTER,
    world.ROUTER,
    website_pages.ROUTER,
    capture_point.ROUTER,
    workspace_api.ROUTER,
    callback_service.ROUTER,
    faults.ROUTER,
)

_TAGS: Final = {
    "Server": "Whether the server lives, which version it is, how it is set.",
    "Runs": "Contact centres that never meet: one for each job. The run `default` is always there.",
    "Clients": "Programs that speak with Interaction Server and the voice switch, and what they are sent.",
    "Acts and questions": "Whatever can come from outside of a run, and what its servers can be asked, as data.",
    "Clock": "The virtual clock of a run. Nothing waits: time passes when it is told to.",
    "Journal": "What happened in a run, in order, each entry with the one that led to it; searched and verified.",
    "What lies in a run": "Interactions, contacts, configuration, and both servers themselves.",
    "Faults": "What goes wrong on purpose.",
    "Website": "The form with which a contact asks to be called, as pages for browsers.",
    "Workspace API": "Agents' seats for clients of the vendor's library, genesys-workspace-client-js.",
    "Callback service": "The product's service by which sites schedule callbacks without a form of ours.",
    "Web Service Capture Point": "Interaction Server's SOAP interface for websites that have a form of their own.",
}
_SECURITY_SCHEMES: Final[dict[str, SecurityScheme | OpenAPIReference]] = {
    "bearer": SecurityScheme("http", scheme="bearer", description="The server's token, if it demands one."),
    "basic": SecurityScheme("http", scheme="basic", description="The token as the password, for browsers."),
}


class Application(Litestar):
    """Every route; what a client sends is answered before the framework sees it."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - a request, or the lifespan
        """Serve one request or the lifespan.

        A request is carried out when all of it has come, and when it is its turn with its run.
        """
        if scope["type"] != ScopeType.HTTP:
            await super().__call__(scope, receive, send)
            return
        service: Service = self.state.service
        path: str = scope["path"]
        try:
            body = await whole_body(receive, service.runs.limits.body)
        except Gone:
            return
        except TooLarge:
            await send_answer(send, TOO_LARGE._replace(headers=((b"connection", b"close"),)))
            return
        sender = sender_of(path) if scope["method"] == "POST" else None
        turn = Turn(service.turns, run_of(path) or "")
        if turn.name:
            await turn.take()
        try:
            given = _without_framework(service, sender, scope, body)
            if given is not None:
                turn.give_back()
                await send_answer(send, given)
                return
            problem = _problem_of(path, scope["headers"], body)
            if problem is not None:
                await send_answer(send, problem)
                return
            scope["state"]["turn"] = turn
            await super().__call__(scope, _again(body, receive), _after(turn, send))
        finally:
            turn.give_back()


def _without_framework(service: Service, sender: Sender | None, scope: Any, body: bytes) -> Answer | None:  # noqa: ANN401 - a request
    if sender is not None:
        return answer(service, sender, scope["headers"], body)
    asked = asked_by_leader(scope["method"], scope["path"], scope["query_string"], scope["headers"], body)
    return None if asked is None else answer_leader(service, asked)


def _problem_of(path: str, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> Answer | None:
    try:
        if is_json(path):
            check_json(headers, body)
    except BadInput as error:
        return refused(problem_of(error))
    return None


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what brings *body* once, and then whatever *receive* brings."""
    given = iter((body,))

    async def receive_again() -> Any:  # noqa: ANN401 - what ASGI has
        for part in given:
            return {"type": "http.request", "body": part, "more_body": False}
        return await receive()

    return receive_again


def _after(turn: Turn, send: Send) -> Send:
    """Return what gives the turn back before it sends: what there is to do is done, and a client may read slowly."""

    async def send_after(message: Message) -> None:
        turn.give_back()
        await send(message)

    return send_after


def application(service: Service) -> Application:
    """Return the application that serves *service*."""

    async def kept(response: Response[Any]) -> Response[Any]:
        service.keep()
        return response

    return Application(
        ROUTES,
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        before_request=check_query,
        after_request=kept,
        lifespan=[keeping_time, *service.beside],
        state=State({"service": service}),
        request_max_body_size=service.runs.limits.body,
        openapi_config=OpenAPIConfig(
            title="Callbook",
            version=version("callbook"),
            description="Mock Interaction Server, voice switch and website of the Web Callback channel.",
            path="/openapi",
            render_plugins=[Description(path="/openapi.json")],
            operation_id_creator=_operation_id,
            use_handler_docstrings=True,
            tags=[Tag(name=name, description=text) for name, text in _TAGS.items()],
            components=Components(security_schemes=_SECURITY_SCHEMES),
            security=[{}, {"bearer": []}, {"basic": []}],  # a server on loopback demands nothing
        ),
        logging_config=None,
    )


def _operation_id(handler: HTTPRouteHandler, _method: Method, _path: Sequence[object]) -> str:
    """Name an operation like its function, as JavaScript and Java write names."""
    first, *rest = handler.handler_name.split("_")
    return first + "".join(map(str.capitalize, rest))
