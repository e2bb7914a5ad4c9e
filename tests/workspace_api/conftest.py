"""A client of the Workspace API in this process, over the application as it is served, without a socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import Api

from callbook.network.service.settings import Limits
from callbook.network.workspace_api.client import AgentClient

if TYPE_CHECKING:
    from callbook.network.workspace_api.shapes import Json

RUN = "/runs/default"
DOOR = f"{RUN}/workspace/v3"


class Exchange:
    """Brings requests to the door of a run, with the cookie that it was given."""

    def __init__(self, api: Api, door: str = DOOR) -> None:
        self.api = api
        self.door = door
        self.cookie = ""

    def __call__(self, method: str, path: str, body: Json | list[Json] | None) -> tuple[int, Any]:
        """Ask."""
        cookie = {"Cookie": f"WORKSPACE_SESSIONID={self.cookie}"} if self.cookie else {}
        given = b"" if body is None else json.dumps(body).encode()
        answer = self.api.raw(method, f"{self.door}{path}", given, Content_Type="application/json", **cookie)
        for name, value in answer.headers:
            if name == "set-cookie":
                self.cookie = value.partition(";")[0].partition("=")[2]
        return answer.status, json.loads(answer.body)


@pytest.fixture
def api() -> Api:
    """Give a server's application."""
    return Api(Limits())  # with the patience of a server; who polls here says that it waits for nothing


@pytest.fixture
def exchange(api: Api) -> Exchange:
    """Give the way to the default run's door."""
    return Exchange(api)


@pytest.fixture
def anna(exchange: Exchange) -> AgentClient:
    """Give Anna's client, at her seat and Ready."""
    client = AgentClient(exchange)
    client.begin("anna", "1001")
    client.post("/media/webcallback/ready")
    client.poll()
    return client


def offered(api: Api, client: AgentClient, **data: object) -> str:
    """Let Maria ask for a callback, which is offered; give its id."""
    contact = api.lab.contact("Maria")
    submit = {
        "protocol": "Open Media", "message": "RequestSubmit", "ReferenceId": 1, "TenantId": "Lighthouse",
        "MediaType": "webcallback", "Queue": "callbacks", "InteractionType": "Inbound",
        "InteractionSubtype": "InboundNew",
        "UserData": {"customer_number": contact.person.phone_number, "contact_name": "Maria", **data},
    }  # fmt: skip
    api.ask("POST", f"{RUN}/interaction-server/clients/Web/requests", submit)
    client.poll()
    return next(reversed(client.interactions))


def in_hand(api: Api, client: AgentClient) -> str:
    """Let Maria's callback be in hand; give its id."""
    callback = offered(api, client)
    client.post(f"/media/webcallback/interactions/{callback}/accept")
    client.poll()
    return callback


def talking(api: Api, client: AgentClient) -> tuple[str, str]:
    """Let Anna talk to Maria; give the id of the callback, and the ConnID."""
    callback = in_hand(api, client)
    pairs = {pair["key"]: pair["value"] for pair in client.interactions[callback]["userData"]}
    client.post("/voice/make-call", destination=pairs["customer_number"])
    api.lab.clock.advance(10_000)
    client.poll()
    return callback, next(iter(client.calls))
