"""Searches a journal: by interaction, client, message, kind and time. It looks at the entries, not at their JSON."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec

from callbook.core import Entry, FaultInjected, MessageSent, SipSent, StateChanged, Unknown, instant_of
from callbook.messages import MESSAGES
from callbook.record import ENTRY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from callbook.core import Journal

    Test = Callable[[Entry], bool]


class Kind(StrEnum):
    """The kinds of entries, as a recording names them."""

    MESSAGE = "message"
    ACTION = "action"
    FAULT = "fault"
    NOTE = "note"
    REFUSAL = "refusal"
    SCREEN = "screen"
    SIP = "sip"
    STATE = "state"
    STEP = "step"
    STEP_ENDED = "step ended"
    TIMER_FIRED = "timer fired"


ENTRY_OF: dict[str, type[Entry]] = {str(kind.__struct_config__.tag): kind for kind in ENTRY_KINDS}
"""Which type of entry each kind is."""

MESSAGE_NAMES = frozenset(name for kinds in MESSAGES.values() for name in kinds)
"""The names of all messages of both protocols."""


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; what is left out does not matter.

    Attributes:
        interaction: the id of an interaction that an entry is about.
        clients: names of somebody who sent or got a message, acted, or was shown something.
        message: the name of a message.
        kind: the kind of entry.
        since: the first moment, aware.
        until: the last moment, aware.
    """

    interaction: str | None = None
    clients: frozenset[str] = frozenset()
    message: str | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None


class Found(NamedTuple):
    """A part of what was found.

    Attributes:
        entries: in order.
        go_on_after: the number of the entry to go on after; None when there is nothing more.
    """

    entries: list[Entry]
    go_on_after: int | None


def search(journal: Journal, criteria: Search, *, after: int = 0, at_most: int = 1_000) -> Found:
    """Find entries that are as criteria, at most so many, behind the one with the number *after*.

    Raises:
        Unknown: when there is no message of the name that is looked for: a slip must not look like silence.
    """
    found = list(islice(_found(journal, criteria, after), at_most + 1))
    entries = found[:at_most]
    return Found(entries, entries[-1].number if len(found) > at_most else None)


def known_message(name: str) -> str:
    """Return the name of a message back.

    Raises:
        Unknown: when neither protocol has it.
    """
    if name not in MESSAGE_NAMES:
        raise Unknown("message", name, MESSAGE_NAMES)
    return name


def about(interaction: str, journal: Journal) -> Callable[[Entry], bool]:
    """Make the test whether an entry is about *interaction*, or about a call that was made for it."""
    calls = _calls_for(interaction, journal.entries)

    def is_about(entry: Entry) -> bool:
        if isinstance(entry, MessageSent):
            return interaction in ids_of(entry.message) or getattr(entry.message, "ConnID", None) in calls
        return any(_names(value, interaction) for value in _values(entry))

    return is_about


def ids_of(message: object) -> tuple[str, ...]:
    """Return the ids of the interactions that a message is about."""
    single: str | None = getattr(message, "InteractionId", None)
    if single is not None:
        return (single,)
    whole = getattr(message, "Interaction", None)
    if whole is not None:
        return (whole.InteractionId,)
    named: dict[str, Any] = getattr(message, "UserData", None) or getattr(message, "Extension", None) or {}
    given = named.get("ParentInteractionId") or named.get("InteractionId")
    listed: tuple[Any, ...] = getattr(message, "Interactions", ())
    return (given,) if isinstance(given, str) else tuple(each.InteractionId for each in listed)


def party_to(clients: frozenset[str]) -> Callable[[Entry], bool]:
    """Make the test whether an entry has to do with one of *clients*."""
    beginnings = tuple(f"{client}{mark}" for client in clients for mark in (" - ", "'s ", " to "))

    def takes_part(entry: Entry) -> bool:
        if isinstance(entry, MessageSent):
            return entry.sender in clients or entry.receiver in clients
        if isinstance(entry, SipSent):
            return any(end in clients or end.startswith(beginnings) for end in (entry.sender, entry.receiver))
        if isinstance(entry, StateChanged):
            return entry.subject in clients or entry.subject.startswith(beginnings)
        if isinstance(entry, FaultInjected):
            return entry.wire.startswith(beginnings)
        return (getattr(entry, "actor", None) or getattr(entry, "agent", None)) in clients

    return takes_part


def _found(journal: Journal, criteria: Search, after: int) -> Iterator[Entry]:
    entries: Iterable[Entry] = journal.since(after)
    for test in _tests(journal, criteria):
        entries = filter(test, entries)
    return iter(entries)


def _tests(journal: Journal, criteria: Search) -> Iterator[Test]:
    """Make the tests, those that cost least and sort out most first."""
    if criteria.since is not None:
        since = instant_of(criteria.since)
        yield lambda entry: entry.at >= since
    if criteria.until is not None:
        until = instant_of(criteria.until)
        yield lambda entry: entry.at <= until
    if criteria.kind is not None:
        kind = ENTRY_OF[criteria.kind]
        yield lambda entry: type(entry) is kind
    if criteria.message is not None:
        name = known_message(criteria.message)
        yield lambda entry: isinstance(entry, MessageSent) and entry.name == name
    if criteria.clients:
        yield party_to(criteria.clients)
    if criteria.interaction is not None:
        yield about(criteria.interaction, journal)


def _calls_for(interaction: str, entries: Iterable[Entry]) -> set[str]:
    calls = set[str]()
    for entry in entries:
        if isinstance(entry, MessageSent):
            call = getattr(entry.message, "ConnID", None)
            if call is not None and call not in calls and interaction in ids_of(entry.message):
                calls.add(call)
    return calls


def _values(entry: Entry) -> Iterator[object]:
    for name in entry.__struct_fields__[3:]:  # number, at and cause are about no interaction
        yield getattr(entry, name)


def _names(value: object, interaction: str) -> bool:
    if isinstance(value, str):
        return interaction in value
    if isinstance(value, dict):
        return any(_names(each, interaction) for each in cast("dict[str, object]", value).values())
    return False
