"""The website of a run, as people and browsers use it: it hands callbacks in through a capture point (E1)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.lab import WEBSITE, NotSubmitted
from callbook_mocks.website import FormRules, SoapRefused, Website, soap, submission

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook_mocks.website import CallbackForm, CallbackWish


@dataclass(frozen=True, slots=True)
class Booking:
    """A callback that was taken.

    Attributes:
        reference: its InteractionId.
        wish: what was understood.
    """

    reference: str
    wish: CallbackWish


class CallMeBack:
    """The website whose callbacks go into one queue.

    Args:
        lab: the contact centre.
        queue: the queue.
        process: tells the tokens of one process from those of the one before it, where runs outlive their process.
        remembered: how many submissions are known when they come again.

    Attributes:
        rules: what the form takes.

    Raises:
        Unknown: when there is no such queue.
    """

    def __init__(self, lab: Lab, queue: str, process: str = "", remembered: int = 10_000) -> None:
        self._lab = lab
        self._process = process
        self._remembered = remembered
        self._tenant = lab.configuration.queue(queue).tenant
        self._queue = queue
        self._shown = 0
        self._bookings: OrderedDict[str, Booking] = OrderedDict()
        self.rules = FormRules(region=lab.contact_center.region)
        self._keys = lab.contact_center.keys

    def new_submission(self) -> str:
        """Return a token for a form that is shown: handed in twice, it makes one callback."""
        self._shown += 1
        return f"{self._process}{self._lab.clock.instant:x}-{self._shown}"

    def book(self, form: CallbackForm, token: str) -> Booking:
        """Hand in a form; the same submission again is the same callback.

        Raises:
            FormRefused: when a field cannot be used.
            NotSubmitted: when Interaction Server does not take it.
        """
        known = self._bookings.get(token)
        return known or self._remember(token, self._book(form, token))

    def booking(self, reference: str) -> Booking | None:
        """Return a callback that was taken here, as far as it is remembered."""
        return next((kept for kept in self._bookings.values() if kept.reference == reference), None)

    def cancel(self, reference: str) -> None:
        """Take a callback back.

        Raises:
            NotSubmitted: when Interaction Server refuses.
        """
        self._ask(soap.stop(reference, "CancelledByContact", f"urn:callbook:cancellation:{reference}"), "cancelled")

    def _book(self, form: CallbackForm, token: str) -> Booking:
        answers: list[dict[str, str]] = []

        def hand_in(user_data: dict[str, str | int]) -> None:
            request = submission(self._tenant, self._queue, user_data, 1)  # SOAP has no references
            answers.append(self._ask(soap.submit(request, f"urn:callbook:submission:{token}"), "scheduled"))

        wish = Website(self._tenant, self._queue, hand_in, self._lab.clock.now, self.rules, self._keys).schedule(form)
        return Booking(answers[0]["InteractionId"], wish)

    def _ask(self, envelope: bytes, what: str) -> dict[str, str]:
        answer = self._lab.capture_point(WEBSITE).answer(envelope)
        try:
            return soap.extension(answer.body)
        except SoapRefused as refused:
            raise NotSubmitted(f"Your callback could not be {what}: {refused.description}") from refused

    def _remember(self, token: str, booking: Booking) -> Booking:
        self._bookings[token] = booking
        if len(self._bookings) > self._remembered:
            self._bookings.popitem(last=False)
        return booking
