"""The media servers of a lab, which hand callbacks in to Interaction Server: its websites and capture points (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab.capture_client import CaptureClient, RecordedCapturePoint
from callbook.lab.outside.media_servers import SoapRequest
from callbook.lab.servers import INTERACTION_SERVER
from callbook.lab.web_server import WebServer, Websites

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.core import Party, Wire
    from callbook.lab.lab import Lab
    from callbook_mocks.capture_point import DefaultValues, Request


class MediaServers:
    """The websites and capture points of one lab.

    Args:
        lab: the lab.

    Attributes:
        by_queue: the websites that were opened, each under the queue that its callbacks go into.
        capture_points: those that were opened, by name.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._websites = Websites({})
        self._clients: list[CaptureClient] = []
        self.by_queue: dict[str, WebServer] = {}
        self.capture_points: dict[str, RecordedCapturePoint] = {}

    @property
    def websites(self) -> Websites:
        """What the websites are called, and how far they have come."""
        sites = (site.reference for site in self.by_queue.values())
        others = (client.reference for client in self._clients)
        return Websites(self._websites.clients, max((self._websites.reference, *sites, *others)))

    def go_on_from(self, websites: Websites) -> None:
        """Take over what the websites of another process were called, and how far they had come."""
        self._websites = Websites(dict(websites.clients), websites.reference)

    def open_website(self, queue: str) -> WebServer:
        """Open the website whose callbacks go into *queue*, and return it.

        Raises:
            Unknown: when there is no such queue.
        """
        tenant = self._lab.configuration.queue(queue).tenant
        client = self._websites.client(queue)
        self._websites.clients[queue] = client
        wire = self._lab.wires.wire(client, INTERACTION_SERVER)
        site = WebServer(tenant, queue, wire, self._lab.clock, reference=self._websites.reference)
        self.by_queue[queue] = site
        self._connect(wire, site)
        return site

    def open_capture_point(self, name: str, default_values: DefaultValues) -> RecordedCapturePoint:
        """Open a capture point, and return it."""
        wire = self._lab.wires.wire(name, INTERACTION_SERVER)
        client = CaptureClient(wire, self._lab.clock, self._lab.servers, self._websites.reference)
        self._clients.append(client)
        opened = self.capture_points[name] = RecordedCapturePoint(client, wire, default_values, self._ask)
        self._connect(wire, client)
        return opened

    def _ask(self, name: str, request: Request) -> Mapping[str, object]:
        answer: Mapping[str, object] = self._lab.do(SoapRequest.asking(request, name))
        return answer

    def _connect(self, wire: Wire, end: Party) -> None:
        self._lab.wires.connect(wire, end, up=self._lab.outages.runs(INTERACTION_SERVER))
        self._lab.clock.settle()
