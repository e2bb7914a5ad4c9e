"""Clients of a server that is going to be killed: systems that submit, an agent who takes and finishes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = {"Prefer": "return=representation", "Content-Type": "application/json"}
Messages = list[dict[str, Any]]


class Line:
    """One client's connection."""

    def __init__(self, address: str, client: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        self._client = f"/runs/default/interaction-server/clients/{quote(client)}"

    def asks(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
        """Ask, and give the JSON of the answer."""
        self._connection.request(method, path, body, headers or {})
        answer = self._connection.getresponse()
        text = answer.read()
        assert 200 <= answer.status < 300, text
        return json.loads(text)

    def sends(self, message: str, reference: int, **attributes: object) -> Messages:
        """Send, and give what the server has said at once, to whomever."""
        body = {"protocol": "Open Media", "message": message, "ReferenceId": reference, **attributes}
        told = self.asks("POST", f"{self._client}/requests", json.dumps(body).encode(), WHOLE)
        return [entry["message"] for entry in told["entries"] if entry["kind"] == "message"]

    def hears(self, after: int) -> Any:  # noqa: ANN401 - events, and the last sequence
        """Give what the client was told since then, waiting a moment for it."""
        return self.asks("GET", f"{self._client}/events?after={after}&wait=0.2")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@dataclass
class Shop:
    """A system that submits, one callback after the other; what was acknowledged is written down.

    Attributes:
        acknowledged: the InteractionId that each number was given.
        number: the last one that was sent; when the server dies, nobody knows whether it was taken.
    """

    name: str
    acknowledged: dict[int, str] = field(default_factory=dict[int, str])
    number: int = 0

    def submits(self, line: Line) -> None:
        """Submit the next one."""
        self.number += 1
        self.acknowledged[self.number] = self.submit(line, self.number)

    def submit(self, line: Line, number: int) -> str:
        """Submit the callback of this number, for the first time or again; give its InteractionId."""
        said = line.sends(
            "RequestSubmit", number, TenantId="Lighthouse", MediaType="webcallback", Queue="callbacks",
            InteractionType="Inbound", InteractionSubtype="InboundNew", UserData={"number": number, "shop": self.name},
        )  # fmt: skip
        (answer,) = (message for message in said if message["message"] == "EventAck" and "Extension" in message)
        return str(answer["Extension"]["InteractionId"])


@dataclass
class Agent:
    """Anna, who accepts what she is offered and finishes it at once; what was acknowledged is written down."""

    finished: set[str] = field(default_factory=set[str])
    heard: int = 0
    reference: int = 0

    def logs_in(self, line: Line) -> None:
        """Log in, Ready."""
        self.heard = 0
        line.sends(
            "RequestAgentLogin", self._next(), TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna",
            MediaList={"webcallback": 1},
        )  # fmt: skip

    def works(self, line: Line) -> None:
        """Take and finish what was offered."""
        told = line.hears(self.heard)
        for event in told["events"]:
            self.heard = event["sequence"]
            message = event.get("message", {})
            if message.get("message") == "EventInvite":
                self._finish(line, message["TicketId"], message["Interaction"]["InteractionId"])

    def _finish(self, line: Line, ticket: int, interaction: str) -> None:
        line.sends("RequestAccept", self._next(), TicketId=ticket, InteractionId=interaction)
        reference = self._next()
        said = line.sends("RequestStopProcessing", reference, InteractionId=interaction)
        if any(message["message"] == "EventAck" and message["ReferenceId"] == reference for message in said):
            self.finished.add(interaction)

    def _next(self) -> int:
        self.reference += 1
        return self.reference


def under_load(
    address: str, shops: list[Shop], agent: Agent, enough: Callable[[], bool], kill: Callable[[], None]
) -> None:
    """Let everybody work until *enough*, then kill the server while they go on."""
    reached = Event()
    threads = [_thread(address, shop.name, shop.submits, enough, reached) for shop in shops]
    threads.append(_thread(address, "Anna", agent.works, enough, reached, begin=agent.logs_in))
    for thread in threads:
        thread.start()
    reached.wait(PATIENCE)
    kill()
    for thread in threads:
        thread.join(PATIENCE)


def _thread(  # noqa: PLR0913, PLR0917 - what a client does, and when it is enough
    address: str,
    name: str,
    work: Callable[[Line], None],
    enough: Callable[[], bool],
    reached: Event,
    begin: Callable[[Line], None] = lambda _: None,
) -> Thread:
    def run() -> None:
        line = Line(address, name)
        try:
            begin(line)
            while True:
                work(line)
                if enough():
                    reached.set()
        except (OSError, HTTPException, json.JSONDecodeError):
            pass  # the server is dead
        finally:
            reached.set()
            line.close()

    return Thread(target=run)
