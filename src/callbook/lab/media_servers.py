"""The media servers of a lab, which hand callbacks in to Interaction Server: its websites and capture points (E1).

A capture point has a connection to Interaction Server, and what is asked of it from outside is written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from callbook.core import BadInput
from callbook.lab.outside.media_servers import SoapRequest
from callbook.lab.queries import ByExternalId, ReadyAgents, ShowInteraction, SubmittedBy, SubmittedWith, Where
from callbook.lab.servers import INTERACTION_SERVER
from callbook.lab.web_server import WebServer, Websites
from callbook.messages import to_mapping
from callbook.messages.open_media_events import EventAck, EventError
from callbook_mocks.capture_point import CapturePoint, DefaultValues, Request
from callbook_mocks.interaction_server import PlaceKind
from callbook_mocks.website import FormRules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Clock, Party, Wire
    from callbook.lab.lab import Lab
    from callbook.lab.servers import Servers
    from callbook.messages import Interaction, Message
    from callbook.messages.open_media import OpenMediaRequest, RequestSubmit


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
        center = self._lab.contact_center
        rules, keys = FormRules(region=center.region), center.keys
        site = WebServer(tenant, queue, wire, self._lab.clock, rules, keys, reference=self._websites.reference)
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


Asked: TypeAlias = "Callable[[str, Request], Mapping[str, object]]"
"""Takes the name of a capture point and a request, and returns what is answered."""

_WAITING = frozenset({PlaceKind.QUEUE, PlaceKind.STRATEGY, PlaceKind.WORKBIN})


class CaptureClient:
    """A capture point's wire to Interaction Server: requests that change anything cross it.

    What only looks is asked of the server itself, of which a capture point is a part (facts, section 5.7).

    Args:
        wire: the wire; its client's name is the capture point's.
        clock: the one clock.
        servers: the servers.
        reference: the highest ReferenceId that was used under this name before.

    Attributes:
        reference: the highest ReferenceId that was used.
    """

    def __init__(self, wire: Wire, clock: Clock, servers: Servers, reference: int = 0) -> None:
        self._wire = wire
        self._clock = clock
        self._servers = servers
        self.reference = reference
        self._answers: dict[int, EventAck | EventError] = {}

    # What the capture point asks.

    @property
    def available(self) -> bool:
        """Whether Interaction Server can be reached (E2): when it goes down, its wires are cut."""
        return self._wire.up

    def next_reference(self) -> int:
        """Return a ReferenceId above all that were used."""
        self.reference += 1
        return self.reference

    def ask(self, request: OpenMediaRequest) -> EventAck | EventError | None:
        """Send *request*, let the clock settle, and return the answer; None when there is none at this instant."""
        self.reference = max(self.reference, request.ReferenceId)
        self._answers.clear()
        self._wire.to_server(request)
        self._clock.settle()
        return self._answers.pop(request.ReferenceId, None)

    def submitted(self, request: RequestSubmit) -> str | None:
        """Return the InteractionId of what was submitted by exactly this request, None if nothing was."""
        return self._servers.ask(SubmittedWith(self._wire.client, to_mapping(request)))

    def interaction(self, interaction_id: str) -> Interaction | None:
        """Return an interaction, done or not; None when there never was one."""
        try:
            return self._servers.ask(ShowInteraction(interaction_id))
        except BadInput:
            return None

    def by_external_id(self, external_id: str) -> str | None:
        """Return the InteractionId of what this client submitted under *external_id*, of several the last not done."""
        return self._servers.ask(ByExternalId(self._wire.client, external_id))

    def statistics(self) -> Mapping[str, int]:
        """Return how many interactions this client has submitted, and where they are (the names are assumed)."""
        ask, submitted = self._servers.ask, self._servers.ask(SubmittedBy(self._wire.client))
        kinds = [ask(Where(name)).kind for name in submitted]
        return {
            "Submitted": len(kinds),
            "Waiting": sum(kind in _WAITING for kind in kinds),
            "WithAgents": sum(kind in {PlaceKind.OFFERED, PlaceKind.HANDLED} for kind in kinds),
            "Stopped": kinds.count(PlaceKind.DONE),
            "ReadyAgents": len(ask(ReadyAgents())),
        }

    # The client's end of the wire.

    def receive(self, message: Message) -> None:
        """Take the server's answer; one that nobody waits for any more is forgotten with the next request."""
        if isinstance(message, EventAck | EventError):
            self._answers[message.ReferenceId] = message

    def connected(self) -> None:
        """Learn that the server can be reached: nothing to do until somebody asks."""

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached: whoever asks next is told."""


class RecordedCapturePoint(CapturePoint):
    """A capture point whose requests from outside are acts, so that they can be asked again.

    A request that comes while an act is done, the website's for example, belongs to that act: who does that again
    brings the request about, so it is not written.

    Args:
        client: its way to Interaction Server.
        wire: the wire; its client's name is the capture point's.
        default_values: what a Submit means that does not say it.
        act: lets a lab do what is asked as an act, if it comes from outside.
    """

    def __init__(
        self,
        client: CaptureClient,
        wire: Wire,
        default_values: DefaultValues,
        act: Callable[[str, Request], Mapping[str, object]],
    ) -> None:
        super().__init__(wire.client, client, default_values)
        self._act = act

    def perform(self, request: Request) -> Mapping[str, object]:
        """Carry a request out, as an act where it comes from outside."""
        return self._act(self.name, request)

    def carry_out(self, request: Request) -> Mapping[str, object]:
        """Carry a request out, whoever brought it about."""
        return super().perform(request)
