"""What stands in the journal: one small frozen record per kind of happening.

What comes from outside is an `ActionTaken`, which holds an act: all that is needed to do the same again. An act is a
struct while the lab lives, and plain data once it was read from a recording; `callbook.lab` knows every one of them.
"""

from typing import Any, cast

import msgspec

from callbook.core.copying import Frozen


class Origin(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Where an entry was read that Callbook has not recorded itself, and what is not as it was seen there.

    Attributes:
        file: the place of its file among the files that the head of the recording lists, from 0.
        line: its first line there, from 1.
        filled: the attributes of the message that were not seen, and filled in.
        masked: the attributes whose values the log hides; a key of a list is written ``UserData.key``.
        unknown: what was seen and has no place in the message, by the name it has in the log.
        damaged: why not all of it can be trusted; empty if it can.
    """

    file: int
    line: int
    filled: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    unknown: dict[str, Any] = {}
    damaged: str = ""


class Provenance(Frozen, msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What only entries have that were read in somebody else's log; in a lab's own journal it is empty.

    Attributes:
        origin: where the entry was read.
    """

    origin: Origin | None = None


class Entry(Provenance, frozen=True, gc=False, omit_defaults=True, tag_field="kind"):
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


class SipSent(Entry, frozen=True, gc=False, tag="sip"):
    r"""A message of SIP went between the voice switch and a telephone of somebody's own.

    It says what was on the network, and nothing follows from it: what the telephone reports is an action of its own,
    which is all that a replay needs.

    Attributes:
        sender: who: the switch, or whose telephone it is.
        receiver: to whom.
        transport: ``UDP`` or ``TCP``.
        source: the address that it came from, ``HOST:PORT``; the host stands in brackets where it has colons.
        destination: the address that it went to.
        text: the message, whatever proves a password left out; bytes that are no UTF-8 stand as ``\xNN``.
    """

    sender: str
    receiver: str
    transport: str
    source: str
    destination: str
    text: str

    @property
    def name(self) -> str:
        """The request's method, or the answer's status with its reason."""
        first = self.text.lstrip().partition("\n")[0].strip()
        return first.removeprefix("SIP/2.0 ") if first.startswith("SIP/2.0 ") else first.partition(" ")[0]


class TimerFired(Entry, frozen=True, gc=False, tag="timer fired"):
    """A timer ran out that was set at the instant *since*; its cause is the entry that led to its being set."""

    timer: str
    since: int


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
    """Somebody outside did something: an agent, a contact, an operator, or whoever plays the lab.

    Attributes:
        actor: who; empty for whoever plays the lab, whom nobody in it sees.
        action: what, in words.
        act: what, as data that suffices to do it again: a struct, or plain data once it was read from a recording.
    """

    actor: str
    action: str
    act: object

    @property
    def details(self) -> dict[str, Any]:
        """What actor and action do not say yet, as plain data: the fields of the act, with what stands inside them."""
        plain: dict[str, Any] = msgspec.to_builtins(self.act)
        inside = [plain.pop(name, {}) for name in ("given", "form")]
        said = (self.actor, self.action)
        parts = (plain, *inside)
        return {name: value for part in parts for name, value in part.items() if name != "act" and value not in said}


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
