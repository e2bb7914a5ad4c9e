"""The numbers of T-Library: messages, call types and states, roles, error codes (facts, sections 6.1, 6.3 and 6.6)."""

from enum import IntEnum

MESSAGE_NUMBERS: dict[str, int] = {
    "RequestRegisterAddress": 3, "RequestAgentLogin": 8, "RequestAgentLogout": 9, "RequestAgentReady": 10,
    "RequestAgentNotReady": 11, "RequestMakeCall": 14, "RequestAnswerCall": 16, "RequestReleaseCall": 17,
    "RequestHoldCall": 18, "RequestRetrieveCall": 19, "RequestInitiateTransfer": 23, "RequestMuteTransfer": 24,
    "RequestSingleStepTransfer": 25, "RequestCompleteTransfer": 26, "RequestAttachUserData": 30,
    "RequestUpdateUserData": 31, "RequestDeleteUserData": 32, "RequestDeletePair": 33,
    "EventError": 52, "EventRegistered": 53, "EventAbandoned": 59, "EventRinging": 60, "EventDialing": 61,
    "EventNetworkReached": 62, "EventDestinationBusy": 63, "EventEstablished": 64, "EventReleased": 65,
    "EventHeld": 66, "EventRetrieved": 67, "EventPartyChanged": 68, "EventPartyAdded": 69, "EventPartyDeleted": 70,
    "EventAgentLogin": 73, "EventAgentLogout": 74, "EventAgentReady": 75, "EventAgentNotReady": 76,
    "EventAttachedDataChanged": 85, "EventOffHook": 86, "EventOnHook": 87, "EventLinkDisconnected": 94,
    "EventLinkConnected": 95, "EventUserEvent": 96, "EventACK": 138,
}  # fmt: skip
"""The number of each message; the few that the public header lacks stand in UNNUMBERED."""

UNNUMBERED: dict[str, int] = {"RequestUnregisterAddress": 4, "EventUnregistered": 54, "RequestSendUserEvent": 131}
"""Messages whose numbers no public source gives; these are assumed."""


class CallType(IntEnum):
    """What kind of call it is."""

    UNKNOWN = 0
    INTERNAL = 1
    INBOUND = 2
    OUTBOUND = 3
    CONSULT = 4


class MakeCallType(IntEnum):
    """How a call is to be made."""

    REGULAR = 0
    DIRECT_AGENT = 1
    SUPERVISOR_ASSIST = 2
    PRIORITY = 3
    DIRECT_PRIORITY = 4


class CallState(IntEnum):
    """What became of a call; ``call_result`` of the callback record uses the same numbers."""

    OK = 0
    TRANSFERRED = 1
    CONFERENCED = 2
    GENERAL_ERROR = 3
    SYSTEM_ERROR = 4
    REMOTE_RELEASE = 5
    BUSY = 6
    NO_ANSWER = 7
    SIT_DETECTED = 8
    ANSWERING_MACHINE = 9
    ALL_TRUNKS_BUSY = 10
    SIT_INVALID_NUMBER = 11
    SIT_VACANT = 12
    SIT_INTERCEPT = 13
    SIT_UNKNOWN = 14
    SIT_NO_CIRCUIT = 15
    SIT_REORDER = 16
    FAX = 17
    QUEUE_FULL = 18
    CLEARED = 19
    OVERFLOWED = 20
    ABANDONED = 21
    REDIRECTED = 22
    FORWARDED = 23
    CONSULT = 24
    PICKED_UP = 25
    DROPPED = 26
    DROPPED_NO_ANSWER = 27
    UNKNOWN = 28
    COVERED = 29
    CONVERSE_ON = 30
    BRIDGED = 31
    DEAFENED = 49
    HELD = 50


class DNRole(IntEnum):
    """What a DN is in a call."""

    UNKNOWN = 0
    ORIGINATION = 1
    DESTINATION = 2
    CONFERENCE_MEMBER = 3
    NEW_PARTY = 4
    ADDED_BY = 5
    DELETED_BY = 6
    TRANSFERRED_BY = 7
    DELETED_PARTY = 8
    CONFERENCED_BY = 9
    OBSERVER = 10


class AgentWorkMode(IntEnum):
    """How an agent works on a DN."""

    UNKNOWN = 0
    MANUAL_IN = 1
    AUTO_IN = 2
    AFTER_CALL_WORK = 3
    AUX_WORK = 4
    NO_CALL_DISCONNECT = 5
    WALK_AWAY = 6
    RETURN_BACK = 7


ERROR_TEXTS: dict[int, str] = {
    40: "no more licenses", 41: "client has not registered the DN", 42: "resource already seized",
    43: "already in requested state", 50: "unknown error", 51: "unsupported operation", 52: "internal error",
    53: "invalid attribute value", 54: "no connection to the switch", 55: "wrong protocol version",
    56: "invalid ConnectionID", 57: "timeout expired", 58: "out of service", 59: "DN not configured",
    61: "invalid calling DN", 70: "incomplete calling DN", 71: "invalid called DN", 72: "incomplete called DN",
    79: "origination party busy", 91: "terminating party busy", 93: "destination in invalid state",
    94: "destination access blocking", 96: "cannot complete conference", 97: "cannot initiate transfer",
    98: "cannot complete transfer", 99: "cannot retrieve the original call", 118: "requested service unavailable",
    123: "DN does not exist", 171: "unsuccessful retrieve", 172: "unsuccessful transfer", 174: "unsuccessful answer",
    175: "unsuccessful release", 185: "set in wrong state for invocation", 192: "agent ID invalid", 231: "DN busy",
    232: "no answer at DN", 233: "call rejected", 234: "connection attempt failed", 236: "timeout",
    237: "call disconnected",
}  # fmt: skip
"""What each error code of a voice switch means."""
