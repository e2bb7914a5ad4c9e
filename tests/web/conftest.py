"""The application, called in this process or through a real socket."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from queue import Queue
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from tests.patience import PATIENCE

from callbook.network.asgi_call import Answer, call
from callbook.network.service.runs import Runs
from callbook.network.service.settings import Limits, RunSettings
from callbook.network.web.service import Service
from callbook.network.web.serving import Socket, guarded, server_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from callbook.lab import Lab
    from callbook.network.service.run import Run


class Api:
    """The application as it is served, without a socket."""

    def __init__(self, limits: Limits | None = None, where: Socket | None = None) -> None:
        self.seconds = 0.0
        self.service = Service(Runs(RunSettings(), limits or Limits(wait=0.0), lambda: self.seconds), {"seed": 1})
        self.application = guarded(self.service, where or Socket())

    @property
    def run(self) -> Run:
        """The default run."""
        return self.service.runs.get("default")

    @property
    def lab(self) -> Lab:
        """Its contact centre."""
        return self.run.lab

    def raw(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Ask, and give the whole answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return call(self.application, method, path, named.items(), body)

    def ask(self, method: str, path: str, payload: object = None, **headers: str) -> tuple[int, Any]:
        """Ask with JSON; give status and JSON."""
        body = b"" if payload is None else json.dumps(payload).encode()
        answer = self.raw(method, path, body, content_type="application/json", **headers)
        return answer.status, json.loads(answer.body) if answer.body else None

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever is there
        """Give what is at an address of the default run."""
        status, found = self.ask("GET", f"/runs/default{path}")
        assert 200 == status, found
        return found

    def sends(self, client: str, message: str, **attributes: object) -> tuple[int, Any]:
        """Let a client of Interaction Server send."""
        body = {"protocol": "Open Media", "message": message, "ReferenceId": 1, **attributes}
        return self.ask("POST", f"/runs/default/interaction-server/clients/{quote(client)}/requests", body)

    def logs_in(self, client: str = "Anna") -> None:
        """Log an agent in, Ready."""
        status, problem = self.sends(
            client, "RequestAgentLogin", TenantId="Lighthouse", PlaceId="Place 1", AgentId=client.lower(),
            MediaList={"webcallback": 1},
        )  # fmt: skip
        assert 202 == status, problem


@pytest.fixture
def api() -> Api:
    """Give the application."""
    return Api()


@contextmanager
def serving(
    service: Service, where: Socket | None = None, around: Callable[[Any], Any] = lambda application: application
) -> Generator[int]:
    """Serve in a thread, on any port that is free; *around* may put something around the application."""
    ports: Queue[int] = Queue()
    server = server_of(service, where or Socket(port=0), ports.put)
    config: Any = server.config
    config.loaded_app = around(config.loaded_app)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield ports.get(timeout=PATIENCE)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def until(happened: Callable[[], bool]) -> None:
    """Wait until another thread has done something; it is an error if that never comes."""
    pause = threading.Event()
    assert any(happened() or pause.wait(0.005) for _ in range(PATIENCE * 200)), "it has not happened"


@pytest.fixture
def port(api: Api) -> Iterator[int]:
    """Serve the application through a real socket; give its port."""
    with serving(api.service) as port:
        yield port
