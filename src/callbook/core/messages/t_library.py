"""Requests of T-Library: what a client asks of a T-Server or SIP Server (facts, sections 6.1 and 6.2)."""

from callbook.core.messages import t_library_numbers as numbers
from callbook.core.messages.message import ConnectionId, KVList, Message, Name, Positive


class TLibraryRequest(Message, frozen=True, kw_only=True, gc=False):
    """What every request carries; ``ReferenceID`` comes back in the answer, ``ThisDN`` is the DN that asks."""

    ReferenceID: Positive
    ThisDN: Name
    Reasons: KVList | None = None
    Extensions: KVList | None = None


class RequestRegisterAddress(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The client wants to see and use a DN."""


class RequestUnregisterAddress(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The client no longer wants to see a DN."""


class RequestAgentLogin(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """An agent logs in on the DN."""

    AgentID: Name
    WorkMode: numbers.AgentWorkMode = numbers.AgentWorkMode.MANUAL_IN


class RequestAgentLogout(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The agent logs out of the DN."""


class RequestAgentReady(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The agent goes Ready on the DN."""

    WorkMode: numbers.AgentWorkMode = numbers.AgentWorkMode.MANUAL_IN


class RequestAgentNotReady(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The agent goes Not Ready on the DN."""

    WorkMode: numbers.AgentWorkMode = numbers.AgentWorkMode.AUX_WORK


class RequestMakeCall(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The DN calls ``OtherDN``, a number outside or another DN."""

    OtherDN: Name
    MakeCallType: numbers.MakeCallType = numbers.MakeCallType.REGULAR
    Location: str | None = None
    UserData: KVList = {}


class CallRequest(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """A request about a call that the DN is in."""

    ConnID: ConnectionId


class RequestAnswerCall(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN answers a call that rings."""


class RequestReleaseCall(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN leaves the call."""


class RequestHoldCall(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN puts the call on hold."""


class RequestRetrieveCall(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN takes the call from hold."""


class RequestInitiateTransfer(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN holds the call and consults ``OtherDN`` in a call of its own, to transfer."""

    OtherDN: Name
    Location: str | None = None
    UserData: KVList = {}


class RequestSingleStepTransfer(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN hands the call to ``OtherDN`` without a word."""

    OtherDN: Name
    Location: str | None = None
    UserData: KVList = {}


class RequestCompleteTransfer(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN joins the held call ``ConnID`` and the consult call ``TransferConnID`` and leaves both."""

    TransferConnID: ConnectionId


class RequestAttachUserData(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN attaches data to the call; keys that are there already stay as they are."""

    UserData: KVList


class RequestUpdateUserData(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN attaches data to the call; keys that are there already take the new value."""

    UserData: KVList


class RequestDeletePair(CallRequest, frozen=True, kw_only=True, gc=False):
    """The DN takes one key out of the attached data."""

    Key: Name


class RequestSendUserEvent(TLibraryRequest, frozen=True, kw_only=True, gc=False):
    """The DN sends an event with data of its own to those who watch it."""

    UserData: KVList = {}
    ConnID: ConnectionId | None = None


REQUESTS: dict[str, type[TLibraryRequest]] = {
    kind.__name__: kind
    for kind in (
        RequestRegisterAddress, RequestUnregisterAddress, RequestAgentLogin, RequestAgentLogout, RequestAgentReady,
        RequestAgentNotReady, RequestMakeCall, RequestAnswerCall, RequestReleaseCall, RequestHoldCall,
        RequestRetrieveCall, RequestInitiateTransfer, RequestSingleStepTransfer, RequestCompleteTransfer,
        RequestAttachUserData, RequestUpdateUserData, RequestDeletePair, RequestSendUserEvent,
    )
}  # fmt: skip
