"""One agent's log, split up: the stays of callbacks at the desktop, calls without a callback, and the agent's sessions.

A stay is all that is said of one callback from its invitation on, until it is offered to the agent again. Messages name
their interaction; calls are known by the request that has made them, by the parent that they carry, and by their
ConnID. What cannot be told apart is given to nobody, and what has no invitation is kept to be counted, not judged.

An answer to a request that the log does not have shows that lines are missing: every stay that is open then knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callbook.core import same_number
from callbook.messages import MEDIA_TYPE, DNRole, Protocol, open_media_events, protocol_of, t_library, t_library_events
from callbook.messages import open_media as requests
from callbook.verification.conformance.agent_log import is_masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.configuration import ContactCenter
    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line

PARENT: Final = "ParentInteractionId"
"""The key under which a call carries the callback that it was made from."""

_ANSWERS: Final = (open_media_events.EventAck, open_media_events.EventError)
_SESSION_ENDS: Final = (
    requests.RequestAgentLogin,
    requests.RequestAgentLogout,
    open_media_events.EventAgentConnectionClosed,
)
_PLACED: Final = (requests.RequestPlaceInQueue, requests.RequestStopProcessing, requests.RequestPlaceInWorkbin)
_OF_CALLS: Final = (t_library.RequestMakeCall, t_library.CallRequest, t_library_events.CallEvent)
_OF_ALL_CALLS: Final = (
    t_library_events.EventLinkConnected,
    t_library_events.EventLinkDisconnected,
)


@dataclass(slots=True)
class Part:
    """What belongs together in a log.

    Attributes:
        name: the InteractionId, or the ConnID of a call without a callback.
        lines: its messages, in order.
        login: the contact centre when the agent logged in.
        invitation: the line that offered it; None for a call, and where it is not in the log.
        unlogged: from which entry on the log is known to lack lines; None if it is not known to.
        damage: why it cannot be judged; empty if it can.
        over: whether the callback has left the desktop.
        stray: whether there was a call meanwhile of which it cannot be told whose it is.
    """

    name: str
    login: ContactCenter
    lines: list[Line] = field(default_factory=list["Line"])
    invitation: Line | None = None
    unlogged: int | None = None
    damage: str = ""
    over: bool = False
    stray: bool = False


@dataclass(slots=True)
class Split:
    """One agent's log, split up.

    Attributes:
        stays: callbacks at the desktop.
        calls: calls without a callback.
        session: what is about the agent, not about one interaction.
        unlogged: the entries of answers to requests that the log does not have.
        voice: whether the log has any message of the voice switch.
        last: the instant of the last message.
    """

    stays: list[Part] = field(default_factory=list[Part])
    calls: list[Part] = field(default_factory=list[Part])
    session: list[Line] = field(default_factory=list["Line"])
    unlogged: list[int] = field(default_factory=list[int])
    voice: bool = False
    last: int = 0


class Splitter:
    """Splits one agent's log up.

    Args:
        agent_id: whose it is.
    """

    def __init__(self, agent_id: str) -> None:
        self.split = Split()
        self._agent_id = agent_id
        self._open: dict[str, Part] = {}
        self._calls: dict[str, Part] = {}
        self._asked: dict[tuple[Protocol, int], Part | None] = {}
        self._foreign: set[str] = set()
        self._login: ContactCenter | None = None

    def take(self, lines: Iterable[Line]) -> Split:
        """Take all the lines, and return them split up."""
        for line in lines:
            self.split.last = max(self.split.last, line.at)
            self._login = self._login or line.center
            if line.message is None:
                self._unreadable(line)
            elif protocol_of(line.message) is Protocol.T_LIBRARY:
                self.split.voice = True
                self._of_switch(line, line.message)
            else:
                self._of_server(line, line.message)
        return self.split

    def _unreadable(self, line: Line) -> None:
        named = self._open.get(line.named)
        for part in self._open.values() if named is None else (named,):
            part.damage = part.damage or f"a message at {line.place} is damaged: {line.damaged}"

    # Interaction Server.

    def _of_server(self, line: Line, message: Message) -> None:
        reference = int(getattr(message, "ReferenceId", 0))
        if isinstance(message, _ANSWERS) and reference:
            self._answer(line, (Protocol.OPEN_MEDIA, reference))
            return
        part = self._of_interaction(line, message)
        if line.sent:
            self._asked[Protocol.OPEN_MEDIA, reference] = part
        if part is not None:
            self._give(part, line)
        elif _interaction_of(message) == "":
            self._of_session(line, message)

    def _answer(self, line: Line, asked: tuple[Protocol, int]) -> None:
        if asked not in self._asked:
            self._is_unlogged(line)
            return
        part = self._asked[asked]
        if part is None:
            self.split.session.append(line)
        else:
            self._give(part, line)

    def _is_unlogged(self, line: Line) -> None:
        self.split.unlogged.append(line.place.entry)
        for part in self._open.values():
            if not part.over and part.unlogged is None:
                part.unlogged = line.place.entry

    def _of_session(self, line: Line, message: Message) -> None:
        self.split.session.append(line)
        if isinstance(message, requests.RequestAgentLogin):
            self._login = line.center
        if isinstance(message, _SESSION_ENDS):
            self._open.clear()

    def _of_interaction(self, line: Line, message: Message) -> Part | None:
        name = _interaction_of(message)
        if name == "" or name in self._foreign:
            return None
        media = getattr(getattr(message, "Interaction", None), "MediaType", MEDIA_TYPE)
        if media != MEDIA_TYPE:
            self._foreign.add(name)
            return None
        known = self._open.get(name)
        invited = isinstance(message, open_media_events.EventInvite)
        if known is not None and (not isinstance(message, open_media_events.EventInvite) or _is_again(known, message)):
            return known
        part = Part(name, self._login or line.center, invitation=line if invited else None)
        self._open[name] = part
        self.split.stays.append(part)
        return part

    def _give(self, part: Part, line: Line) -> None:
        part.lines.append(line)
        if line.damaged:
            part.damage = part.damage or f"a message at {line.place} is damaged: {line.damaged}"
        part.over = part.over or isinstance(line.message, (*_PLACED, open_media_events.EventRevoked))

    # The voice switch.

    def _of_switch(self, line: Line, message: Message) -> None:
        reference = int(getattr(message, "ReferenceID", 0))
        part = self._of_call(line, message, (Protocol.T_LIBRARY, reference))
        if line.sent:
            self._asked[Protocol.T_LIBRARY, reference] = part
        if part is not None:
            conn_id = getattr(message, "ConnID", None)
            if conn_id is not None:
                self._calls[str(conn_id)] = part
            self._give(part, line)
            return
        self.split.session.append(line)
        for each in self._open.values():
            each.stray = each.stray or isinstance(message, _OF_CALLS)
            if isinstance(message, _OF_ALL_CALLS):
                each.lines.append(line)

    def _of_call(self, line: Line, message: Message, asked: tuple[Protocol, int]) -> Part | None:
        known = [
            str(each) for each in (getattr(message, "ConnID", None), getattr(message, "PreviousConnID", None)) if each
        ]
        for conn_id in known:
            if conn_id in self._calls:
                return self._calls[conn_id]
        if not line.sent and asked[1] and self._asked.get(asked) is not None:
            return self._asked[asked]
        if isinstance(message, t_library.RequestMakeCall):
            return self._made_from(line, message.UserData, message.OtherDN)
        if not isinstance(message, t_library_events.CallEvent):
            return None
        if message.ThisDNRole is DNRole.ORIGINATION:
            return self._made_from(line, message.UserData, message.OtherDN or "")
        return self._call_alone(line, message.ConnID)

    def _made_from(self, line: Line, data: Mapping[str, object], number: str) -> Part | None:
        """Return the stay that a call was made from, if it can be told."""
        if PARENT in data and not is_masked(data[PARENT]):
            return self._open.get(str(data[PARENT]))
        candidates = [part for part in self._open.values() if not part.over]
        if len(candidates) > 1:
            key = line.center.keys.number
            candidates = [part for part in candidates if same_number(_attached(part, key), number)]
        return candidates[0] if len(candidates) == 1 else None

    def _call_alone(self, line: Line, conn_id: str) -> Part:
        part = Part(conn_id, self._login or line.center)
        self.split.calls.append(part)
        return part


def _interaction_of(message: Message) -> str:
    """Return the interaction that a message is about; empty where it is about none."""
    interaction = getattr(message, "Interaction", None)
    return str(getattr(interaction if interaction is not None else message, "InteractionId", ""))


def _attached(part: Part, key: str) -> str:
    """Return what was attached to a callback under a key when it was offered; empty for nothing."""
    message = None if part.invitation is None else part.invitation.message
    data = message.Interaction.UserData if isinstance(message, open_media_events.EventInvite) else {}
    return str(data.get(key, ""))


def _is_again(known: Part, invitation: open_media_events.EventInvite) -> bool:
    """Return whether an invitation is the one that the stay began with, once more."""
    first = None if known.invitation is None else known.invitation.message
    return isinstance(first, open_media_events.EventInvite) and first.TicketId == invitation.TicketId
