"""What one agent's desktop said and heard, message by message, as a recording has it: with its place, and its damage.

Nothing else of a recording is read, but two things that belong to its wires and to its contact centre: what a wire was
seen to lose, delay or repeat, and changes of the configuration, where the recording is one of Callbook's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from callbook.configuration import patched
from callbook.core import ActionTaken, BadInput, FaultInjected, MessageSent, instant_of
from callbook.messages import Message, from_mapping
from callbook.verification.conformance.verdicts import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.configuration import Agent, ContactCenter
    from callbook.core import Entry
    from callbook.record import Damage, Trace

_LOST: Final = ("lost", "refused", "dropped")
_REPEATED: Final = "repeated"
_LATE: Final = ("delayed", "overtaken")


@dataclass(frozen=True, slots=True)
class Line:
    """One message between a desktop and a server.

    Attributes:
        place: where it stands.
        at: the instant.
        sent: whether the desktop sent it.
        message: the message; None where it cannot be read.
        unseen: the attributes whose values were not seen: filled in, or masked.
        damaged: why not all of it can be trusted; empty if it can.
        center: the contact centre at that moment.
        named: the interaction that a message that cannot be read seems to be about; else empty.
    """

    place: Place
    at: int
    sent: bool
    message: Message | None
    unseen: frozenset[str]
    damaged: str
    center: ContactCenter
    named: str = ""

    def shows(self, attribute: str) -> bool:
        """Return whether the value of an attribute was seen; a key of a list is written ``UserData.key``."""
        return attribute not in self.unseen and attribute.partition(".")[0] not in self.unseen


def lines_of(trace: Trace, agent: Agent, center: ContactCenter | None = None) -> Iterator[Line]:
    """Yield what the agent's desktop said and heard, in the order of the recording.

    Args:
        trace: the recording.
        agent: whose desktop.
        center: the contact centre; None for that of the recording, with its changes.
    """
    names = set(agent.names)
    fixed = center is not None
    center = center or trace.head.contact_center
    faults = _faults(trace.entries)
    files = () if trace.head.log is None else tuple(file.name for file in trace.head.log.files)
    for entry in trace.entries:
        if isinstance(entry, ActionTaken) and not fixed:
            center = _changed(center, entry)
        if not isinstance(entry, MessageSent):
            continue
        sent = entry.sender in names
        if not sent and entry.receiver not in names:
            continue
        fault = "" if sent else faults.get(entry.number, "")
        if fault.startswith(_LOST):
            continue
        line = _line(entry, center, files, sent=sent)
        if fault.startswith(_LATE):
            line = replace(line, damaged=f"it was {fault}, so that it is not known when it arrived")
        yield line
        if fault == _REPEATED:
            yield line


def _line(entry: MessageSent, center: ContactCenter, files: tuple[str, ...], *, sent: bool) -> Line:
    origin = entry.origin
    file, number = ("", 0) if origin is None else (files[origin.file], origin.line)
    unseen = frozenset[str]() if origin is None else frozenset((*origin.filled, *origin.masked))
    damaged = "" if origin is None else origin.damaged
    message, named = _readable(entry.message)
    if message is None:
        damaged = damaged or "it cannot be read"
    return Line(Place(entry.number, entry.at, file, number), entry.at, sent, message, unseen, damaged, center, named)


def _readable(message: object) -> tuple[Message | None, str]:
    """Return the message, and of one that cannot be read the interaction that it names."""
    if isinstance(message, Message):
        return message, ""
    given = cast("dict[str, Any]", message) if isinstance(message, dict) else {}
    try:
        return from_mapping(given), ""
    except BadInput:
        interaction = given.get("Interaction")
        inside = cast("dict[str, Any]", interaction) if isinstance(interaction, dict) else given
        return None, str(inside.get("InteractionId", ""))


def _faults(entries: Iterable[Entry]) -> dict[int, str]:
    """Return what befell messages on their way, by the number of their entry."""
    return {entry.message: entry.fault for entry in entries if isinstance(entry, FaultInjected) and entry.message}


def _changed(center: ContactCenter, entry: ActionTaken) -> ContactCenter:
    """Return the contact centre after an act; most change nothing of it."""
    act: dict[str, Any] = msgspec.to_builtins(entry.act)
    return patched(center, act["patch"]) if act.get("act") == "configure" else center


def damaged_spans(trace: Trace) -> tuple[tuple[int, int, str], ...]:
    """Return the spans of time in which messages may be missing: since, until, and why."""
    spans: tuple[Damage, ...] = () if trace.head.log is None else trace.head.log.spans
    return tuple((_instant(span.since, 0), _instant(span.until, trace.end), span.why) for span in spans)


def _instant(text: str, otherwise: int) -> int:
    return instant_of(datetime.fromisoformat(text)) if text else otherwise


def is_masked(value: object) -> bool:
    """Return whether a log hides a value: asterisks in the place of characters."""
    return isinstance(value, str) and "**" in value
