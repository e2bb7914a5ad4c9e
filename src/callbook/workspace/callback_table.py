"""The life of a callback at the desktop, from the invitation to its closing: F1, F2, F5 to F9, O4 to O7."""

from __future__ import annotations

from enum import StrEnum

from callbook.workspace.machine import Table, Transition
from callbook.workspace.names import CallbackEvent as On
from callbook.workspace.names import CallbackState as Is


class CallbackEffect(StrEnum):
    """What a transition of a callback does."""

    NOTIFY = "show the notification"
    RING = "ring the bell"
    STOP_BELL = "stop the bell"
    START_COUNTDOWN = "start the countdown"
    STOP_COUNTDOWN = "stop the countdown"
    SEND_ACCEPT = "send RequestAccept"
    ASK = "ask Interaction Server whose it is"
    REOPEN = "have it on the desk again"
    SEND_REJECT = "send RequestReject"
    GIVE_BACK = "give the invitation back, and tell the agent"
    OPEN_WINDOW = "open the interaction window"
    AUTO_DIAL = "dial by itself"
    SAVE = "send RequestChangeProperties"
    PLACE = "send the placement"
    TELL = "tell the agent why"
    CLOSE = "close"


class CallbackGuard(StrEnum):
    """What a transition of a callback may depend on."""

    ACCEPTS_AT_ONCE = "auto-answer without a countdown"
    COUNTS_DOWN = "auto-answer with a countdown"
    AUTO_DIALS = "auto-dial"
    CALL_IS_UP = "a call is up"
    NEVER_OPENED = "it was accepted, and its window was never open"
    TICKET_IS_SPENT = "the server says that the invitation is over"
    NO_LONGER_OURS = "the server knows it no longer as ours"


_DO = CallbackEffect
_IF = CallbackGuard
_OPENED = (_DO.STOP_COUNTDOWN, _DO.STOP_BELL, _DO.OPEN_WINDOW)
_SILENCED = (_DO.STOP_COUNTDOWN, _DO.STOP_BELL, _DO.TELL)
_WITHDRAWN = (*_SILENCED, _DO.CLOSE)

