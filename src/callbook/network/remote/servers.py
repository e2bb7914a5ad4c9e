"""Interaction Server and voice switch behind a network, as a lab sees them.

A website's wire ends at the Web Service Capture Point, spoken with by SOAP (E1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import msgspec

from callbook.core import BadInput
from callbook.lab import INTERACTION_SERVER, WEBSITE, Changes, LeftBehind, OpenCapturePoint
from callbook.messages import to_json
from callbook.messages.open_media import RequestStopProcessing, RequestSubmit
from callbook.network.remote.exchange import Exchange
from callbook_mocks.website import soap

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Wire
    from callbook.lab import Act, AnswerT, Foundation, Query
    from callbook.messages import Message
    from callbook.network.remote.transport import Transport

_OPEN_MEDIA, _T_LIBRARY = "interaction-server", "voice-switch"


class RemoteEnd:
    """The server's end of a wire, behind a network."""

    def __init__(self, exchange: Exchange, server: str, client: str) -> None:
        self._exchange = exchange
        self._address = f"/{server}/clients/{quote(client, safe='')}"
        self._requests = f"{self._address}/requests"

    def receive(self, message: Message) -> None:
        """Take a message from the client."""
        self._exchange.act("POST", self._requests, to_json(message))

    def connected(self) -> None:
        """Learn that the client can be reached."""
        self._exchange.act("PUT", self._address)

    def disconnected(self) -> None:
        """Learn that the client can no longer be reached."""
        self._exchange.act("DELETE", self._address)


class RemoteServers:
    """Both servers, in a run of their own behind a network; the lab leads their clock."""

    def __init__(self, foundation: Foundation, transport: Transport) -> None:
        self._exchange = Exchange(transport, foundation.clock)
        self._exchange.begin(
            {
                "seed": foundation.seed,
                "start": foundation.start,
                "clock": "led",
                "contact_center": foundation.configuration.contact_center,
                "assumptions": foundation.assumptions,
            }
        )
        self._known_here: dict[type[Query[Any]], Callable[[], tuple[Any, ...]]] = {
            Changes: self._exchange.take_changes,  # what an act led to came with its answer
            LeftBehind: self._exchange.end,
        }

    def open(self, wire: Wire, server: str) -> RemoteEnd | WebsiteEnd:
        """Connect *wire* to the server of this name, and return the server's end."""
        self._exchange.carries(wire)
        if is_website(wire.client):
            return WebsiteEnd(self._exchange, wire.client)
        return RemoteEnd(self._exchange, _OPEN_MEDIA if server == INTERACTION_SERVER else _T_LIBRARY, wire.client)

    def ask(self, query: Query[AnswerT]) -> AnswerT:
        """Return what the servers answer.

        Raises:
            RefusedThere: when it is about something that is not there.
        """
        here = self._known_here.get(type(query))
        if here is not None:
            return cast("AnswerT", here())
        answer: AnswerT = self._exchange.ask(msgspec.json.encode(query), query.answer)
        return answer

    def tell(self, act: Act) -> None:
        """Let the servers do their own part of *act*, and live through what that leads to at once.

        Raises:
            RefusedThere: when they refuse.
        """
        self._exchange.act("POST", "/acts", msgspec.json.encode(act))


def through(transport: Transport) -> Callable[[Foundation], RemoteServers]:
    """Return the door that leads to servers through *transport*."""

    def door(foundation: Foundation) -> RemoteServers:
        return RemoteServers(foundation, transport)

    return door


def is_website(client: str) -> bool:
    """Return whether a client of this name is one of the lab's websites."""
    return client == WEBSITE or client.startswith(f"{WEBSITE} (")


class WebsiteEnd:
    """Interaction Server as a website reaches it."""

    def __init__(self, exchange: Exchange, client: str) -> None:
        self._exchange = exchange
        self._name = client
        name = quote(client, safe="")
        self._capture_point = f"/Genesys/Interaction/{name}/WebServiceCapturePoint"
        self._client = f"/interaction-server/clients/{name}"
        self._known = False

    def receive(self, message: Message) -> None:
        """Take a request from the website.

        Raises:
            BadInput: for a request that no website sends.
        """
        self._exchange.act_in_xml(self._capture_point, _envelope(message))

    def connected(self) -> None:
        """Learn that the website can be reached; the first time its capture point comes into being, connected."""
        if self._known:
            self._exchange.act("PUT", self._client)
        else:
            self._known = True
            self._exchange.act("POST", "/acts", msgspec.json.encode(OpenCapturePoint(self._name)))

    def disconnected(self) -> None:
        """Learn that the website can no longer be reached."""
        self._exchange.act("DELETE", self._client)


def _envelope(message: Message) -> bytes:
    if isinstance(message, RequestSubmit):
        return soap.submit(message, f"urn:callbook:reference:{message.ReferenceId}")
    if isinstance(message, RequestStopProcessing) and message.Reason is not None:
        number = f"urn:callbook:reference:{message.ReferenceId}"
        return soap.stop(message.InteractionId, message.Reason.ReasonSystemName, number)
    raise BadInput(
        "message", message.name, where="website", accepted="RequestSubmit, or RequestStopProcessing with a reason"
    )
