"""Events of T-Library: what a T-Server or SIP Server tells its clients (facts, sections 6.1 and 6.4)."""

from typing import Any

from callbook.core.messages import t_library_numbers as numbers
from callbook.core.messages.message import CallUniversalId, ConnectionId, KVList, Message, Name, Natural


class TLibraryEvent(Message, frozen=True, kw_only=True, gc=False):
    """What every event carries; ``ReferenceID`` is that of the request it answers, 0 for none.

    ``OtherAttributes`` is what a real server's event has beside: Time, EventSequenceNumber, ThisQueue and so on.
    """

    Server: Name
    ReferenceID: Natural = 0
    Extensions: KVList | None = None
    OtherAttributes: dict[str, Any] | None = None


class EventError(TLibraryEvent, frozen=True, kw_only=True, gc=False):
    """The request was not carried out; nothing changed."""

    ErrorCode: int
    ErrorMessage: str
    ThisDN: str | None = None


class EventLinkConnected(TLibraryEvent, frozen=True, kw_only=True, gc=False):
    """The server reaches its switch (again)."""


class EventLinkDisconnected(TLibraryEvent, frozen=True, kw_only=True, gc=False):
    """The server no longer reaches its switch."""


class DNEvent(TLibraryEvent, frozen=True, kw_only=True, gc=False):
    """An event about a DN."""

    ThisDN: Name


class EventRegistered(DNEvent, frozen=True, kw_only=True, gc=False):
    """The client now sees the DN."""


class EventUnregistered(DNEvent, frozen=True, kw_only=True, gc=False):
    """The client no longer sees the DN."""


class AgentEvent(DNEvent, frozen=True, kw_only=True, gc=False):
    """An event about the agent on a DN."""

    AgentID: Name
    WorkMode: numbers.AgentWorkMode = numbers.AgentWorkMode.UNKNOWN


class EventAgentLogin(AgentEvent, frozen=True, kw_only=True, gc=False):
    """The agent is logged in on the DN."""


class EventAgentLogout(AgentEvent, frozen=True, kw_only=True, gc=False):
    """The agent is no longer logged in on the DN."""


class EventAgentReady(AgentEvent, frozen=True, kw_only=True, gc=False):
    """The agent is Ready on the DN."""


class EventAgentNotReady(AgentEvent, frozen=True, kw_only=True, gc=False):
    """The agent is Not Ready on the DN."""


class EventUserEvent(DNEvent, frozen=True, kw_only=True, gc=False):
    """A client sent data of its own to those who watch the DN."""

    UserData: KVList = {}
    ConnID: ConnectionId | None = None


class CallEvent(DNEvent, frozen=True, kw_only=True, gc=False):
    """An event about a call, as the DN ``ThisDN`` sees it."""

    ConnID: ConnectionId
    CallID: Natural
    CallUUID: CallUniversalId
    CallType: numbers.CallType
    CallState: numbers.CallState = numbers.CallState.OK
    ThisDNRole: numbers.DNRole
    OtherDN: str | None = None
    OtherDNRole: numbers.DNRole | None = None
    ThirdPartyDN: str | None = None
    PreviousConnID: ConnectionId | None = None
    DNIS: str | None = None
    ANI: str | None = None
    UserData: KVList = {}


class EventDialing(CallEvent, frozen=True, kw_only=True, gc=False):
    """The DN is calling somebody."""


class EventNetworkReached(CallEvent, frozen=True, kw_only=True, gc=False):
    """The call has left the switch through a trunk."""


class EventDestinationBusy(CallEvent, frozen=True, kw_only=True, gc=False):
    """The party that was called is busy."""


class EventRinging(CallEvent, frozen=True, kw_only=True, gc=False):
    """A call rings at the DN."""


class EventEstablished(CallEvent, frozen=True, kw_only=True, gc=False):
    """The parties are connected."""


class EventHeld(CallEvent, frozen=True, kw_only=True, gc=False):
    """The DN has put the call on hold."""


class EventRetrieved(CallEvent, frozen=True, kw_only=True, gc=False):
    """The DN has taken the call from hold."""


class EventPartyChanged(CallEvent, frozen=True, kw_only=True, gc=False):
    """The other party of the call is another one now; ``PreviousConnID`` is the call that this one replaces."""


class EventReleased(CallEvent, frozen=True, kw_only=True, gc=False):
    """The DN is out of the call; ``CallState`` says how it ended."""


class EventAbandoned(CallEvent, frozen=True, kw_only=True, gc=False):
    """The caller gave up while the call rang at the DN."""


class EventAttachedDataChanged(CallEvent, frozen=True, kw_only=True, gc=False):
    """The attached data of the call changed; ``UserData`` is all of it."""


EVENTS: dict[str, type[TLibraryEvent]] = {
    kind.__name__: kind
    for kind in (
        EventError, EventLinkConnected, EventLinkDisconnected, EventRegistered, EventUnregistered, EventAgentLogin,
        EventAgentLogout, EventAgentReady, EventAgentNotReady, EventUserEvent, EventDialing, EventNetworkReached,
        EventDestinationBusy, EventRinging, EventEstablished, EventHeld, EventRetrieved, EventPartyChanged,
        EventReleased, EventAbandoned, EventAttachedDataChanged,
    )
}  # fmt: skip
