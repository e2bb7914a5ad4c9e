"""Events of the Open Media protocol: what Interaction Server tells its clients (facts, section 5.2)."""

from enum import StrEnum
from typing import Any

from callbook.core.messages import interaction, open_media
from callbook.core.messages.message import Checked, Identifier, KVList, Message, Name, Natural, Positive


class PartyOperation(StrEnum):
    """Through what a party came to an interaction or left it."""

    ROUTING = "Routing"
    TRANSFER = "Transfer"
    PULL = "Pull"
    PLACE_IN_QUEUE = "PlaceInQueue"
    PLACE_IN_WORKBIN = "PlaceInWorkbin"
    STOP_PROCESSING = "StopProcessing"
    REVOKE = "Revoke"


class AgentParty(Checked, frozen=True, kw_only=True, gc=False):
    """An agent who has to do with an interaction."""

    AgentId: Name
    PlaceId: Name
    TenantId: Name
    OtherAttributes: dict[str, Any] | None = None


class OpenMediaEvent(Message, frozen=True, kw_only=True, gc=False):
    """What every event carries; ``ReferenceId`` is that of the request it answers, 0 for none.

    ``OtherAttributes`` is what a real server's event has beside.
    """

    ReferenceId: Natural = 0
    ProxyClientId: Natural = 0
    Extension: KVList | None = None
    OtherAttributes: dict[str, Any] | None = None


class EventAck(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The request was carried out."""


class EventError(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The request was not carried out; nothing changed."""

    ErrorCode: int
    ErrorDescription: str


class EventInvite(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The server offers an interaction; ``TicketId`` names this offer."""

    TicketId: Positive
    Interaction: interaction.Interaction
    VisibilityMode: int = 0


class EventRevoked(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The server takes an offer or an interaction back; ``Expired`` when nobody answered in time."""

    Interaction: interaction.Interaction
    Reason: open_media.ReasonInfo


class EventPartyAdded(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """An agent now handles the interaction."""

    Interaction: interaction.Interaction
    Party: AgentParty
    Operation: PartyOperation


class EventPartyRemoved(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """An agent no longer handles the interaction."""

    Interaction: interaction.Interaction
    Party: AgentParty
    Operation: PartyOperation


class EventPropertiesChanged(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """Properties of an interaction were changed."""

    Interaction: interaction.Interaction
    ChangedProperties: KVList = {}
    AddedProperties: KVList = {}
    DeletedProperties: tuple[Name, ...] = ()


class EventCurrentAgentStatus(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The agent's media: 0 Not Ready, 1 Ready; and how many interactions of each more can be taken."""

    AgentId: Name
    MediaStateList: dict[str, int] = {}
    MediaCapacityList: dict[str, int] = {}
    Reasons: dict[str, str] = {}
    DoNotDisturbState: bool = False


class EventForcedAgentStateChange(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The server itself changed the agent's media state."""

    AgentId: Name
    MediaTypeName: Name
    MediaList: dict[str, int]


class EventAgentConnectionClosed(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The server no longer serves this connection, for example as the agent logged in elsewhere."""

    AgentId: Name


class EventWorkbinContent(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """The interactions in a workbin."""

    Interactions: tuple[interaction.Interaction, ...] = ()


class EventAgentInvited(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an agent was invited."""

    InteractionId: Identifier
    Party: AgentParty


class EventRejected(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an agent declined."""

    InteractionId: Identifier
    Party: AgentParty


class EventAgentLogin(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an agent logged in."""

    Party: AgentParty


class EventAgentLogout(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an agent logged out or was lost."""

    Party: AgentParty


class EventPlacedInQueue(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an interaction was put into a queue."""

    Interaction: interaction.Interaction


class EventProcessingStopped(OpenMediaEvent, frozen=True, kw_only=True, gc=False):
    """To reporting: an interaction ended for good."""

    Interaction: interaction.Interaction


EVENTS: dict[str, type[OpenMediaEvent]] = {
    kind.__name__: kind
    for kind in (
        EventAck, EventError, EventInvite, EventRevoked, EventPartyAdded, EventPartyRemoved, EventPropertiesChanged,
        EventCurrentAgentStatus, EventForcedAgentStateChange, EventAgentConnectionClosed, EventWorkbinContent,
        EventAgentInvited, EventRejected, EventAgentLogin, EventAgentLogout, EventPlacedInQueue,
        EventProcessingStopped,
    )
}  # fmt: skip
