"""What stands in the journal: one small frozen record per kind of happening."""

import msgspec


class Entry(msgspec.Struct, frozen=True, gc=False, tag_field="kind"):
    """What every entry has.

    Attributes:
        number: its place in the journal, from 1.
        at: the instant, in milliseconds since the epoch.
        cause: the number of the entry that led to it, 0 for what came from outside.
    """

    number: int
    at: int
    cause: int


class MessageSent(Entry, frozen=True, gc=False, tag="message"):
    """A message went onto a wire."""

    wire: str
    sender: str
    receiver: str
    message: object


class TimerSet(Entry, frozen=True, gc=False, tag="timer set"):
    """A timer was set, to fire at the instant *due*."""

    timer: str
    due: int


class TimerFired(Entry, frozen=True, gc=False, tag="timer fired"):
    """A timer ran out; its cause is the entry that set it."""

    timer: str


class TimerCancelled(Entry, frozen=True, gc=False, tag="timer cancelled"):
    """A timer was cancelled; *set_by* is the number of the entry that set it."""

    timer: str
    set_by: int


class ActionTaken(Entry, frozen=True, gc=False, tag="action"):
    """A person did something: an agent, a contact, an administrator, an operator."""

    actor: str
    action: str
    details: dict[str, object]


class Refused(Entry, frozen=True, gc=False, tag="refusal"):
    """Somebody was refused something; the text says why and what would be accepted."""

    actor: str
    action: str
    text: str


class FaultInjected(Entry, frozen=True, gc=False, tag="fault"):
    """Something was done to a wire, or to the message whose entry number is *message*."""

    wire: str
    fault: str
    message: int


class Noted(Entry, frozen=True, gc=False, tag="note"):
    """Somebody was shown or warned of something."""

    actor: str
    topic: str
    text: str


class StateChanged(Entry, frozen=True, gc=False, tag="state"):
    """A state machine took a transition."""

    machine: str
    subject: str
    before: str
    event: str
    after: str
