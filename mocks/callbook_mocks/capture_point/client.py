"""What the capture point needs of Interaction Server, and what it fills in by itself (facts, section 5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol

from msgspec import Meta

from callbook.core import BadInput, Frozen
from callbook.messages import MEDIA_TYPE
from callbook_mocks.capture_point.operations import Form

if TYPE_CHECKING:
    from callbook.messages import Interaction
    from callbook.messages.open_media import OpenMediaRequest, RequestSubmit
    from callbook.messages.open_media_events import EventAck, EventError


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultValues(Frozen):
    """The section ``default-values``: what a Submit means that does not say it; None where it must say it.

    Raises:
        BadInput: when a value could not be given in a Submit either.
    """

    tenant_id: Annotated[str | None, Meta(description="the tenant's name")] = None
    queue: Annotated[str | None, Meta(description="the interaction queue that it goes into")] = None
    media_type: Annotated[str | None, Meta(description="the media type")] = MEDIA_TYPE
    interaction_type: Annotated[str | None, Meta(description="the InteractionType")] = "Inbound"
    interaction_subtype: Annotated[str | None, Meta(description="the InteractionSubtype")] = "InboundNew"

    def __post_init__(self) -> None:
        row = Form.NAME.value
        for name, value in self.by_field.items():
            if value is not None and not row.fits(value):
                raise BadInput(name, value, where="default-values", accepted=row.accepted)

    @property
    def by_field(self) -> Mapping[str, str | None]:
        """The values by the names of Submit's fields."""
        return {
            "TenantId": self.tenant_id,
            "Queue": self.queue,
            "MediaType": self.media_type,
            "InteractionType": self.interaction_type,
            "InteractionSubType": self.interaction_subtype,
        }


USUAL_DEFAULTS = DefaultValues()
"""The product's medium and what is usual for it; tenant and queue have to be said."""


class Client(Protocol):
    """The capture point's way to Interaction Server, of which the real one is a part."""

    @property
    def available(self) -> bool:
        """Whether Interaction Server can be reached."""
        ...

    def next_reference(self) -> int:
        """Return a ReferenceId that was not used before."""
        ...

    def ask(self, request: OpenMediaRequest) -> EventAck | EventError | None:
        """Send *request* and return the answer to it; None when there is none."""
        ...

    def submitted(self, request: RequestSubmit) -> str | None:
        """Return the InteractionId of what was submitted by exactly this request, None if nothing was."""
        ...

    def interaction(self, interaction_id: str) -> Interaction | None:
        """Return an interaction, done or not; None when there never was one."""
        ...

    def by_external_id(self, external_id: str) -> str | None:
        """Return the InteractionId of what this client submitted under *external_id*.

        Of several it is the last that is not done, or else the last.
        """
        ...

    def statistics(self) -> Mapping[str, int]:
        """Return what Ping tells: name and number."""
        ...
