"""What a trainer does beside the desks: plays the contacts, or lets them call in by themselves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown, instant_of
from callbook.lab import OpenInteractions, ShowInteraction
from callbook_mocks.contacts import BEHAVIOUR_KINDS, behaves, locales

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook.notebook.desk.page_messages import ContactPlays
    from callbook_mocks.contacts import Behaviour, BehaviourKind, Contact


_NAME_AT_MOST = 100


_SECOND = 1_000
_FIRST_AFTER = 5 * _SECOND
_MOST_AT_A_TIME = 8
_TALKS_FOR = (45 * _SECOND, 150 * _SECOND)
_HABITS: dict[BehaviourKind, int] = {
    "answers": 12,
    "does not answer": 2,
    "busy": 2,
    "answering machine": 1,
    "rejects the call": 1,
    "number does not exist": 1,
}
"""What contacts do when called, and how often in proportion."""


class Trainer:
    """Plays the contacts of a lab.

    Args:
        lab: the contact centre.
        queue: where their callbacks go.
        arrivals: the contacts who call in by themselves.
    """

    def __init__(self, lab: Lab, queue: str, arrivals: Arrivals) -> None:
        self._lab = lab
        self._queue = queue
        self._arrivals = arrivals

    def play(self, message: ContactPlays) -> None:
        """Let a contact do something.

        Raises:
            CallbookError: when the contact cannot; nothing has changed then.
        """
        match message.do:
            case "schedule":
                self._schedule(message)
            case "behave":
                self._lab.plays(self._contact(message.on), behaves(_kind(message.behaviour)))
            case "hang up":
                self._lab.hang_up(self._number(message.on))
            case "cancel":
                self._lab.ask(ShowInteraction(message.on))
                self._lab.cancel(message.on, queue=self._queue)
            case _:  # by themselves
                self._arrivals.switch(wanted=message.wanted)

    def _schedule(self, message: ContactPlays) -> None:
        if len(message.name) > _NAME_AT_MOST:
            raise BadInput("name", message.name, where="contact", accepted=f"at most {_NAME_AT_MOST} characters")
        behaviour = behaves(_kind(message.behaviour))
        contact = self._lab.contact(message.name.strip() or None, behaviour=behaviour)
        self._lab.schedule(contact, message.wished_time, queue=self._queue)

    def _number(self, interaction_id: str) -> str:
        data = self._lab.ask(ShowInteraction(interaction_id)).UserData
        return str(data.get("customer_number", ""))

    def _contact(self, interaction_id: str) -> Contact:
        number = self._number(interaction_id)
        contact = self._lab.people.phone_book.find(number)
        if contact is None:
            numbers = (each.person.phone_number for each in self._lab.people.phone_book)
            raise Unknown("contact with the phone number", number, numbers)
        return contact


def _kind(text: str) -> BehaviourKind:
    if text not in BEHAVIOUR_KINDS:
        raise Unknown("behaviour of a contact", text, BEHAVIOUR_KINDS)
    return text


class Arrivals:
    """Decides who calls in, and when.

    Args:
        lab: where they call in.
        queue: where their callbacks go.
        every: virtual seconds between two contacts, on average; 0 for nobody.
    """

    def __init__(self, lab: Lab, queue: str, every: int) -> None:
        self._lab = lab
        self._queue = queue
        self._every = every or 90
        self._source = Random(f"{lab.seed} arrivals {instant_of(lab.start)}")  # noqa: S311 - play, not secrets
        self.wanted = every > 0
        self.next = lab.clock.instant + _FIRST_AFTER

    def switch(self, *, wanted: bool) -> None:
        """Let contacts call in by themselves, or not."""
        self.wanted = wanted
        self.next = max(self.next, self._lab.clock.instant + _FIRST_AFTER)

    def call_in(self) -> None:
        """Let one contact schedule a callback, unless as many as can be watched are there already.

        Raises:
            NotSubmitted: when Interaction Server does not take it.
        """
        lab, source = self._lab, self._source
        self.next = lab.clock.instant + source.randint(self._every // 2, self._every * 3 // 2) * _SECOND
        locale, behaviour = source.choice(locales()), self._behaviour()
        if len(lab.ask(OpenInteractions())) < _MOST_AT_A_TIME:
            lab.schedule(lab.contact(locale=locale, behaviour=behaviour), queue=self._queue)

    def _behaviour(self) -> Behaviour:
        kind = self._source.choices(tuple(_HABITS), tuple(_HABITS.values()))[0]
        talks_for = self._source.randint(*_TALKS_FOR)
        return behaves(kind, hangs_up_after=talks_for if kind == "answers" else None)
