"""The desktop's end of a wire: numbers its requests and finds the request that an answer belongs to.

Whoever waits for an answer of Interaction Server has patience that ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook.messages import open_media_events, t_library_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Journal, Timer, Wire
    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.messages.t_library import TLibraryRequest
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
        self._waiting: dict[int, tuple[Callable[..., None], tuple[object, ...]]] = {}

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
        self._waiting.clear()
        self._host.unreachable()

    def forget(self, reference: int) -> None:
        """No longer wait for the answer to this request."""
        self._waiting.pop(reference, None)

    def _dispatch(self, message: Message) -> None:
        if not self._host.take(message):
            self.ignore(message)

    def ignore(self, message: Message) -> None:
        """Note that *message* means nothing here."""
        self._journal.note(self.wire.client, "ignored", f"{message.name}: nothing here waits for it")


class InteractionServerLink(Link):
    """The link to Interaction Server: every request is answered by EventAck or EventError."""

    def ask(self, request: OpenMediaRequest, on_answer: Callable[[Message], None] | None = None) -> int:
        """Return the number of *request*, which is sent; its answer is handed to *on_answer*."""
        if on_answer is not None:
            self._waiting[request.ReferenceId] = (on_answer, ())
        self.wire.to_server(request)
        return request.ReferenceId

    def receive(self, message: Message) -> None:
        """Take a message from Interaction Server."""
        if isinstance(message, open_media_events.EventAck | open_media_events.EventError):
            self._answer(message)
        else:
            self._dispatch(message)

    def _answer(self, message: open_media_events.EventAck | open_media_events.EventError) -> None:
        waiting = self._waiting.pop(message.ReferenceId, None)
        if waiting is not None:
            on_answer, arguments = waiting
            on_answer(*arguments, message)
        elif isinstance(message, open_media_events.EventError):
            self._dispatch(message)


class VoiceSwitchLink(Link):
    """The link to the voice switch: a request is answered by the first event that carries its ReferenceID."""

    def ask(self, request: TLibraryRequest, on_answer: Callable[..., None] | None = None, *arguments: object) -> None:
        """Send *request*; call *on_answer* with *arguments* and the event that answers it."""
        if on_answer is not None:
            self._waiting[request.ReferenceID] = (on_answer, arguments)
        self.wire.to_server(request)

    def await_next(self, reference: int, on_answer: Callable[..., None], *arguments: object) -> None:
        """Call *on_answer* with *arguments* and the next event of this ReferenceID, too."""
        self._waiting[reference] = (on_answer, arguments)

    def receive(self, message: Message) -> None:
        """Take a message from the voice switch."""
        reference: int = getattr(message, "ReferenceID", 0)
        waiting = self._waiting.pop(reference, None) if reference else None
        if waiting is not None:
            on_answer, arguments = waiting
            on_answer(*arguments, message)
        if waiting is None or not isinstance(message, t_library_events.EventError):
            self._dispatch(message)


class Awaiting:
    """Asks one thing at a time and waits for its answer.

    Args:
        desk: the agent's desk; its assumptions say how long it waits.
        link: the link to Interaction Server.
        on_answer: is told the answer.
        on_silence: is told that none came.
    """

    def __init__(
        self,
        desk: Desk,
        link: InteractionServerLink,
        on_answer: Callable[[Message], None],
        on_silence: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._link = link
        self._on_answer = on_answer
        self._on_silence = on_silence
        self._patience: Timer | None = None
        self._asked = 0

    def ask(self, request: OpenMediaRequest) -> None:
        """Send *request*; what was asked before is no longer awaited."""
        self.stop()
        self._asked = request.ReferenceId
        self._patience = self._desk.clock.call_later(
            self._desk.assumptions.answer_timeout, self._silence, f"answer to {request.name}"
        )
        self._link.ask(request, self._answered)

    def stop(self) -> None:
        """No longer wait."""
        if self._patience is not None:
            self._desk.clock.cancel(self._patience)
            self._patience = None
            self._link.forget(self._asked)

    def _answered(self, answer: Message) -> None:
        self.stop()
        self._on_answer(answer)

    def _silence(self) -> None:
        self._patience = None
        self._link.forget(self._asked)
        self._on_silence()
