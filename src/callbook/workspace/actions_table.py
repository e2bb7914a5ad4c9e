"""What an agent may do, and when: one row per action (P1 to P9, F1 to F8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.configuration import Privilege, privileges
from callbook.workspace.names import NOT_UP, Action, ChannelState
from callbook.workspace.names import CallbackState as Is
from callbook.workspace.names import CallPhase as Call


class Condition(StrEnum):
    """What an action asks for beyond states and privileges."""

    LOGGED_OUT = "the agent is not logged in"
    LOGGED_IN = "the agent is logged in"
    NO_CALL_UP = "no call is up"
    MAY_UNACTIVATE = "the channel may be logged off"
    ACCEPT_IN_COUNTDOWN = "accepting is possible in the countdown"
    REJECT_IN_COUNTDOWN = "rejecting is possible in the countdown"
    BEFORE_CALL = "before a call the agent may reschedule previews"
    NUMBER = "a number is attached that can be dialed"
    NEW_NUMBER = "the agent may reschedule on a new number"
    RESCHEDULED = "a reschedule is set"
    WRITABLE_DISPOSITION = "the disposition may still be changed"
    KNOWN_DISPOSITION = "the disposition is one of the list"
    DISPOSITION_GIVEN = "a mandatory disposition is set"
    PARK_QUEUE = "there is a queue for the parent of a transferred call"


@dataclass(frozen=True, slots=True)
class ActionRule:
    """One row: where *action* is possible and what it needs; None means that the column does not matter.

    Attributes:
        clause: the clause that grants it.
        channel: states of the channel.
        callback: states of the callback; ``Is.NONE`` stands for a voice call that has no callback here.
        call: phases of the call.
        consult: phases of the consult call of a two-step transfer.
        privileges: in the order in which they are asked for; what a privilege itself needs (P1, P8)
            stands in the catalogue.
        conditions: asked last, in this order.
    """

    action: Action
    clause: str
    channel: frozenset[ChannelState] | None = None
    callback: frozenset[Is] | None = None
    call: frozenset[Call] | None = None
    consult: frozenset[Call] | None = None
    privileges: tuple[Privilege, ...] = ()
    conditions: tuple[Condition, ...] = ()


_USE = (privileges.CAN_USE_WEB_CALLBACK_CHANNEL,)
_ON_CHANNEL = frozenset({ChannelState.READY, ChannelState.NOT_READY})
_OFFERED = frozenset({Is.OFFERED, Is.COUNTDOWN})
_IN_HAND = frozenset({Is.IN_HAND})
_WITH_CALL = frozenset({Is.IN_HAND, Is.TAKEN_AWAY, Is.NONE})
_IDLE = NOT_UP
_UP = frozenset({Call.DIALING, Call.REACHED, Call.TALKING, Call.HELD, Call.BUSY})
_TALKING = frozenset({Call.TALKING})

_ROWS = (
    ActionRule(Action.LOG_IN, "O1", conditions=(Condition.LOGGED_OUT,)),
    ActionRule(Action.LOG_OUT, "E7", conditions=(Condition.LOGGED_IN, Condition.NO_CALL_UP)),
    ActionRule(
        Action.ACTIVATE,
        "P1",
        channel=frozenset({ChannelState.LOGGED_OFF}),
        privileges=_USE,
        conditions=(Condition.LOGGED_IN,),
    ),
    ActionRule(Action.UNACTIVATE, "O3", channel=_ON_CHANNEL, privileges=_USE, conditions=(Condition.MAY_UNACTIVATE,)),
    ActionRule(Action.GO_READY, "P1", channel=frozenset({ChannelState.NOT_READY}), privileges=_USE),
    ActionRule(Action.GO_NOT_READY, "P1", channel=_ON_CHANNEL, privileges=_USE),
    ActionRule(Action.ACCEPT, "F1", callback=_OFFERED, privileges=_USE, conditions=(Condition.ACCEPT_IN_COUNTDOWN,)),
    ActionRule(
        Action.DECLINE,
        "P2",
        callback=_OFFERED,
        privileges=(privileges.CAN_DECLINE,),
        conditions=(Condition.REJECT_IN_COUNTDOWN,),
    ),
    ActionRule(
        Action.DIAL,
        "F3",
        callback=_IN_HAND,
        call=_IDLE,
        consult=_IDLE,
        privileges=(*_USE, privileges.CAN_MAKE_CALLS),
        conditions=(Condition.NUMBER,),
    ),
    ActionRule(
        Action.ANSWER,
        "F6",
        callback=frozenset({Is.NONE}),
        call=frozenset({Call.RINGING}),
        privileges=(privileges.CAN_USE_VOICE_CHANNEL,),
    ),
    ActionRule(
        Action.RELEASE, "F5", callback=_WITH_CALL, call=_UP, consult=_IDLE, privileges=(privileges.CAN_RELEASE_CALL,)
    ),
    ActionRule(
        Action.HOLD,
        "F5",
        callback=_WITH_CALL,
        call=_TALKING,
        consult=_IDLE,
        privileges=(privileges.CAN_HOLD_AND_RETRIEVE_CALL,),
    ),
    ActionRule(
        Action.RETRIEVE,
        "F5",
        callback=_WITH_CALL,
        call=frozenset({Call.HELD}),
        consult=_IDLE,
        privileges=(privileges.CAN_HOLD_AND_RETRIEVE_CALL,),
    ),
    ActionRule(
        Action.ONE_STEP_TRANSFER,
        "F6",
        callback=_WITH_CALL,
        call=_TALKING,
        consult=_IDLE,
        privileges=(privileges.CAN_ONE_STEP_TRANSFER,),
        conditions=(Condition.PARK_QUEUE,),
    ),
    ActionRule(
        Action.START_TRANSFER,
        "F6",
        callback=_WITH_CALL,
        call=_TALKING,
        consult=_IDLE,
        privileges=(privileges.CAN_TWO_STEP_TRANSFER,),
        conditions=(Condition.PARK_QUEUE,),
    ),
    ActionRule(
        Action.COMPLETE_TRANSFER,
        "F6",
        callback=_WITH_CALL,
        call=frozenset({Call.HELD}),
        consult=_TALKING,
        privileges=(privileges.CAN_TWO_STEP_TRANSFER,),
        conditions=(Condition.PARK_QUEUE,),
    ),
    ActionRule(
        Action.CANCEL_TRANSFER,
        "F6",
        callback=_WITH_CALL,
        consult=_UP,
        privileges=(privileges.CAN_TWO_STEP_TRANSFER,),
    ),
    ActionRule(
        Action.SET_DISPOSITION,
        "P3",
        callback=_IN_HAND,
        privileges=(privileges.CAN_SET_INTERACTION_DISPOSITION,),
        conditions=(Condition.WRITABLE_DISPOSITION, Condition.KNOWN_DISPOSITION),
    ),
    ActionRule(
        Action.RESCHEDULE,
        "P4",
        callback=_IN_HAND,
        privileges=(privileges.CAN_RESCHEDULE,),
        conditions=(Condition.BEFORE_CALL, Condition.NEW_NUMBER),
    ),
    ActionRule(
        Action.CANCEL_RESCHEDULE,
        "P4",
        callback=_IN_HAND,
        privileges=(privileges.CAN_RESCHEDULE,),
        conditions=(Condition.RESCHEDULED,),
    ),
    ActionRule(
        Action.MARK_DONE,
        "P7",
        callback=_IN_HAND,
        call=_IDLE,
        consult=_IDLE,
        privileges=(privileges.CAN_MARK_DONE,),
        conditions=(Condition.DISPOSITION_GIVEN,),
    ),
)

ACTIONS: dict[Action, ActionRule] = {row.action: row for row in _ROWS}
"""The row of each action."""
