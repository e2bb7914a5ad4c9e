"""What a ladder shows, taken from the journal: one rung per message, step, action, fault or thing shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

import msgspec

from callbook.core import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    SipSent,
    StepBegan,
    StepEnded,
    TimerFired,
)
from callbook.messages import Message, Protocol, protocol_of
from callbook.record.diagram.sip_words import sip_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = "connected"  # the state of a wire when nothing is wrong with it
_NOBODY = "(nobody)"
QUIET_TOPICS = frozenset({"bell", "notification", "ignored"})


class Kind(StrEnum):
    """What a rung is."""

    OPEN_MEDIA = "Open Media message"
    T_LIBRARY = "T-Library message"
    SIP = "SIP message"
    ACTION = "action"
    REFUSAL = "refusal"
    FAULT = "fault"
    TIMER = "timer"
    NOTE = "note"
    CONFIGURATION = "configuration"
    STEP = "step"
    FAILURE = "failure"


_STEPS = frozenset({Kind.STEP, Kind.FAILURE})
_KIND_OF: dict[str, Kind] = {Protocol.OPEN_MEDIA: Kind.OPEN_MEDIA, Protocol.T_LIBRARY: Kind.T_LIBRARY}


class Rung(msgspec.Struct, frozen=True, gc=False):
    """One rung.

    Attributes:
        number: the number of the journal's entry.
        at: the instant.
        sender: the actor it starts at; empty for what belongs to nobody.
        receiver: the actor it ends at; empty for what concerns one actor only.
        label: what is written on it.
        kind: what it is.
    """

    number: int
    at: int
    sender: str
    receiver: str
    label: str
    kind: Kind = Kind.OPEN_MEDIA

    @property
    def of_a_step(self) -> bool:
        """Whether it tells of the scenario's steps, and not of what happened in the contact centre."""
        return self.kind in _STEPS


def rungs(entries: Iterable[Entry]) -> tuple[Rung, ...]:
    """Return the rungs of the journal's entries, live or read from a recording, in their order."""
    names: dict[int, str] = {}
    telephones: set[str] = set()
    found = list[Rung]()
    for entry in entries:
        if isinstance(entry, MessageSent):
            kind = _kind_of(entry.message)
            if kind is not None:
                name = names[entry.number] = entry.name
                ends = entry.sender or _NOBODY, entry.receiver or _NOBODY
                found.append(Rung(entry.number, entry.at, *ends, name, kind))
        elif entry.__struct_config__.tag in _DRAWN:
            rung = _rung(entry, names)
            if rung is not None:
                if rung.kind is Kind.SIP:
                    telephones.update((rung.sender, rung.receiver))
                found.append(_at_the_telephone(rung, entry, telephones))
    return tuple(found)


def _at_the_telephone(rung: Rung, entry: Entry, telephones: set[str]) -> Rung:
    """Return the rung of what a telephone reports at its own lifeline, if it has one."""
    if not isinstance(entry, ActionTaken) or not entry.action.startswith(_OF_A_TELEPHONE):
        return rung
    lane = f"{entry.actor}'s telephone"
    return msgspec.structs.replace(rung, sender=lane) if lane in telephones else rung


def actors_of(found: Iterable[Rung]) -> tuple[str, ...]:
    """Return the actors of these rungs in the order in which they come in."""
    return tuple(dict.fromkeys(actor for rung in found for actor in (rung.sender, rung.receiver) if actor))


def talking(found: Iterable[Rung]) -> tuple[str, ...]:
    """Return those who send or receive messages: who has a lifeline, in the order in which they come in.

    Telephones come last, so that each has its place beside the others whoever is heard of first.
    """
    messages = [rung for rung in found if rung.receiver]
    return actors_of(sorted(messages, key=lambda rung: rung.kind is Kind.SIP))


def _kind_of(message: object) -> Kind | None:
    if isinstance(message, Message):
        return _KIND_OF[protocol_of(message)]
    if isinstance(message, dict):
        return _KIND_OF.get(cast("dict[str, Protocol]", message).get("protocol", ""))
    return None


_DRAWN = {
    kind.__struct_config__.tag
    for kind in (
        ActionTaken,
        Refused,
        FaultInjected,
        TimerFired,
        Noted,
        SipSent,
        StepBegan,
        StepEnded,
    )
}
"""Most entries are none of these; asked first, that costs a third less."""


def _rung(entry: Entry, names: dict[int, str]) -> Rung | None:  # noqa: PLR0911 - one line per kind of entry
    number, at = entry.number, entry.at
    match entry:
        case ActionTaken(actor="Administrator", action=action):
            return Rung(number, at, "", "", f"configuration: {action}", Kind.CONFIGURATION)
        case ActionTaken(actor=actor, action=action) if actor:
            return Rung(number, at, actor, "", f"{actor}: {_said(action, entry.details)}", Kind.ACTION)
        case Refused(actor=actor, text=text):
            return Rung(number, at, actor, "", f"{actor}, refused: {text}", Kind.REFUSAL)
        case FaultInjected(wire=wire, fault=fault, message=message_number):
            about = f"{names.get(message_number, f'message {message_number}')}: " if message_number else ""
            kind = Kind.NOTE if fault == _WHOLE else Kind.FAULT
            return Rung(number, at, "", "", f"{about}{fault} ({wire})", kind)
        case TimerFired(timer=timer):
            return Rung(number, at, "", "", f"time is up: {timer}", Kind.TIMER)
        case Noted(actor=actor, topic=topic, text=text) if topic not in QUIET_TOPICS:
            return Rung(number, at, actor, "", f"{actor}, {topic}: {text}", Kind.NOTE)
        case SipSent(sender=sender, receiver=receiver):
            return Rung(number, at, sender, receiver, sip_words(entry), Kind.SIP)
        case StepBegan(keyword=keyword, text=text):
            return Rung(number, at, "", "", f"{keyword} {text}", Kind.STEP)
        case StepEnded(outcome="failed", error=error):
            return Rung(number, at, "", "", f"failed: {error}", Kind.FAILURE)
        case _:
            return None


_AT_A_TELEPHONE = "the telephone "
"""Begins what a telephone reports; its number, the report and the call are said already, or stand beside it."""
_OF_A_TELEPHONE = (_AT_A_TELEPHONE, "register telephone", "unregister telephone")
_SHOWN_DETAILS = {"schedule a callback": ("wished_time", "queue"), "send a SOAP request": ("operation",)}
"""Of actions with many details: those that a ladder tells."""


def _said(action: str, details: dict[str, object]) -> str:
    if action.startswith(_AT_A_TELEPHONE):
        return action
    shown_details = {name: details[name] for name in _SHOWN_DETAILS.get(action, tuple(details)) if name in details}
    said = ((name.replace("_", " "), value) for name, value in shown_details.items() if value and name != "on")
    spoken = ", ".join(f"{name} {value}" for name, value in said)
    return f"{action} ({spoken})" if spoken else action
