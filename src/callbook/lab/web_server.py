"""The websites as clients of Interaction Server: media servers that submit callbacks (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.core import CallbookError
from callbook.messages.open_media import OpenMediaRequest, ReasonInfo, RequestStopProcessing
from callbook.messages.open_media_events import EventAck, EventError
from callbook_mocks.website import CallbackForm, CallbackWish, FormRules, Website, submission

if TYPE_CHECKING:
    from callbook.configuration import AttachedKeys
    from callbook.core import Clock, Wire
    from callbook.messages import Message


WEBSITE = "Website"


class Websites(msgspec.Struct, frozen=True):
    """The websites that were opened, each under the queue that its callbacks go into.

    Attributes:
        clients: the name of each as a client of Interaction Server: only under it may a callback be taken back.
        reference: the highest ReferenceId of them all. Whoever goes on where another process stopped begins behind it:
            the server would take a ReferenceId that comes again for a repetition (F10).
    """

    clients: dict[str, str] = {}
    reference: int = 0

    def client(self, queue: str) -> str:
        """Return the name of the website for this queue, opened or not."""
        return self.clients.get(queue) or (f"{WEBSITE} ({queue})" if self.clients else WEBSITE)


class NotSubmitted(CallbookError):  # noqa: N818 - names what happened
    """The website could not hand a callback in; the contact is asked to try again later (E2)."""


class WebServer:
    """One tenant's website with its wire.

    Args:
        tenant: whose website it is.
        queue: where its callbacks go.
        wire: its wire to Interaction Server.
        clock: the one clock.
        rules: what the form takes.
        keys: under which keys it attaches what the contact has filled in.
        reference: the last ReferenceId that was used on this wire, if it goes on where another process stopped.

    Attributes:
        reference: the ReferenceId of the last request.
        submitted: the InteractionIds of the callbacks that were taken, in order.
        refused: what the server said of those that were not.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - three of them have a default
        self,
        tenant: str,
        queue: str,
        wire: Wire,
        clock: Clock,
        rules: FormRules | None = None,
        keys: AttachedKeys | None = None,
        *,
        reference: int = 0,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._site = Website(tenant, queue, self._submit, clock.now, rules, keys)
        self.reference = reference
        self.submitted: list[str] = []
        self.refused: list[str] = []

    def schedule(self, form: CallbackForm) -> CallbackWish:
        """Take what a contact has filled in, and submit it.

        Raises:
            FormRefused: when a field cannot be used; nothing was submitted.
            NotSubmitted: when Interaction Server cannot be reached, refuses, or does not answer at once.
        """
        taken, refusals = len(self.submitted), len(self.refused)
        wish = self._site.schedule(form)
        self._clock.settle()
        if len(self.refused) > refusals:
            raise NotSubmitted(f"Your callback could not be scheduled: {self.refused[-1]}")
        if len(self.submitted) == taken:
            raise NotSubmitted("Your callback has not been confirmed yet.")
        return wish

    def cancel(self, interaction_id: str) -> None:
        """Let a contact take a callback back: whoever has it loses it.

        Raises:
            NotSubmitted: when Interaction Server cannot be reached, or refuses.
        """
        refusals = len(self.refused)
        reason = ReasonInfo(ReasonSystemName="CancelledByContact")
        self._send(
            RequestStopProcessing(ReferenceId=self._next_reference(), InteractionId=interaction_id, Reason=reason)
        )
        self._clock.settle()
        if len(self.refused) > refusals:
            raise NotSubmitted(f"Your callback could not be cancelled: {self.refused[-1]}")

    def receive(self, message: Message) -> None:
        """Take the server's answer."""
        if isinstance(message, EventAck) and message.Extension is not None:
            self.submitted.append(str(message.Extension["InteractionId"]))
        elif isinstance(message, EventError):
            self.refused.append(f"{message.ErrorCode} {message.ErrorDescription}")

    def connected(self) -> None:
        """Learn that the server can be reached: nothing to do until a contact comes."""

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached: the next contact is told."""

    def _submit(self, data: dict[str, str | int]) -> None:
        self._send(submission(self._site.tenant, self._site.queue, data, self._next_reference()))

    def _send(self, request: OpenMediaRequest) -> None:
        if not self._wire.up:
            raise NotSubmitted("Your request could not be taken: the service is not available. Try again later.")
        self._wire.to_server(request)

    def _next_reference(self) -> int:
        self.reference += 1
        return self.reference
