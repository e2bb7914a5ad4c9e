"""The desktop's end of a wire: numbers its requests and finds the request that an answer belongs to.

Whoever waits for an answer has patience that ends: that of Interaction Server is kept by whoever asks (``Awaiting``),
that of the voice switch by its link, for every request.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from callbook.messages import open_media_events, t_library_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Journal, Timer, Wire
    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.messages.t_library import TLibraryRequest
    from callbook.workspace.calls import VoiceCall
    from callbook.workspace.desk import Desk


class Host(Protocol):
    """Whose link it is: what takes events and learns whether the server can be reached."""

    def take(self, event: Message) -> bool:
        """Take an event; return whether it means anything here."""
        ...

    def reachable(self) -> None:
        """Learn that the server can be reached."""
        ...

    def unreachable(self) -> None:
        """Learn that the server can no longer be reached."""
        ...


class Link:
    """What both links have.

    Args:
        wire: the wire to the server.
        journal: where messages that mean nothing are noted.
        host: whose link it is.
    """

    def __init__(self, wire: Wire, journal: Journal, host: Host) -> None:
        self.wire = wire
        self.up = False
        self._journal = journal
        self._host = host
        self._reference = 0

    def reference(self) -> int:
        """Return the next request its number."""
        self._reference += 1
        return self._reference

    def connected(self) -> None:
        """Learn that the server can be reached."""
        self.up = True
        self._host.reachable()

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached; nobody answers any more."""
        self.up = False
        self._wait_for_nothing()
        self._host.unreachable()

    def _wait_for_nothing(self) -> None:
        raise NotImplementedError

    def _dispatch(self, message: Message) -> None:
        if not self._host.take(message):
            self.ignore(message)

    def ignore(self, message: Message, why: str = "nothing here waits for it") -> None:
        """Note that *message* means nothing here."""
        self._journal.note(self.wire.client, "ignored", f"{message.name}: {why}")


class InteractionServerLink(Link):
    """The link to Interaction Server: every request is answered by EventAck or EventError."""

    def __init__(self, wire: Wire, journal: Journal, host: Host) -> None:
        super().__init__(wire, journal, host)
        self._waiting: dict[int, Callable[[Message], None]] = {}

    def ask(self, request: OpenMediaRequest, on_answer: Callable[[Message], None] | None = None) -> int:
        """Return the number of *request*, which is sent; its answer is handed to *on_answer*."""
        if on_answer is not None:
            self._waiting[request.ReferenceId] = on_answer
        self.wire.to_server(request)
        return request.ReferenceId

    def forget(self, reference: int) -> None:
        """No longer wait for the answer to this request."""
        self._waiting.pop(reference, None)

    def receive(self, message: Message) -> None:
        """Take a message from Interaction Server."""
        if isinstance(message, open_media_events.EventAck | open_media_events.EventError):
            self._answer(message)
        else:
            self._dispatch(message)

    def _answer(self, message: open_media_events.EventAck | open_media_events.EventError) -> None:
        on_answer = self._waiting.pop(message.ReferenceId, None)
        if on_answer is not None:
            on_answer(message)
        elif isinstance(message, open_media_events.EventError):
            self._dispatch(message)

    def _wait_for_nothing(self) -> None:
        self._waiting.clear()


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


_MOST_UNANSWERED = 50


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
        for number in unanswered[:-_MOST_UNANSWERED]:
            del self._waiting[number]

    def _wait_for_nothing(self) -> None:
        for asked in self._waiting.values():
            self._stop(asked)
        self._waiting.clear()

    def _stop(self, asked: Asked) -> None:
        if asked.patience is not None:
            self._desk.clock.cancel(asked.patience)
            asked.patience = None


class Awaiting:
    """Asks one thing at a time and waits for its answer.

    Args:
        desk: the agent's desk; its assumptions say how long it waits.
        link: the link to Interaction Server.
        on_answer: is told the answer.
        on_silence: is told that none came.
        on_late: is told of an answer that comes after that, with the request.
    """

    def __init__(
        self,
        desk: Desk,
        link: InteractionServerLink,
        on_answer: Callable[[Message], None],
        on_silence: Callable[[], None],
        on_late: Callable[[Message, Message], None],
    ) -> None:
        self._desk = desk
        self._link = link
        self._on_answer = on_answer
        self._on_silence = on_silence
        self._on_late = on_late
        self._patience: Timer | None = None
        self._asked = 0

    def ask(self, request: OpenMediaRequest) -> None:
        """Send *request*; what was asked before is no longer awaited."""
        self.stop()
        self._asked = request.ReferenceId
        self._patience = self._desk.clock.call_later(
            self._desk.assumptions.answer_timeout, self._silence, f"answer to {request.name}"
        )
        self._link.ask(request, partial(self._answered, request))

    @property
    def waits(self) -> bool:
        """Whether an answer, or the end of the patience, is still to come."""
        return self._patience is not None

    def stop(self) -> None:
        """No longer wait."""
        if self._patience is not None:
            self.go_on()
            self._link.forget(self._asked)

    def go_on(self) -> None:
        """No longer wait; what is answered all the same comes late."""
        if self._patience is not None:
            self._desk.clock.cancel(self._patience)
            self._patience = None

    def _answered(self, request: OpenMediaRequest, answer: Message) -> None:
        if self._patience is None or request.ReferenceId != self._asked:
            self._on_late(request, answer)
        else:
            self.stop()
            self._on_answer(answer)

    def _silence(self) -> None:
        self._patience = None
        self._on_silence()
