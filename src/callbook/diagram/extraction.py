"""What a ladder shows, taken from the journal: one rung per message, action, fault or thing shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    TimerFired,
)
from callbook.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

QUIET_TOPICS = frozenset({"bell", "notification", "ignored"})


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung.

    Attributes:
        number: the number of the journal's entry.
        at: the instant.
        sender: the actor it starts at; empty for what belongs to nobody.
        receiver: the actor it ends at; empty for what concerns one actor only.
        label: what is written on it.
    """

    number: int
    at: int
    sender: str
    receiver: str
    label: str


def rungs(entries: Iterable[Entry]) -> tuple[Rung, ...]:
    """Take the rungs from the journal's entries, in their order."""
    names: dict[int, str] = {}
    found = list[Rung]()
    for entry in entries:
        if isinstance(entry, MessageSent) and isinstance(entry.message, Message):
            names[entry.number] = entry.message.name
        rung = _rung(entry, names)
        if rung is not None:
            found.append(rung)
    return tuple(found)


def actors_of(found: Iterable[Rung]) -> tuple[str, ...]:
    """Give the actors of these rungs in the order in which they come in."""
    return tuple(dict.fromkeys(actor for rung in found for actor in (rung.sender, rung.receiver) if actor))


def _rung(entry: Entry, names: dict[int, str]) -> Rung | None:  # noqa: PLR0911 - one line per kind of entry
    number, at = entry.number, entry.at
    match entry:
        case MessageSent(sender=sender, receiver=receiver, message=Message() as message):
            return Rung(number, at, sender, receiver, message.name)
        case ActionTaken(actor=actor, action=action, details=details):
            return Rung(number, at, actor, "", f"{actor}: {_said(action, details)}")
        case Refused(actor=actor, text=text):
            return Rung(number, at, actor, "", f"{actor}, refused: {text}")
        case FaultInjected(wire=wire, fault=fault, message=message_number):
            about = f"{names.get(message_number, f'message {message_number}')}: " if message_number else ""
            return Rung(number, at, "", "", f"{about}{fault} ({wire})")
        case TimerFired(timer=timer):
            return Rung(number, at, "", "", f"time is up: {timer}")
        case Noted(actor=actor, topic=topic, text=text) if topic not in QUIET_TOPICS:
            return Rung(number, at, actor, "", f"{actor}, {topic}: {text}")
        case _:
            return None


def _said(action: str, details: dict[str, object]) -> str:
    spoken = ", ".join(f"{name} {value}" for name, value in details.items() if value and name != "on")
    return f"{action} ({spoken})" if spoken else action
