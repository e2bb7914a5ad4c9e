"""The four transactions of SIP (RFC 3261, section 17, with RFC 6026 for 2xx to INVITE) as tables.

Each entry says what comes of an event in a state: the next state, and what is done, in that order. What is not in a
table changes nothing. Timers have the letters of the RFC; over a reliable transport those that repeat a message are
never set, and those that wait for repetitions run out at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias


class State(StrEnum):
    """Where a transaction is."""

    CALLING = "calling"
    TRYING = "trying"
    PROCEEDING = "proceeding"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


class Event(StrEnum):
    """What happens to a transaction."""

    BEGINS = "begins"
    REQUEST = "the request again"
    PROVISIONAL = "1xx"
    SUCCESS = "2xx"
    FAILURE = "300 to 699"
    ACK = "ACK"
    REPEAT = "time to repeat"
    GIVES_UP = "time to give up"
    QUIET = "no more repetitions"
    BROKEN = "the transport is broken"


class Effect(StrEnum):
    """What is done."""

    SEND = "send what was sent last"
    ACKNOWLEDGE = "send ACK"
    TELL = "tell who uses it"
    TELL_TIMEOUT = "tell that nothing was answered"
    TELL_BROKEN = "tell that the transport is broken"
    REPEAT_SOON = "repeat from T1 on, doubling"
    REPEAT_UP_TO_T2 = "repeat from T1 on, doubling up to T2"
    REPEAT_EVERY_T2 = "repeat each T2"
    GIVE_UP_LATER = "give up after 64 T1"
    STOP = "set all timers aside"
    QUIET_LATER = "wait for repetitions for 64 T1"
    QUIET_IN_ANY_CASE = "wait for a further 2xx for 64 T1"
    QUIET_SOON = "wait for repetitions for T4"


class Entry(NamedTuple):
    """What comes of an event."""

    state: State
    effects: tuple[Effect, ...]


Table: TypeAlias = Mapping[tuple[State, Event], Entry]

_BROKEN: Final = Entry(State.TERMINATED, (Effect.STOP, Effect.TELL_BROKEN))
_BROKEN_EARLY: Final = Entry(State.TERMINATED, (Effect.TELL_BROKEN,))  # no timer is set yet
_OVER: Final = Entry(State.TERMINATED, (Effect.STOP,))
_NOT_ANSWERED: Final = Entry(State.TERMINATED, (Effect.STOP, Effect.TELL_TIMEOUT))

INVITE_CLIENT: Final[Table] = {
    (State.CALLING, Event.BEGINS): Entry(
        State.CALLING, (Effect.SEND, Effect.REPEAT_SOON, Effect.GIVE_UP_LATER)
    ),  # A, B
    (State.CALLING, Event.REPEAT): Entry(State.CALLING, (Effect.SEND,)),
    (State.CALLING, Event.GIVES_UP): _NOT_ANSWERED,
    (State.CALLING, Event.BROKEN): _BROKEN,
    (State.CALLING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.STOP, Effect.TELL)),
    (State.CALLING, Event.SUCCESS): Entry(State.ACCEPTED, (Effect.STOP, Effect.TELL, Effect.QUIET_IN_ANY_CASE)),  # M
    (State.CALLING, Event.FAILURE): Entry(
        State.COMPLETED, (Effect.STOP, Effect.ACKNOWLEDGE, Effect.TELL, Effect.QUIET_LATER)
    ),  # D
    (State.PROCEEDING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.TELL,)),
    (State.PROCEEDING, Event.SUCCESS): Entry(State.ACCEPTED, (Effect.TELL, Effect.QUIET_IN_ANY_CASE)),
    (State.PROCEEDING, Event.FAILURE): Entry(State.COMPLETED, (Effect.ACKNOWLEDGE, Effect.TELL, Effect.QUIET_LATER)),
    (State.ACCEPTED, Event.SUCCESS): Entry(State.ACCEPTED, (Effect.TELL,)),  # who uses it sends its ACK again
    (State.ACCEPTED, Event.QUIET): _OVER,
    (State.COMPLETED, Event.FAILURE): Entry(State.COMPLETED, (Effect.ACKNOWLEDGE,)),
    (State.COMPLETED, Event.QUIET): _OVER,
    (State.COMPLETED, Event.BROKEN): _BROKEN,
}
"""Figure 5 of the RFC, as RFC 6026 has it."""

OTHER_CLIENT: Final[Table] = {
    (State.TRYING, Event.BEGINS): Entry(
        State.TRYING, (Effect.SEND, Effect.REPEAT_UP_TO_T2, Effect.GIVE_UP_LATER)
    ),  # E, F
    (State.TRYING, Event.REPEAT): Entry(State.TRYING, (Effect.SEND,)),
    (State.TRYING, Event.GIVES_UP): _NOT_ANSWERED,
    (State.TRYING, Event.BROKEN): _BROKEN,
    (State.TRYING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.TELL, Effect.REPEAT_EVERY_T2)),
    (State.TRYING, Event.SUCCESS): Entry(State.COMPLETED, (Effect.STOP, Effect.TELL, Effect.QUIET_SOON)),  # K
    (State.TRYING, Event.FAILURE): Entry(State.COMPLETED, (Effect.STOP, Effect.TELL, Effect.QUIET_SOON)),
    (State.PROCEEDING, Event.REPEAT): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.PROCEEDING, Event.GIVES_UP): _NOT_ANSWERED,
    (State.PROCEEDING, Event.BROKEN): _BROKEN,
    (State.PROCEEDING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.TELL,)),
    (State.PROCEEDING, Event.SUCCESS): Entry(State.COMPLETED, (Effect.STOP, Effect.TELL, Effect.QUIET_SOON)),
    (State.PROCEEDING, Event.FAILURE): Entry(State.COMPLETED, (Effect.STOP, Effect.TELL, Effect.QUIET_SOON)),
    (State.COMPLETED, Event.QUIET): _OVER,
}
"""Figure 6."""

INVITE_SERVER: Final[Table] = {
    (State.PROCEEDING, Event.BEGINS): Entry(State.PROCEEDING, (Effect.TELL,)),
    (State.PROCEEDING, Event.REQUEST): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.PROCEEDING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.PROCEEDING, Event.SUCCESS): Entry(
        State.ACCEPTED, (Effect.SEND, Effect.REPEAT_UP_TO_T2, Effect.GIVE_UP_LATER)
    ),  # L
    (State.PROCEEDING, Event.FAILURE): Entry(
        State.COMPLETED, (Effect.SEND, Effect.REPEAT_UP_TO_T2, Effect.GIVE_UP_LATER)
    ),  # G, H
    (State.PROCEEDING, Event.BROKEN): _BROKEN_EARLY,
    (State.ACCEPTED, Event.REPEAT): Entry(State.ACCEPTED, (Effect.SEND,)),
    (State.ACCEPTED, Event.ACK): Entry(State.CONFIRMED, (Effect.STOP, Effect.TELL, Effect.QUIET_SOON)),
    (State.ACCEPTED, Event.GIVES_UP): _NOT_ANSWERED,
    (State.COMPLETED, Event.REQUEST): Entry(State.COMPLETED, (Effect.SEND,)),
    (State.COMPLETED, Event.REPEAT): Entry(State.COMPLETED, (Effect.SEND,)),
    (State.COMPLETED, Event.ACK): Entry(State.CONFIRMED, (Effect.STOP, Effect.QUIET_SOON)),  # I
    (State.COMPLETED, Event.GIVES_UP): _NOT_ANSWERED,
    (State.COMPLETED, Event.BROKEN): _BROKEN,
    (State.CONFIRMED, Event.QUIET): _OVER,
}
"""Figure 7. A 2xx is repeated here until its ACK comes (13.3.1.4): nobody else knows when it was last sent."""

OTHER_SERVER: Final[Table] = {
    (State.TRYING, Event.BEGINS): Entry(State.TRYING, (Effect.TELL,)),
    (State.TRYING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.TRYING, Event.SUCCESS): Entry(State.COMPLETED, (Effect.SEND, Effect.QUIET_LATER)),  # J
    (State.TRYING, Event.FAILURE): Entry(State.COMPLETED, (Effect.SEND, Effect.QUIET_LATER)),
    (State.PROCEEDING, Event.REQUEST): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.PROCEEDING, Event.PROVISIONAL): Entry(State.PROCEEDING, (Effect.SEND,)),
    (State.PROCEEDING, Event.SUCCESS): Entry(State.COMPLETED, (Effect.SEND, Effect.QUIET_LATER)),
    (State.PROCEEDING, Event.FAILURE): Entry(State.COMPLETED, (Effect.SEND, Effect.QUIET_LATER)),
    (State.PROCEEDING, Event.BROKEN): _BROKEN_EARLY,
    (State.COMPLETED, Event.REQUEST): Entry(State.COMPLETED, (Effect.SEND,)),
    (State.COMPLETED, Event.QUIET): _OVER,
    (State.COMPLETED, Event.BROKEN): _BROKEN,
}
"""Figure 8."""
