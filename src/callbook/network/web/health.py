"""Whether the server lives and is ready, which version it is, and how it is set."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency
from msgspec import Meta

from callbook.core import counted
from callbook.network.web.service import Service


class Health(msgspec.Struct, frozen=True):
    """How the server is."""

    status: Annotated[str, Meta(description="in words")]


class Version(msgspec.Struct, frozen=True):
    """Which version this is."""

    callbook: Annotated[str, Meta(description="of the installed package")]


@get("/health", operation_id="showHealth")
async def health() -> Health:
    """Show that the process lives."""
    return Health("alive")


@get("/ready", operation_id="showReadiness")
async def ready(service: NamedDependency[Service]) -> Health:
    """Show that runs can be used."""
    return Health(f"ready, {counted(len(service.runs), 'run')}")


@get("/version", operation_id="showVersion")
async def show_version() -> Version:
    """Show which version of Callbook this is."""
    return Version(version("callbook"))


@get("/settings", operation_id="showSettings")
async def settings(service: NamedDependency[Service]) -> dict[str, Any]:
    """Show the effective settings; secrets are not among them."""
    return service.settings


ROUTER = Router("/", route_handlers=[health, ready, show_version, settings], tags=["Server"])
