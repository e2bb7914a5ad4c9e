"""The words of the desktop: states, events and actions, as an agent would say them."""

from __future__ import annotations

from enum import StrEnum


class ChannelState(StrEnum):
    """The Web Callback channel of one agent."""

    LOGGED_OFF = "logged off"
    READY = "Ready"
    NOT_READY = "Not Ready"
    OUT_OF_SERVICE = "out of service"


class ChannelEvent(StrEnum):
    """What moves the channel."""

    READY_SEEN = "the server shows Ready"
    NOT_READY_SEEN = "the server shows Not Ready"
    ABSENT_SEEN = "the server shows no such medium"
    SERVER_LOST = "Interaction Server is lost"
    SERVER_BACK = "Interaction Server is back"
    LOGGED_OUT = "the agent logs out"


class CallbackState(StrEnum):
    """A callback at the desktop."""

    NONE = "no callback"
    NEW = "new"
    OFFERED = "offered"
    COUNTDOWN = "counting down"
    ACCEPTING = "being accepted"
    ASKING = "accepted, not yet known by whom"
    REJECTING = "being declined"
    IN_HAND = "in hand"
    SAVING = "being saved"
    PLACING = "being placed"
    TAKEN_AWAY = "taken away during a call"
    CLOSED = "closed"


class CallbackEvent(StrEnum):
    """What moves a callback at the desktop."""

    INVITED = "an invitation arrives"
    ACCEPT = "the agent accepts"
    DECLINE = "the agent declines"
    OVERDUE = "the invitation is neither answered nor taken back"
    COUNTDOWN_OVER = "the countdown is over"
    ACKNOWLEDGED = "the server acknowledges"
    COMES_LATE = "an answer to the acceptance comes late"
    PARTY_ADDED = "the server names the agent as party"
    PARTY_REMOVED = "the server no longer names the agent as party"
    REFUSED = "the server refuses"
    UNANSWERED = "the server does not answer"
    REVOKED = "the server takes it back"
    LOST = "the server is lost"
    MARK_DONE = "the agent marks it done"
    TRANSFERRED = "the call was transferred"
    CALL_OVER = "the call is over"


class CallPhase(StrEnum):
    """A voice call at the desktop; NONE where there is none."""

    NONE = "no call"
    REQUESTED = "requested"
    UNANSWERED = "not answered by the voice switch"
    DIALING = "dialling"
    REACHED = "ringing at the other end"
    RINGING = "ringing here"
    TALKING = "connected"
    HELD = "on hold"
    BUSY = "busy"
    OVER = "over"


class CallMoment(StrEnum):
    """What moves a voice call at the desktop."""

    REQUESTED = "RequestMakeCall"
    DIALING = "EventDialing"
    REACHED = "EventNetworkReached"
    RINGING = "EventRinging"
    ESTABLISHED = "EventEstablished"
    BUSY = "EventDestinationBusy"
    HELD = "EventHeld"
    RETRIEVED = "EventRetrieved"
    PARTY_CHANGED = "EventPartyChanged"
    RELEASED = "EventReleased"
    ABANDONED = "EventAbandoned"
    FAILED = "EventError"
    UNANSWERED = "the voice switch does not answer"
    GONE = "the voice switch knows no such call"
    GIVEN_UP = "nobody waits for it any more"
    LOST = "the voice switch is lost"


NOT_UP = frozenset({CallPhase.NONE, CallPhase.UNANSWERED, CallPhase.OVER})
"""Phases in which the agent is on no telephone, as far as the desktop knows."""


class Action(StrEnum):
    """What an agent can ask of the desktop."""

    LOG_IN = "log in"
    LOG_OUT = "log out"
    GO_READY = "go Ready"
    GO_NOT_READY = "go Not Ready"
    ACTIVATE = "log on to the channel"
    UNACTIVATE = "log off the channel"
    ACCEPT = "accept"
    DECLINE = "decline"
    DIAL = "dial"
    ANSWER = "answer"
    RELEASE = "release"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    ONE_STEP_TRANSFER = "transfer in one step"
    START_TRANSFER = "start a two-step transfer"
    COMPLETE_TRANSFER = "complete the transfer"
    CANCEL_TRANSFER = "cancel the transfer"
    SET_DISPOSITION = "set the disposition"
    RESCHEDULE = "reschedule"
    CANCEL_RESCHEDULE = "take the reschedule back"
    MARK_DONE = "mark done"
