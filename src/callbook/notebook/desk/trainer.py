"""What a trainer does beside the desks: plays the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown
from callbook.lab import ShowInteraction
from callbook_mocks.contacts import KINDS, behaves

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook.notebook.desk.arrivals import Arrivals
    from callbook.notebook.desk.page_messages import ContactPlays
    from callbook_mocks.contacts import Contact, Kind

_NAME_AT_MOST = 100


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


def _kind(text: str) -> Kind:
    if text not in KINDS:
        raise Unknown("behaviour of a contact", text, KINDS)
    return text
