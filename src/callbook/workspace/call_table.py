"""The life of a voice call at the desktop (F3 to F6), and what call and callback mean together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.workspace.machine import Table, Transition
from callbook.workspace.names import CallbackEvent, CallbackState
from callbook.workspace.names import CallMoment as On
from callbook.workspace.names import CallPhase as Is


class CallEffect(StrEnum):
    """What a transition of a call does."""

    SHOW = "show the call"
    CONNECT = "note that it connected"
    FOLLOW = "follow to the other call"
    END = "note how it ended"


_DO = CallEffect
_UP = (Is.REQUESTED, Is.DIALING, Is.REACHED, Is.RINGING, Is.TALKING, Is.HELD, Is.BUSY)

CALL = Table(
    "call",
    (
        Transition(Is.NONE, On.REQUESTED, Is.REQUESTED),
        Transition(Is.NONE, On.RINGING, Is.RINGING, (_DO.SHOW,)),
        # F3: the call that the agent makes.
        Transition(Is.REQUESTED, On.DIALING, Is.DIALING, (_DO.SHOW,)),
        Transition(Is.REQUESTED, On.FAILED, Is.OVER, (_DO.END,)),
        Transition(Is.DIALING, On.REACHED, Is.REACHED),
        *(
            Transition(state, On.ESTABLISHED, Is.TALKING, (_DO.CONNECT,))
            for state in (Is.DIALING, Is.REACHED, Is.RINGING)
        ),
        # F4: not reached.
        *(Transition(state, On.BUSY, Is.BUSY) for state in (Is.DIALING, Is.REACHED)),
        # F5: hold, retrieve, and the end from either side.
        Transition(Is.TALKING, On.HELD, Is.HELD),
        Transition(Is.HELD, On.RETRIEVED, Is.TALKING),
        Transition(Is.RINGING, On.ABANDONED, Is.OVER, (_DO.END,)),
        *(
            Transition(state, On.RELEASED, Is.OVER, (_DO.END,))
            for state in (Is.DIALING, Is.REACHED, Is.RINGING, Is.TALKING, Is.HELD, Is.BUSY)
        ),
        # F6: another party, and with a consult call another ConnID.
        *(Transition(state, On.PARTY_CHANGED, state, (_DO.FOLLOW,)) for state in (Is.TALKING, Is.HELD)),
        # E3: without the switch there is no call.
        *(Transition(state, On.LOST, Is.OVER, (_DO.END,)) for state in _UP),
    ),
)


@dataclass(frozen=True, slots=True)
class Together:
    """When a call of a callback that is in *callback* is over, and was *transferred* or not, the callback moves."""

    callback: CallbackState
    transferred: bool
    event: CallbackEvent


TOGETHER = (
    Together(CallbackState.IN_HAND, transferred=True, event=CallbackEvent.TRANSFERRED),
    Together(CallbackState.TAKEN_AWAY, transferred=True, event=CallbackEvent.CALL_OVER),
    Together(CallbackState.TAKEN_AWAY, transferred=False, event=CallbackEvent.CALL_OVER),
)
"""What a call that is over means to its callback; where nothing stands, the callback stays as it is (F4, F5)."""
