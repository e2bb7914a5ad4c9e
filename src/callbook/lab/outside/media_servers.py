"""Acts at the website and at capture points, which hand callbacks in to Interaction Server (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from callbook.core import BadInput, Unknown
from callbook.lab.outside.act import Act
from callbook_mocks.capture_point import OPERATIONS, CapturePoint, DefaultValues, Request
from callbook_mocks.website import CallbackForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.lab.lab import Lab
    from callbook.lab.web_server import WebServer

_LONGEST_NAME = 256


class OpenWebsite(Act, frozen=True):
    """The website whose callbacks go into *queue* begins to work."""

    queue: Annotated[str, Meta(description="the name of an interaction queue")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"open the website for {self.queue}"

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a queue.

        Raises:
            Unknown: when there is none.
        """
        lab.configuration.queue(self.queue)

    def do(self, lab: Lab) -> WebServer:
        """Open it, and return it."""
        return lab.media_servers.open_website(self.queue)


class Schedule(Act, frozen=True):
    """A contact hands in the website's form, filled in well or badly: its fields, and where its callbacks go."""

    form: Annotated[CallbackForm, Meta(description="the website's form, as it was typed")]
    queue: Annotated[str, Meta(description="the name of an interaction queue")] = "callbacks"

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "schedule a callback"

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - as the form says
        """Return the name in the form."""
        return self.form.name

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a website, or such a queue to open one for.

        Raises:
            Unknown: when there is none.
        """
        if self.queue not in lab.media_servers.by_queue:
            lab.configuration.queue(self.queue)

    def do(self, lab: Lab) -> str:
        """Submit it, and return the callback's InteractionId.

        Raises:
            FormRefused: when a field cannot be used.
            NotSubmitted: when Interaction Server does not take it.
        """
        site = lab.website(self.queue)
        site.schedule(self.form)
        return site.submitted[-1]


class Cancel(Act, frozen=True):
    """A contact takes the callback *on* back on the website: whoever has it loses it."""

    on: Annotated[str, Meta(description="the id of the callback")]
    queue: Annotated[str, Meta(description="the name of an interaction queue")] = "callbacks"

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "cancel the callback"

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - the website does not know who it is
        """Return what a contact is called whom nobody knows."""
        return "A contact"

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a website, or such a queue to open one for.

        Raises:
            Unknown: when there is none.
        """
        if self.queue not in lab.media_servers.by_queue:
            lab.configuration.queue(self.queue)

    def do(self, lab: Lab) -> None:
        """Take it back.

        Raises:
            NotSubmitted: when Interaction Server cannot be reached, or refuses.
        """
        lab.website(self.queue).cancel(self.on)


class OpenCapturePoint(Act, frozen=True):
    """A Web Service Capture Point begins to work, with its default values."""

    name: Annotated[str, Meta(description="what it is called")]
    default_values: Annotated[DefaultValues, Meta(description="what a Submit means that does not say it")] = (
        DefaultValues()
    )

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"open the capture point {self.name}"

    def check(self, lab: Lab) -> None:
        """Make sure that it may be called so.

        Raises:
            BadInput: when it is called nothing, or as somebody else is.
        """
        _check_name(self.name, lab.names_taken())

    def do(self, lab: Lab) -> CapturePoint:
        """Open it, and return it."""
        return lab.media_servers.open_capture_point(self.name, self.default_values)


class SoapRequest(Act, frozen=True):
    """Another system asks something of a capture point; what is not quite SOAP never gets this far."""

    capture_point: Annotated[str, Meta(description="its name.")]
    operation: Annotated[str, Meta(description="one of its operations.")]
    fields: Annotated[dict[str, Any], Meta(description="what is asked, by the names of the operation's table.")] = {}
    message_id: Annotated[str, Meta(description="the MessageID, by which a repetition is known; empty for none.")] = ""

    @classmethod
    def asking(cls, request: Request, capture_point: str) -> SoapRequest:
        """Return the act that asks *request* of a capture point."""
        return cls(capture_point, request.operation.name, dict(request.fields), request.message_id)

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "send a SOAP request"

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - the capture point's own name
        """Return the capture point's name."""
        return self.capture_point

    def check(self, lab: Lab) -> None:  # noqa: ARG002 - every capture point has the same operations
        """Make sure that there is such an operation.

        Raises:
            Unknown: when there is none.
        """
        if self.operation not in OPERATIONS:
            raise Unknown("operation", self.operation, OPERATIONS)

    def do(self, lab: Lab) -> Mapping[str, object]:
        """Ask it, and return what is answered.

        Raises:
            Fault: when it is refused.
        """
        request = Request(OPERATIONS[self.operation], self.fields, self.message_id)
        lab.capture_point(self.capture_point)
        return lab.media_servers.capture_points[self.capture_point].carry_out(request)


def _check_name(name: str, taken: Iterable[str]) -> None:
    """Make sure that a capture point may be called *name*.

    Raises:
        BadInput: when it is called nothing, or as somebody else is.
    """
    if not 0 < len(name) <= _LONGEST_NAME:
        raise BadInput("capture point", name, accepted=f"a name of 1 to {_LONGEST_NAME} characters")
    if name in taken:
        raise BadInput("capture point", name, accepted="a name that no agent, no website and no server has")
