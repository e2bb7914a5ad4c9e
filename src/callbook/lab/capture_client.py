"""The capture points of a lab: their connection to Interaction Server, and what is written down of their use (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import OUTSIDE, Arranged, BadInput, ConfigurationChanged, StepBegan, Unknown
from callbook.messages.open_media_events import EventAck, EventError
from callbook_mocks.capture_point import OPERATIONS, CapturePoint, DefaultValues, Request
from callbook_mocks.interaction_server import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from callbook.core import Clock, Journal, Wire
    from callbook.lab.lab import Lab
    from callbook.lab.servers import InteractionServerSeen
    from callbook.messages import Interaction, Message
    from callbook.messages.open_media import OpenMediaRequest, RequestSubmit

_FROM_OUTSIDE = (Arranged, ConfigurationChanged, StepBegan)
"""Whoever acts after one of these acts of their own accord."""
SOAP_REQUEST = "send a SOAP request"
"""What the journal calls it."""
_LONGEST_NAME = 256
_WAITING = frozenset({Kind.QUEUE, Kind.STRATEGY, Kind.WORKBIN})


class CaptureClient:
    """A capture point's wire to Interaction Server: requests that change anything cross it.

    What only looks is asked of the server itself, of which a capture point is a part (facts, section 5.7).

    Args:
        wire: the wire; its client's name is the capture point's.
        clock: the one clock.
        server: the server.
        reference: the highest ReferenceId that was used under this name before.

    Attributes:
        reference: the highest ReferenceId that was used.
    """

    def __init__(self, wire: Wire, clock: Clock, server: InteractionServerSeen, reference: int = 0) -> None:
        self._wire = wire
        self._clock = clock
        self._server = server
        self.reference = reference
        self._answers: dict[int, EventAck | EventError] = {}

    # What the capture point asks.

    @property
    def available(self) -> bool:
        """Whether Interaction Server can be reached (E2)."""
        return self._wire.up and self._server.running

    def next_reference(self) -> int:
        """Give a ReferenceId above all that were used."""
        self.reference += 1
        return self.reference

    def ask(self, request: OpenMediaRequest) -> EventAck | EventError | None:
        """Send *request*, let the clock settle, and give the answer; None when there is none at this instant."""
        self.reference = max(self.reference, request.ReferenceId)
        self._answers.clear()
        self._wire.to_server(request)
        self._clock.settle()
        return self._answers.pop(request.ReferenceId, None)

    def submitted(self, request: RequestSubmit) -> str | None:
        """Give the InteractionId of what was submitted by exactly this request, None if nothing was."""
        return self._server.submitted(self._wire.client, request)

    def interaction(self, interaction_id: str) -> Interaction | None:
        """Give an interaction, done or not; None when there never was one."""
        try:
            return self._server.interaction(interaction_id)
        except Unknown:
            return None

    def by_external_id(self, external_id: str) -> str | None:
        """Give the InteractionId of what this client submitted under *external_id*, of several the last not done."""
        return self._server.by_external_id(self._wire.client, external_id)

    def statistics(self) -> Mapping[str, int]:
        """Give how many interactions this client has submitted, and where they are (the names are assumed)."""
        kinds = [self._server.where(name).kind for name in self._server.submitted_by(self._wire.client)]
        return {
            "Submitted": len(kinds),
            "Waiting": sum(kind in _WAITING for kind in kinds),
            "WithAgents": sum(kind in {Kind.OFFERED, Kind.HANDLED} for kind in kinds),
            "Stopped": kinds.count(Kind.DONE),
            "ReadyAgents": len(self._server.ready_agents),
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
    """A capture point that writes down what is asked of it from outside, so that it can be asked again.

    A request that comes while somebody's action is carried out, the website's for example, belongs to that action: who
    does that again brings the request about, so it is not written.
    """

    def __init__(self, client: CaptureClient, wire: Wire, journal: Journal, default_values: DefaultValues) -> None:
        super().__init__(wire.client, client, default_values)
        self._journal = journal

    def perform(self, request: Request) -> Mapping[str, object]:
        """Carry a request out, and write it down."""
        if not self._comes_from_outside():
            return super().perform(request)
        self._journal.clock.settle()
        self._journal.action(self.name, SOAP_REQUEST, self._details(request))
        try:
            return super().perform(request)
        finally:
            self._journal.clock.settle()

    def _comes_from_outside(self) -> bool:
        cause = self._journal.cause
        return cause == OUTSIDE or isinstance(self._journal.entry(cause), _FROM_OUTSIDE)

    def _details(self, request: Request) -> dict[str, object]:
        said = {"message_id": request.message_id} if request.message_id else {}
        operation = request.operation.name
        return {"capture_point": self.name, "operation": operation, "fields": dict(request.fields), **said}


def check_name(name: str, taken: Iterable[str]) -> None:
    """Make sure that a capture point may be called *name*.

    Raises:
        BadInput: when it is called nothing, or as somebody else is.
    """
    if not 0 < len(name) <= _LONGEST_NAME:
        raise BadInput("capture point", name, accepted=f"a name of 1 to {_LONGEST_NAME} characters")
    if name in taken:
        raise BadInput("capture point", name, accepted="a name that no agent, no website and no server has")


def ask_again(lab: Lab, details: Mapping[str, Any]) -> None:
    """Ask of a capture point what was asked of it then.

    Raises:
        Fault: when it is refused.
        Unknown: when the capture point has no such operation.
    """
    name = details["operation"]
    if name not in OPERATIONS:
        raise Unknown("operation", name, OPERATIONS)
    request = Request(OPERATIONS[name], details["fields"], details.get("message_id", ""))
    lab.capture_point(details["capture_point"]).perform(request)
