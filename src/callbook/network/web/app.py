"""The application: every route, one place for errors, one description."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from litestar import Litestar, Response
from litestar.datastructures import State
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
from callbook.network.web.described import Described
from callbook.network.web.message_endpoint import send_request
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


def application(service: Service) -> Litestar:
    """Make the application that serves *service*."""

    async def kept(response: Response[Any]) -> Response[Any]:
        service.keep()
        return response

    return Litestar(
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
