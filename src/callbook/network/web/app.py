"""The application: every route, one place for errors, one description."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from litestar import Litestar, Response
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.openapi import OpenAPIConfig

from callbook.network.web import (
    acts,
    capture_point,
    clock,
    connections,
    faults,
    health,
    journal,
    running,
    website,
    world,
)
from callbook.network.web.client_messages import answer, send_answer, send_request, sender_of
from callbook.network.web.described import Described
from callbook.network.web.problems import HANDLERS
from callbook.network.web.service import DEPENDENCIES, Service
from callbook.network.web.timekeeper import keeping_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litestar.handlers import HTTPRouteHandler
    from litestar.types import ControllerRouterHandler, Method

ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    health.ROUTER,
    running.ROUTER,
    send_request,
    connections.ROUTER,
    acts.ROUTER,
    clock.ROUTER,
    journal.ROUTER,
    world.ROUTER,
    website.ROUTER,
    capture_point.ROUTER,
    faults.ROUTER,
)


class Application(Litestar):
    """Every route; what a client sends is answered before the framework sees it."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - a request, or the lifespan
        """Serve one request or the lifespan; a client's message comes whole, as it does inside one process."""
        sender = sender_of(scope["path"]) if scope["type"] == ScopeType.HTTP and scope["method"] == "POST" else None
        if sender is None:
            await super().__call__(scope, receive, send)
        else:
            body = (await receive())["body"]
            await send_answer(send, answer(self.state.service, sender, scope["headers"], body))


def application(service: Service) -> Application:
    """Return the application that serves *service*."""

    async def kept(response: Response[Any]) -> Response[Any]:
        service.keep()
        return response

    return Application(
        ROUTES,
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        after_request=kept,
        lifespan=[keeping_time],
        state=State({"service": service}),
        request_max_body_size=service.runs.limits.body,
        openapi_config=OpenAPIConfig(
            title="Callbook",
            version=version("callbook"),
            description="Mock Interaction Server, voice switch and website of the Web Callback channel.",
            path="/openapi",
            render_plugins=[Described(path="/openapi.json")],
            operation_id_creator=_operation_id,
            use_handler_docstrings=True,
        ),
        logging_config=None,
    )


def _operation_id(handler: HTTPRouteHandler, _method: Method, _path: Sequence[object]) -> str:
    """Name an operation like its function, as JavaScript and Java write names."""
    first, *rest = handler.handler_name.split("_")
    return first + "".join(map(str.capitalize, rest))
