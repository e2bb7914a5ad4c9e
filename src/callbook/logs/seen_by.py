"""What a program that takes part has seen of a recording: what it logs, and when.

A desktop logs its requests as it sends them and events as they arrive: what a fault has dropped it never sees, what was
delayed it sees later, what was repeated twice. A server logs requests as they arrive and events as it sends them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, FaultInjected, MessageSent, one_of
from callbook.logs.grammar import INTERACTION_SERVER, WDE
from callbook.logs.parties import INTERACTION_SERVER_NAME
from callbook.messages import Message, from_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callbook.core import Entry
    from callbook.logs.grammar import LogKind

_DELAYED: Final = re.compile(r"delayed by ([\d.]+) s")
_LOST: Final = ("dropped", "lost", "refused")
_REPEATED: Final = "repeated"
_OVERTAKEN: Final = "overtaken by the next one"


@dataclass(frozen=True, slots=True)
class Sight:
    """A message as a program has seen it.

    Attributes:
        at: when, in milliseconds since the epoch.
        entry: the entry of the recording.
        message: what it says.
        is_sent: whether the client sent it.
    """

    at: int
    entry: MessageSent
    message: Message
    is_sent: bool

    @property
    def client(self) -> str:
        """The client: an agent, a media server."""
        return self.entry.sender if self.is_sent else self.entry.receiver


def seen_by(entries: Sequence[Entry], kind: LogKind, client: str = "") -> list[Sight]:
    """Return what the program that writes a log of this *kind* sees, in its order.

    Args:
        entries: of the recording.
        kind: of the log.
        client: whose desktop it is; empty for a server.
    """
    faults = _faults(entries)
    sights: list[tuple[int, int, Sight]] = []
    for entry in entries:
        if isinstance(entry, MessageSent) and _is_there(entry, kind, client) and not isinstance(entry.message, str):
            sight = _sight(entry)
            arrives = sight.is_sent is not (kind is WDE)
            for at, place in _times(entry, faults.get(entry.number, ()) if arrives else (), entries):
                sights.append((at, place, Sight(at, entry, sight.message, sight.is_sent)))
    sights.sort(key=lambda each: each[:2])
    return [sight for _, _, sight in sights]


def clients_in(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return who has a desktop in a recording: whoever talks to a voice switch, or logs in."""
    found = {
        _client(entry): None
        for entry in entries
        if isinstance(entry, MessageSent)
        and (entry.name == "RequestAgentLogin" or INTERACTION_SERVER_NAME not in {entry.sender, entry.receiver})
    }
    return tuple(found)


def one_client(entries: Sequence[Entry], agent: str) -> str:
    """Return the agent called so.

    Raises:
        BadInput: there is none, or several and none was named.
    """
    known = clients_in(entries)
    if agent in known or (not agent and len(known) == 1):
        return agent or known[0]
    accepted = f"one of those who have a desktop in the recording: {one_of(known)}"
    raise BadInput("--agent", agent, where="a log of a desktop", accepted=accepted)


def _faults(entries: Iterable[Entry]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for entry in entries:
        if isinstance(entry, FaultInjected) and entry.message:
            found[entry.message] = (*found.get(entry.message, ()), entry.fault)
    return found


def _times(entry: MessageSent, faults: tuple[str, ...], entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Return when a message is seen, with what orders those of one instant: the entry's number, or a later one's."""
    if any(fault.startswith(_LOST) for fault in faults):
        return []
    at, place = entry.at, entry.number
    for fault in faults:
        delayed = _DELAYED.fullmatch(fault)
        if delayed:
            at, place = at + round(float(delayed[1]) * 1000), entry.number
        elif fault == _OVERTAKEN:
            later = _next(entry, entries)
            if later is None:
                return []
            at, place = later.at, later.number + 1
    return [(at, place)] * (2 if _REPEATED in faults else 1)


def _next(entry: MessageSent, entries: Sequence[Entry]) -> MessageSent | None:
    for later in entries[entry.number :]:
        if isinstance(later, MessageSent) and (later.wire, later.sender) == (entry.wire, entry.sender):
            return later
    return None


def _sight(entry: MessageSent) -> Sight:
    message = entry.message if isinstance(entry.message, Message) else from_mapping(entry.message)  # type: ignore[arg-type]
    return Sight(entry.at, entry, message, message.name.startswith("Request"))


def _client(entry: MessageSent) -> str:
    return entry.sender if entry.name.startswith("Request") else entry.receiver


def _is_there(entry: MessageSent, kind: LogKind, client: str) -> bool:
    is_interaction_server = INTERACTION_SERVER_NAME in {entry.sender, entry.receiver}
    if kind is WDE:
        return client in {entry.sender, entry.receiver}
    return is_interaction_server is (kind is INTERACTION_SERVER)
