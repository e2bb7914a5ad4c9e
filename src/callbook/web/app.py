"""The application: every route, one place for errors, one description."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from litestar import Litestar
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from callbook.web import clock, connections, faults, health, journal, running, world
from callbook.web.message_endpoint import send_request
from callbook.web.problems import HANDLERS
from callbook.web.service import DEPENDENCIES, Service
from callbook.web.timekeeper import keeping_time

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    health.ROUTER,
    running.ROUTER,
    send_request,
    connections.ROUTER,
    clock.ROUTER,
    journal.ROUTER,
    world.ROUTER,
    faults.ROUTER,
)


def application(service: Service) -> Litestar:
    """Make the application that serves *service*."""
    return Litestar(
        ROUTES,
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        lifespan=[keeping_time],
        state=State({"service": service}),
        request_max_body_size=service.runs.limits.body,
        openapi_config=OpenAPIConfig(
            title="Callbook",
            version=version("callbook"),
            description="Mock Interaction Server, voice switch and website of the Web Callback channel.",
            path="/openapi",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
        ),
        logging_config=None,
    )
