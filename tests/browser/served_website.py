"""The website as `callbook serve` serves it, with the whole contact centre within reach of the test."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.web.conftest import serving

from callbook.network.service.runs import Runs
from callbook.network.service.settings import Limits, RunSettings
from callbook.network.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.lab import Lab

BASE = "/runs/default/website/callbacks"


class ServedWebsite:
    """One website and the contact centre behind it.

    Attributes:
        service: the server's runs.
        address: of the form.
        posts: how many times a form came.
    """

    def __init__(self, settings: RunSettings) -> None:
        self.service = Service(Runs(settings, Limits(), lambda: 0.0))
        self.address = ""
        self.posts = 0

    @property
    def lab(self) -> Lab:
        """The contact centre."""
        return self.service.runs.get("default").lab

    @property
    def made(self) -> list[str]:
        """The ids of all callbacks that were made."""
        server = self.lab.here.interaction_server
        return [*server.interactions, *server.done]

    def counting(self, application: Any) -> Any:  # noqa: ANN401 - an ASGI application, and one around it
        """Count the forms that come to *application*."""

        async def counted(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI says
            self.posts += scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", BASE)
            await application(scope, receive, send)

        return counted


@contextmanager
def served(settings: RunSettings) -> Generator[ServedWebsite]:
    """Serve a website on this machine until the end of the ``with``."""
    website = ServedWebsite(settings)
    with serving(website.service, around=website.counting) as port:
        website.address = f"http://127.0.0.1:{port}{BASE}"
        yield website
