"""The desktop's end of the wire to the voice switch: every request is awaited, and finds what answers it.

The patience with it ends: then the voice channel is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from callbook.messages import t_library_events
from callbook.workspace.link import MOST_UNANSWERED, Host, Link

if TYPE_CHECKING:
    from callbook.core import Timer, Wire
    from callbook.messages import Message
    from callbook.messages.t_library import TLibraryRequest
    from callbook.workspace.calls import VoiceCall
    from callbook.workspace.desk import Desk


@dataclass(slots=True)
class Asked:
    """A request to the voice switch that was not answered yet.

    Attributes:
        request: what was asked.
        call: the call that it is about, None for none.
        patience: runs until the desktop gives up waiting; a late answer is taken all the same.
    """

    request: TLibraryRequest
    call: VoiceCall | None
    patience: Timer | None = None


class VoiceHost(Host, Protocol):
    """Whose link to the voice switch it is."""

    def answered(self, asked: Asked, answer: Message) -> bool:
        """Take the answer to what was asked, in time or late; return whether it is all that comes in answer."""
        ...

    def unanswered(self, asked: Asked) -> None:
        """Learn that no answer came in time."""
        ...


class VoiceSwitchLink(Link):
    """The link to the voice switch: a request is answered by the first event that carries its ReferenceID.

    Args:
        wire: the wire to the switch.
        desk: the agent's desk; its assumptions say how long the link waits.
        host: whose link it is.
    """

    def __init__(self, wire: Wire, desk: Desk, host: VoiceHost) -> None:
        super().__init__(wire, desk.journal, host)
        self._desk = desk
        self._voice_host = host
        self._waiting: dict[int, Asked] = {}

    def ask(self, request: TLibraryRequest, call: VoiceCall | None = None) -> None:
        """Send *request*, which is about *call*, and wait for its answer."""
        asked = self._waiting[request.ReferenceID] = Asked(request, call)
        asked.patience = self._desk.clock.call_later(
            self._desk.assumptions.voice_answer_timeout, self._silence, f"answer to {request.name}", asked
        )
        self.wire.to_server(request)

    def waits_for(self, call: VoiceCall) -> bool:
        """Return whether an answer about *call*, or the end of the patience with it, is still to come."""
        return any(asked.call is call and asked.patience is not None for asked in self._waiting.values())

    def receive(self, message: Message) -> None:
        """Take a message from the voice switch."""
        asked = self._waiting.get(getattr(message, "ReferenceID", 0))
        if asked is not None and self._voice_host.answered(asked, message):
            del self._waiting[asked.request.ReferenceID]
            self._stop(asked)
        if asked is None or not isinstance(message, t_library_events.EventError):
            self._dispatch(message)

    def _silence(self, asked: Asked) -> None:
        asked.patience = None
        self._voice_host.unanswered(asked)
        unanswered = [number for number, each in self._waiting.items() if each.patience is None]
        for number in unanswered[:-MOST_UNANSWERED]:
            del self._waiting[number]

    def _wait_for_nothing(self) -> None:
        for asked in self._waiting.values():
            self._stop(asked)
        self._waiting.clear()

    def _stop(self, asked: Asked) -> None:
        if asked.patience is not None:
            self._desk.clock.cancel(asked.patience)
            asked.patience = None
