"""The server's end of a website's wire, behind a network: the Web Service Capture Point, spoken with by SOAP (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from callbook.core import BadInput
from callbook.lab import WEBSITE, OpenCapturePoint
from callbook.messages.open_media import RequestStopProcessing, RequestSubmit
from callbook_mocks.website import soap

if TYPE_CHECKING:
    from callbook.messages import Message
    from callbook.network.remote.exchange import Exchange


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
