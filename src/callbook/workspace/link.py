"""The desktop's end of a wire: numbers its requests and finds the request that an answer belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages import open_media_events, t_library_events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Journal, Wire
    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.messages.t_library import TLibraryRequest


class Link:
    """What both links have.

    Args:
        wire: the wire to the server.
        journal: where messages that mean nothing are noted.
        handlers: what to do with an event of each type.
        on_connected: what to do when the server can be reached.
        on_disconnected: what to do when it no longer can.
    """

    def __init__(
        self,
        wire: Wire,
        journal: Journal,
        handlers: Mapping[type[Message], Callable[..., None]],
        on_connected: Callable[[], None],
        on_disconnected: Callable[[], None],
    ) -> None:
        self.wire = wire
        self.up = False
        self._journal = journal
        self._handlers = handlers
        self._on_connected = on_connected
        self._on_disconnected = on_disconnected
        self._reference = 0
        self._waiting: dict[int, Callable[[Message], None]] = {}

    def reference(self) -> int:
        """Return the next request its number."""
        self._reference += 1
        return self._reference

    def connected(self) -> None:
        """Learn that the server can be reached."""
        self.up = True
        self._on_connected()

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached; nobody answers any more."""
        self.up = False
        self._waiting.clear()
        self._on_disconnected()

    def forget(self, reference: int) -> None:
        """No longer wait for the answer to this request."""
        self._waiting.pop(reference, None)

    def _dispatch(self, message: Message) -> None:
        handler = self._handlers.get(type(message))
        if handler is None:
            self.ignore(message)
        else:
            handler(message)

    def ignore(self, message: Message) -> None:
        """Note that *message* means nothing here."""
        self._journal.note(self.wire.client, "ignored", f"{message.name}: nothing here waits for it")


class InteractionServerLink(Link):
    """The link to Interaction Server: every request is answered by EventAck or EventError."""

    def ask(self, request: OpenMediaRequest, on_answer: Callable[[Message], None] | None = None) -> int:
        """Return the number of *request*, which is sent; its answer is handed to *on_answer*."""
        if on_answer is not None:
            self._waiting[request.ReferenceId] = on_answer
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
            waiting(message)
        elif isinstance(message, open_media_events.EventError):
            self._dispatch(message)


class VoiceSwitchLink(Link):
    """The link to the voice switch: a request is answered by the first event that carries its ReferenceID."""

    def ask(self, request: TLibraryRequest, on_answer: Callable[[Message], None] | None = None) -> None:
        """Send *request*; hand the event that answers it to *on_answer*."""
        if on_answer is not None:
            self._waiting[request.ReferenceID] = on_answer
        self.wire.to_server(request)

    def await_next(self, reference: int, on_answer: Callable[[Message], None]) -> None:
        """Hand the next event with this ReferenceID to *on_answer*, too."""
        self._waiting[reference] = on_answer

    def receive(self, message: Message) -> None:
        """Take a message from the voice switch."""
        reference: int = getattr(message, "ReferenceID", 0)
        waiting = self._waiting.pop(reference, None) if reference else None
        if waiting is not None:
            waiting(message)
        if waiting is None or not isinstance(message, t_library_events.EventError):
            self._dispatch(message)
