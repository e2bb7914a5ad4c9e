"""Waiting for an answer of Interaction Server, with patience that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Timer
    from callbook.messages import Message
    from callbook.messages.open_media import OpenMediaRequest
    from callbook.workspace.desk import Desk
    from callbook.workspace.link import InteractionServerLink


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
