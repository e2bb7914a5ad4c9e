"""The desktop's end of the wire to Interaction Server: every request is awaited, and finds its answer.

The patience with it ends: then whoever asked is told, or else the agent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from callbook.messages import open_media_events
from callbook.messages.open_media import RequestAgentLogout
from callbook.workspace.link import MOST_UNANSWERED, Host, Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Timer, Wire
    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.workspace.desk import Desk


class InteractionServerHost(Host, Protocol):
    """Whose link to Interaction Server it is."""

    def not_logged_in(self) -> None:
        """Learn that the server knows the agent not, or no longer, as logged in."""
        ...


_NOT_LOGGED_IN = 105
_ANSWERS = (open_media_events.EventAck, open_media_events.EventError)


@dataclass(slots=True)
class Unanswered:
    """A request to Interaction Server that was not answered yet.

    Attributes:
        request: what was asked.
        on_answer: is handed the answer, in time or late; None where nobody wants it.
        on_silence: is told that none came in time; None where the agent is told.
        patience: runs until then.
    """

    request: OpenMediaRequest
    on_answer: Callable[[Message], None] | None
    on_silence: Callable[[], None] | None
    patience: Timer | None = None


class InteractionServerLink(Link):
    """The link to Interaction Server: every request is answered by EventAck or EventError.

    Args:
        wire: the wire to the server.
        desk: the agent's desk; its assumptions say how long the link waits.
        host: whose link it is.
    """

    def __init__(self, wire: Wire, desk: Desk, host: InteractionServerHost) -> None:
        super().__init__(wire, desk.journal, host)
        self._desk = desk
        self._its_host = host
        self._waiting: dict[int, Unanswered] = {}

    def ask(
        self,
        request: OpenMediaRequest,
        on_answer: Callable[[Message], None] | None = None,
        on_silence: Callable[[], None] | None = None,
    ) -> None:
        """Send *request*; its answer is handed to *on_answer*, and *on_silence* is told if none comes in time."""
        asked = self._waiting[request.ReferenceId] = Unanswered(request, on_answer, on_silence)
        asked.patience = self._desk.clock.call_later(
            self._desk.assumptions.answer_timeout, self._silence, f"answer to {request.name}", asked
        )
        self.wire.to_server(request)

    def waits_for(self, reference: int) -> bool:
        """Return whether an answer to this request, or the end of the patience with it, is still to come."""
        asked = self._waiting.get(reference)
        return asked is not None and asked.patience is not None

    def forget(self, reference: int) -> None:
        """No longer wait for the answer to this request."""
        asked = self._waiting.pop(reference, None)
        if asked is not None:
            self._stop(asked)

    def receive(self, message: Message) -> None:
        """Take a message from Interaction Server."""
        if isinstance(message, _ANSWERS):
            self._answer(message)
        else:
            self._dispatch(message)

    def _answer(self, message: open_media_events.EventAck | open_media_events.EventError) -> None:
        asked = self._waiting.pop(message.ReferenceId, None)
        if asked is not None:
            self._stop(asked)
        if asked is not None and asked.on_answer is not None:
            asked.on_answer(message)
        elif isinstance(message, open_media_events.EventError):
            self._dispatch(message)
        if asked is not None and _says_not_logged_in(message, asked.request):
            self._its_host.not_logged_in()

    def _silence(self, asked: Unanswered) -> None:
        asked.patience = None
        if asked.on_silence is None:
            self._desk.note("trouble", f"Interaction Server does not answer {asked.request.name}")
        else:
            asked.on_silence()
        unanswered = [number for number, each in self._waiting.items() if each.patience is None]
        for number in unanswered[:-MOST_UNANSWERED]:
            del self._waiting[number]

    def _wait_for_nothing(self) -> None:
        for asked in self._waiting.values():
            self._stop(asked)
        self._waiting.clear()

    def _stop(self, asked: Unanswered) -> None:
        if asked.patience is not None:
            self._desk.clock.cancel(asked.patience)
            asked.patience = None


def _says_not_logged_in(answer: Message, request: OpenMediaRequest) -> bool:
    """Return whether *answer* says what the desktop did not want: to a logout it is as good as an acknowledgement."""
    refused = isinstance(answer, open_media_events.EventError) and answer.ErrorCode == _NOT_LOGGED_IN
    return refused and not isinstance(request, RequestAgentLogout)


class Awaiting:
    """Asks Interaction Server one thing at a time and waits for its answer.

    Args:
        link: the link to Interaction Server.
        on_answer: is told the answer.
        on_silence: is told that none came.
        on_late: is told of an answer that comes after that, with the request.
    """

    def __init__(
        self,
        link: InteractionServerLink,
        on_answer: Callable[[Message], None],
        on_silence: Callable[[], None],
        on_late: Callable[[Message, Message], None],
    ) -> None:
        self._link = link
        self._on_answer = on_answer
        self._on_silence = on_silence
        self._on_late = on_late
        self._asked = 0  # 0 while nothing is awaited

    def ask(self, request: OpenMediaRequest) -> None:
        """Send *request*; what was asked before is no longer awaited."""
        self.stop()
        self._asked = request.ReferenceId
        self._link.ask(request, partial(self._answered, request), self._silence)

    @property
    def waits(self) -> bool:
        """Whether an answer, or the end of the patience, is still to come."""
        return self._link.waits_for(self._asked)

    def stop(self) -> None:
        """No longer wait."""
        if self._asked:
            self._link.forget(self._asked)
            self._asked = 0

    def _answered(self, request: OpenMediaRequest, answer: Message) -> None:
        if request.ReferenceId != self._asked:
            self._on_late(request, answer)
        else:
            self._asked = 0
            self._on_answer(answer)

    def _silence(self) -> None:
        self._asked = 0
        self._on_silence()
