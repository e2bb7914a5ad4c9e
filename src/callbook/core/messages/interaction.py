"""An interaction as Interaction Server shows it to its clients, with its states and who may set which property."""

from enum import IntEnum, StrEnum
from typing import Any

from callbook.core.messages.message import Checked, Identifier, KVList, Name, Stamp

MEDIA_TYPE = "webcallback"


class StateOfInteraction(IntEnum):
    """Where the server has an interaction (facts, section 5.4)."""

    QUEUED = 0
    CACHED = 1
    ROUTING = 2
    HANDLED = 3


class MaySet(StrEnum):
    """When a client may set a property (facts, section 5.4)."""

    AT_SUBMIT = "at submit only"
    ALWAYS = "at submit and later"
    NEVER = "never: the server sets it"


class Interaction(Checked, frozen=True, kw_only=True, gc=False):
    """The properties of an interaction; ``UserData`` is the attached data (FlexibleProperties).

    ``OtherAttributes`` is what a real server shows beside.
    """

    InteractionId: Identifier
    MediaType: Name
    InteractionType: Name
    InteractionSubtype: Name
    TenantId: Name
    Queue: Name
    InteractionState: StateOfInteraction
    SubmittedBy: Name
    ReceivedAt: Stamp
    SubmittedAt: Stamp
    PlacedInQueueAt: Stamp
    MovedToQueueAt: Stamp | None = None
    DeliveredAt: Stamp | None = None
    SubmittedToRouterAt: Stamp | None = None
    AssignedAt: Stamp | None = None
    AssignedTo: str | None = None
    AbandonedAt: Stamp | None = None
    CompletedAt: Stamp | None = None
    HeldAt: Stamp | None = None
    ExternalId: str | None = None
    ParentId: str | None = None
    Workbin: str | None = None
    Priority: int = 0
    IsOnline: bool = False
    IsLocked: bool = False
    IsHeld: bool = False
    UserData: KVList = {}
    OtherAttributes: dict[str, Any] | None = None


PROPERTIES: dict[str, MaySet] = {
    **dict.fromkeys(
        ("InteractionId", "MediaType", "InteractionType", "InteractionSubtype", "TenantId", "Workbin", "IsOnline",
         "ReceivedAt"),
        MaySet.AT_SUBMIT,
    ),
    **dict.fromkeys(("ExternalId", "ParentId", "Queue"), MaySet.ALWAYS),
    **dict.fromkeys(
        ("SubmittedBy", "InteractionState", "IsLocked", "SubmittedAt", "DeliveredAt", "SubmittedToRouterAt",
         "PlacedInQueueAt", "MovedToQueueAt", "AbandonedAt", "IsHeld", "HeldAt", "AssignedAt", "AssignedTo",
         "CompletedAt"),
        MaySet.NEVER,
    ),
}  # fmt: skip
"""Who may set a system property; anything else is attached data and may be set at any time."""