CALLBACK = Table(
    "callback",
    (
        # O4, O5: accepted at once, after a countdown, or by the agent.
        Transition(Is.NEW, On.INVITED, Is.ACCEPTING, (_DO.SEND_ACCEPT,), _IF.ACCEPTS_AT_ONCE),
        Transition(Is.NEW, On.INVITED, Is.COUNTDOWN, (_DO.NOTIFY, _DO.RING, _DO.START_COUNTDOWN), _IF.COUNTS_DOWN),
        Transition(Is.NEW, On.INVITED, Is.OFFERED, (_DO.NOTIFY, _DO.RING)),
        # F1: the agent decides.
        Transition(Is.OFFERED, On.ACCEPT, Is.ACCEPTING, (_DO.SEND_ACCEPT,)),
        Transition(Is.COUNTDOWN, On.ACCEPT, Is.ACCEPTING, (_DO.STOP_COUNTDOWN, _DO.SEND_ACCEPT)),
        Transition(Is.COUNTDOWN, On.COUNTDOWN_OVER, Is.ACCEPTING, (_DO.SEND_ACCEPT,)),
        Transition(Is.OFFERED, On.DECLINE, Is.REJECTING, (_DO.STOP_BELL, _DO.SEND_REJECT)),
        Transition(Is.COUNTDOWN, On.DECLINE, Is.REJECTING, (_DO.STOP_COUNTDOWN, _DO.STOP_BELL, _DO.SEND_REJECT)),
        # E6: the news that the server has taken it back is lost.
        Transition(Is.OFFERED, On.OVERDUE, Is.REJECTING, (_DO.STOP_BELL, _DO.GIVE_BACK)),
        Transition(Is.COUNTDOWN, On.OVERDUE, Is.REJECTING, (_DO.STOP_COUNTDOWN, _DO.STOP_BELL, _DO.GIVE_BACK)),
        # E6, F9: the server was faster.
        *(Transition(state, On.REVOKED, Is.CLOSED, _WITHDRAWN) for state in (Is.OFFERED, Is.COUNTDOWN, Is.ACCEPTING)),
        Transition(Is.REJECTING, On.REVOKED, Is.CLOSED, (_DO.CLOSE,)),
        # F2: accepted, by EventAck or EventPartyAdded, whichever comes first; O7: dialled by itself.
        *(
            Transition(Is.ACCEPTING, taken, Is.IN_HAND, effects, guard)
            for taken in (On.ACKNOWLEDGED, On.PARTY_ADDED)
            for effects, guard in (((*_OPENED, _DO.AUTO_DIAL), _IF.AUTO_DIALS), (_OPENED, None))
        ),
        # F10: an acceptance that arrives twice is refused the second time, and that may be all that is heard of it.
        Transition(Is.ACCEPTING, On.REFUSED, Is.ASKING, (*_SILENCED, _DO.ASK), _IF.TICKET_IS_SPENT),
        Transition(Is.ACCEPTING, On.REFUSED, Is.CLOSED, _WITHDRAWN),
        # F10: nobody knows whether the acceptance arrived, so the desktop asks until it is told.
        Transition(Is.ACCEPTING, On.UNANSWERED, Is.ASKING, (*_SILENCED, _DO.ASK)),
        *(
            Transition(Is.ASKING, ours, Is.IN_HAND, effects, guard)
            for ours in (On.ACKNOWLEDGED, On.PARTY_ADDED)
            for effects, guard in (((_DO.OPEN_WINDOW, _DO.AUTO_DIAL), _IF.AUTO_DIALS), ((_DO.OPEN_WINDOW,), None))
        ),
        Transition(Is.ASKING, On.UNANSWERED, Is.ASKING, (_DO.ASK,)),
        *(
            Transition(Is.ASKING, not_ours, Is.CLOSED, (_DO.TELL, _DO.CLOSE))
            for not_ours in (On.REFUSED, On.REVOKED, On.LOST)
        ),
        Transition(Is.CLOSED, On.COMES_LATE, Is.ASKING, (_DO.REOPEN, _DO.ASK), _IF.NEVER_OPENED),
        # P2: declined.
        Transition(Is.REJECTING, On.ACKNOWLEDGED, Is.CLOSED, (_DO.CLOSE,)),
        Transition(Is.REJECTING, On.REFUSED, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
        Transition(Is.REJECTING, On.UNANSWERED, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
        # In hand.
        Transition(Is.IN_HAND, On.MARK_DONE, Is.SAVING, (_DO.SAVE,)),
        Transition(Is.IN_HAND, On.TRANSFERRED, Is.SAVING, (_DO.SAVE,)),
        # F6 to F8: first its properties, then its place.
        Transition(Is.SAVING, On.ACKNOWLEDGED, Is.PLACING, (_DO.PLACE,)),
        Transition(Is.PLACING, On.ACKNOWLEDGED, Is.CLOSED, (_DO.CLOSE,)),
        Transition(Is.PLACING, On.PARTY_REMOVED, Is.CLOSED, (_DO.CLOSE,)),
        Transition(Is.SAVING, On.PARTY_REMOVED, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
        *(
            row
            for state in (Is.SAVING, Is.PLACING)
            for row in (
                Transition(state, On.REFUSED, Is.CLOSED, (_DO.TELL, _DO.CLOSE), _IF.NO_LONGER_OURS),
                Transition(state, On.REFUSED, Is.IN_HAND, (_DO.TELL,)),
                Transition(state, On.UNANSWERED, Is.IN_HAND, (_DO.TELL,)),
                Transition(state, On.REVOKED, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
                Transition(state, On.LOST, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
            )
        ),
        # E7: taken back, placed by a request that came late, or the server is lost. A call that is up goes on without
        # its callback until it is over.
        *(
            row
            for taken in (On.REVOKED, On.PARTY_REMOVED, On.LOST)
            for row in (
                Transition(Is.IN_HAND, taken, Is.TAKEN_AWAY, (_DO.TELL,), _IF.CALL_IS_UP),
                Transition(Is.IN_HAND, taken, Is.CLOSED, (_DO.TELL, _DO.CLOSE)),
            )
        ),
        Transition(Is.TAKEN_AWAY, On.CALL_OVER, Is.CLOSED, (_DO.CLOSE,)),
        *(
            Transition(state, On.LOST, Is.CLOSED, _WITHDRAWN)
            for state in (Is.OFFERED, Is.COUNTDOWN, Is.ACCEPTING, Is.REJECTING)
        ),
    ),
)
