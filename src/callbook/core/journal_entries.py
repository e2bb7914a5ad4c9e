"""What stands in the journal: one small frozen record per kind of happening."""

from typing import cast

import msgspec

from callbook.core.copying import Frozen


class Entry(Frozen, msgspec.Struct, frozen=True, gc=False, tag_field="kind"):
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

    @property
    def name(self) -> str:
        """The message's name, live or read from a recording; a text for what is of neither protocol."""
        message = self.message
        if isinstance(message, dict):
            return str(cast("dict[str, object]", message)["message"])
        return str(getattr(message, "name", message))


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


class StepBegan(Entry, frozen=True, gc=False, tag="step"):
    """A step of a scenario begins; *line* is its line in the feature file. What it does has this entry as its root."""

    keyword: str
    text: str
    line: int


class StepEnded(Entry, frozen=True, gc=False, tag="step ended"):
    """The step whose entry number is *step* has ended: ``passed`` or ``failed``, then *error* says why."""

    step: int
    outcome: str
    error: str


class ActionTaken(Entry, frozen=True, gc=False, tag="action"):
    """A person did something: an agent, a contact, an operator. The details suffice to do it again."""

    actor: str
    action: str
    details: dict[str, object]


class ConfigurationChanged(Entry, frozen=True, gc=False, tag="configuration"):
    """An administrator changed the contact centre: *what* in words, *patch* as a JSON merge patch (RFC 7396)."""

    what: str
    patch: dict[str, object]


class Arranged(Entry, frozen=True, gc=False, tag="arranged"):
    """Whoever plays the lab arranged something that nobody in it sees: a contact comes into being, a wire fails."""

    what: str
    details: dict[str, object]


class ScreenShown(Entry, frozen=True, gc=False, tag="screen"):
    """What *agent*'s desktop shows has changed; *screen* is a ``Screen``, or plain data read from a recording."""

    agent: str
    screen: object


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
