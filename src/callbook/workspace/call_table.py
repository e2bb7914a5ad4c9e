"""The life of a voice call at the desktop (F3 to F6), and what call and callback mean together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.messages import t_library
from callbook.workspace.machine import Table, Transition
from callbook.workspace.names import CallbackEvent, CallbackState
from callbook.workspace.names import CallMoment as On
from callbook.workspace.names import CallPhase as Is


class CallEffect(StrEnum):
    """What a transition of a call does."""

    SHOW = "show the call"
    TELL = "tell the agent that the voice switch does not answer"
    CONNECT = "note that it connected"
    FOLLOW = "follow to the other call"
    END = "note how it ended"


_DO = CallEffect
_THERE = (Is.DIALING, Is.REACHED, Is.RINGING, Is.TALKING, Is.HELD, Is.BUSY)

CALL = Table(
    "call",
    (
        Transition(Is.NONE, On.REQUESTED, Is.REQUESTED),
        Transition(Is.NONE, On.RINGING, Is.RINGING, (_DO.SHOW,)),
        # F3: the call that the agent makes.
        Transition(Is.REQUESTED, On.DIALING, Is.DIALING, (_DO.SHOW,)),
        Transition(Is.REQUESTED, On.FAILED, Is.OVER, (_DO.END,)),
        # E3: an answer that comes late is as good as one in time, unless the agent has gone on without it.
        Transition(Is.REQUESTED, On.UNANSWERED, Is.UNANSWERED, (_DO.TELL,)),
        Transition(Is.UNANSWERED, On.DIALING, Is.DIALING, (_DO.SHOW,)),
        Transition(Is.UNANSWERED, On.FAILED, Is.OVER, (_DO.END,)),
        Transition(Is.UNANSWERED, On.GIVEN_UP, Is.OVER),
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
        *(Transition(state, On.RELEASED, Is.OVER, (_DO.END,)) for state in _THERE),
        # F10: the news of the end was lost; the switch refuses what is asked about the call, or no longer names it.
        *(Transition(state, On.GONE, Is.OVER, (_DO.END,)) for state in _THERE),
        # F6: another party, and with a consult call another ConnID.
        *(Transition(state, On.PARTY_CHANGED, state, (_DO.FOLLOW,)) for state in (Is.TALKING, Is.HELD)),
        # E3: without the switch there is no call.
        *(Transition(state, On.LOST, Is.OVER, (_DO.END,)) for state in (Is.REQUESTED, Is.UNANSWERED, *_THERE)),
    ),
)


@dataclass(frozen=True, slots=True)
class ErrorMeaning:
    """EventError with *code* in answer to one of these *requests* means *moment* to the call that it is about."""

    requests: tuple[type[t_library.CallRequest], ...]
    code: int
    moment: On

    @property
    def name(self) -> str:
        """A name that tells the row from all others."""
        return f"{self.code} to {' or '.join(request.__name__ for request in self.requests)}"


_ALREADY_SO = 43
_NO_SUCH_CALL = 56
_ABOUT_ONE_CALL = (
    t_library.RequestAnswerCall,
    t_library.RequestReleaseCall,
    t_library.RequestHoldCall,
    t_library.RequestRetrieveCall,
    t_library.RequestSingleStepTransfer,
)

ERRORS = (
    # RequestCompleteTransfer is about two calls: which of them is gone shows when the DN is registered again.
    ErrorMeaning(_ABOUT_ONE_CALL, _NO_SUCH_CALL, On.GONE),
    ErrorMeaning((t_library.RequestAnswerCall,), _ALREADY_SO, On.ESTABLISHED),
    ErrorMeaning((t_library.RequestHoldCall,), _ALREADY_SO, On.HELD),
    ErrorMeaning((t_library.RequestRetrieveCall,), _ALREADY_SO, On.RETRIEVED),
)
"""What errors say of the call that was asked about; any other says only that nothing has changed."""


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
