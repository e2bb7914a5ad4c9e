"""What becomes of a call to one telephone, as a table; what is not in it changes nothing.

Two entries are easily forgotten: a 200 that crosses our CANCEL is answered with ACK and BYE, and a 200 that comes again
gets its ACK again (RFC 3261, 9.1 and 13.2.2.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from callbook_mocks.voice_switch import Report


class LegState(StrEnum):
    """Where a call to a telephone is."""

    CALLING = "called, not reached yet"
    PROCEEDING = "reached, silent"
    RINGING = "ringing"
    UP = "up"
    UNWANTED = "not wanted any more, not reached yet"
    CANCELED = "canceled"
    ENDING = "ending"
    OVER = "over"


class LegEvent(StrEnum):
    """What happens to it."""

    PROVISIONAL = "100"
    RINGS = "the telephone rings"
    ANSWERED = "200 to the INVITE"
    FAILED = "the INVITE is refused"
    LOST = "the telephone is reached no longer"
    LEAVE = "the switch wants it no longer"
    HUNG_UP = "the telephone hangs up"
    ENDED = "our BYE is answered"
    ASKED_TO_ANSWER = "the desktop asks it to answer"
    REFUSED_TO_ANSWER = "the telephone does not let itself be asked"
    QUIET = "the call has been up for a while"


class LegEffect(StrEnum):
    """What is done."""

    REPORT_RINGS = "report that it rings"
    REPORT_ANSWERED = "report that it is answered"
    REPORT_FAILURE = "report why not"
    REPORT_LOST = "report that it is lost"
    REPORT_HUNG_UP = "report that it is hung up"
    REPORT_REFUSED = "report that it refuses to answer"
    ACKNOWLEDGE = "send ACK"
    CANCEL = "send CANCEL"
    BYE = "send BYE"
    ASK_TO_ANSWER = "send NOTIFY talk, once its tag is known"
    LOOK_AFTER = "look after it in a while"
    ASK_WHETHER_THERE = "send OPTIONS: a telephone that has vanished does not answer"
    WAIT_NO_LONGER_THAN = "forget it when nothing comes for 32 seconds"
    FORGET = "forget it"


class LegEntry(NamedTuple):
    """What comes of an event."""

    state: LegState
    effects: tuple[LegEffect, ...] = ()


LegTable: TypeAlias = Mapping[tuple[LegState, LegEvent], LegEntry]

_BEFORE: Final = (LegState.CALLING, LegState.PROCEEDING, LegState.RINGING)
_RINGS: Final = LegEntry(LegState.RINGING, (LegEffect.REPORT_RINGS, LegEffect.ASK_TO_ANSWER))
_ANSWERED: Final = LegEntry(LegState.UP, (LegEffect.ACKNOWLEDGE, LegEffect.REPORT_ANSWERED, LegEffect.LOOK_AFTER))
_FAILED: Final = LegEntry(LegState.OVER, (LegEffect.REPORT_FAILURE, LegEffect.FORGET))
_OVER: Final = LegEntry(LegState.OVER, (LegEffect.FORGET,))
_CANCELED: Final = LegEntry(LegState.CANCELED, (LegEffect.CANCEL, LegEffect.WAIT_NO_LONGER_THAN))
_CROSSED: Final = LegEntry(LegState.ENDING, (LegEffect.ACKNOWLEDGE, LegEffect.BYE))

LEG: Final[LegTable] = {
    (LegState.CALLING, LegEvent.PROVISIONAL): LegEntry(LegState.PROCEEDING),
    **{(state, LegEvent.RINGS): _RINGS for state in _BEFORE[:2]},
    **{(state, LegEvent.ANSWERED): _ANSWERED for state in _BEFORE},
    **{(state, LegEvent.FAILED): _FAILED for state in _BEFORE},
    **{(state, LegEvent.LOST): _FAILED for state in _BEFORE},
    (LegState.RINGING, LegEvent.HUNG_UP): _FAILED,  # its answer has not come yet
    (LegState.RINGING, LegEvent.ASKED_TO_ANSWER): LegEntry(LegState.RINGING, (LegEffect.ASK_TO_ANSWER,)),
    (LegState.RINGING, LegEvent.REFUSED_TO_ANSWER): LegEntry(LegState.RINGING, (LegEffect.REPORT_REFUSED,)),
    (LegState.CALLING, LegEvent.LEAVE): LegEntry(LegState.UNWANTED),
    (LegState.PROCEEDING, LegEvent.LEAVE): _CANCELED,
    (LegState.RINGING, LegEvent.LEAVE): _CANCELED,
    (LegState.UNWANTED, LegEvent.PROVISIONAL): _CANCELED,
    (LegState.UNWANTED, LegEvent.RINGS): _CANCELED,
    (LegState.UNWANTED, LegEvent.ANSWERED): _CROSSED,
    (LegState.UNWANTED, LegEvent.FAILED): _OVER,
    (LegState.UNWANTED, LegEvent.LOST): _OVER,
    (LegState.CANCELED, LegEvent.ANSWERED): _CROSSED,
    (LegState.CANCELED, LegEvent.FAILED): _OVER,
    (LegState.CANCELED, LegEvent.LOST): _OVER,
    (LegState.UP, LegEvent.ANSWERED): LegEntry(LegState.UP, (LegEffect.ACKNOWLEDGE,)),
    (LegState.UP, LegEvent.QUIET): LegEntry(LegState.UP, (LegEffect.ASK_WHETHER_THERE, LegEffect.LOOK_AFTER)),
    (LegState.UP, LegEvent.LEAVE): LegEntry(LegState.ENDING, (LegEffect.BYE,)),
    (LegState.UP, LegEvent.HUNG_UP): LegEntry(LegState.OVER, (LegEffect.REPORT_HUNG_UP, LegEffect.FORGET)),
    (LegState.UP, LegEvent.LOST): LegEntry(LegState.ENDING, (LegEffect.REPORT_LOST, LegEffect.BYE)),
    (LegState.ENDING, LegEvent.ANSWERED): LegEntry(LegState.ENDING, (LegEffect.ACKNOWLEDGE,)),
    (LegState.ENDING, LegEvent.ENDED): _OVER,
    (LegState.OVER, LegEvent.ANSWERED): LegEntry(LegState.OVER, (LegEffect.ACKNOWLEDGE,)),
}
"""A call to a telephone, from the INVITE to the end."""

REPORTS: Final[Mapping[int, Report]] = {
    486: "is busy",
    600: "is busy",
    403: "declines",
    603: "declines",
    404: "does not exist",
    410: "does not exist",
    484: "does not exist",
    604: "does not exist",
    408: "does not answer",
    480: "does not answer",
    487: "does not answer",
}
"""What a telephone reports by the status with which it refuses a call; any other means that it is lost."""
