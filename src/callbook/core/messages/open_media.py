"""Requests of the Open Media protocol: what a client asks of Interaction Server (facts, section 5.1)."""

from typing import Annotated

from msgspec import Meta

from callbook.core.messages.message import Checked, Identifier, KVList, Message, Name, Natural, Positive, Stamp

MediaState = Annotated[int, Meta(ge=0, le=1)]


class ReasonInfo(Checked, frozen=True, kw_only=True, gc=False):
    """Why something was asked or done: the reason's system name, its text and, where there is one, its number."""

    ReasonSystemName: Name
    ReasonDescription: str = ""
    ReasonCode: int | None = None


class WorkbinAddress(Checked, frozen=True, kw_only=True, gc=False):
    """Which workbin: its type, and the agent or place that it belongs to."""

    WorkbinTypeId: Name
    WorkbinAgentId: str | None = None
    WorkbinPlaceId: str | None = None


class OpenMediaRequest(Message, frozen=True, kw_only=True, gc=False):
    """What every request carries; ``ReferenceId`` comes back in the answer."""

    ReferenceId: Positive
    ProxyClientId: Natural = 0
    Extension: KVList | None = None


class RequestAgentLogin(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """An agent logs in at a place; ``MediaList`` gives the media and 1 for Ready, 0 for Not Ready."""

    TenantId: Name | Positive
    PlaceId: Name
    AgentId: Name
    MediaList: dict[str, MediaState] = {}
    Reason: ReasonInfo | None = None


class RequestAgentLogout(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent logs out of the server."""

    Reason: ReasonInfo | None = None


class RequestAddMedia(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent adds a medium, Not Ready."""

    MediaTypeName: Name
    Reason: ReasonInfo | None = None


class RequestRemoveMedia(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent takes a medium away."""

    MediaTypeName: Name
    Reason: ReasonInfo | None = None


class RequestNotReadyForMedia(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent goes Not Ready on a medium, with or without a reason."""

    MediaTypeName: Name
    Reason: ReasonInfo | None = None


class RequestCancelNotReadyForMedia(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent goes Ready on a medium."""

    MediaTypeName: Name
    Reason: ReasonInfo | None = None


class RequestChangeMediaStateReason(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent, Not Ready on a medium, gives another reason."""

    MediaTypeName: Name
    Reason: ReasonInfo | None = None


class RequestDoNotDisturbOn(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent is offered nothing, whatever the state of the media."""


class RequestDoNotDisturbOff(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent is offered interactions again, as the state of the media has it."""


class RequestRegisterClient(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """A client says what it is called and of which type it is."""

    ClientName: Name
    ClientType: Name
    MediaType: Name | None = None


class RequestSubmit(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """A media server submits a new interaction into a queue."""

    TenantId: Name | Positive
    MediaType: Name
    Queue: Name
    InteractionType: Name
    InteractionSubtype: Name
    InteractionId: Identifier | None = None
    UserData: KVList = {}
    IsOnline: bool = False
    ReceivedAt: Stamp | None = None
    ExternalId: str | None = None
    ParentId: str | None = None
    Properties: KVList = {}


class RequestAccept(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent takes what the invitation with this ticket offers."""

    TicketId: Positive
    InteractionId: Identifier
    InitialInFocusState: bool | None = None


class RequestReject(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent declines what the invitation with this ticket offers."""

    TicketId: Positive
    InteractionId: Identifier
    Reason: ReasonInfo | None = None


class RequestPlaceInQueue(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent puts an interaction into a queue; ``IsHeld`` keeps it from being routed."""

    InteractionId: Identifier
    Queue: Name
    IsHeld: bool = False
    Reason: ReasonInfo | None = None


class RequestPlaceInWorkbin(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent puts an interaction into a workbin."""

    InteractionId: Identifier
    Workbin: WorkbinAddress
    Reason: ReasonInfo | None = None


class RequestStopProcessing(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent ends an interaction for good."""

    InteractionId: Identifier
    Reason: ReasonInfo | None = None


class RequestChangeProperties(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent changes, adds or deletes properties of an interaction."""

    InteractionId: Identifier
    ChangedProperties: KVList = {}
    AddedProperties: KVList = {}
    DeletedProperties: tuple[Name, ...] = ()


class RequestTransfer(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent offers an interaction to another agent."""

    InteractionId: Identifier
    AgentId: Name
    PlaceId: str | None = None
    Reason: ReasonInfo | None = None


class RequestPull(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent takes an interaction out of a workbin."""

    InteractionId: Identifier
    Workbin: WorkbinAddress


class RequestGetWorkbinContent(OpenMediaRequest, frozen=True, kw_only=True, gc=False):
    """The agent asks what is in a workbin."""

    Workbin: WorkbinAddress


REQUESTS: dict[str, type[OpenMediaRequest]] = {
    kind.__name__: kind
    for kind in (
        RequestAgentLogin, RequestAgentLogout, RequestAddMedia, RequestRemoveMedia, RequestNotReadyForMedia,
        RequestCancelNotReadyForMedia, RequestChangeMediaStateReason, RequestDoNotDisturbOn, RequestDoNotDisturbOff,
        RequestRegisterClient, RequestSubmit, RequestAccept, RequestReject,
        RequestPlaceInQueue, RequestPlaceInWorkbin, RequestStopProcessing, RequestChangeProperties, RequestTransfer,
        RequestPull, RequestGetWorkbinContent,
    )
}  # fmt: skip
