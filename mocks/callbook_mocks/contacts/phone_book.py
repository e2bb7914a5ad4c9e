"""Who has which number: the outside that the voice switch dials into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown, e164

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook_mocks.contacts.contact import Behaviour, Contact


class PhoneBook:
    """Contacts by phone number, however the number is written.

    Numbers without a country are read in *region* (two letters), where one is given.
    """

    def __init__(self, region: str | None = None) -> None:
        """Begin without contacts."""
        self.region = region
        self._contacts: dict[str, Contact] = {}
        self._changed: dict[str, Contact] = {}

    def add(self, contact: Contact) -> Contact:
        """Enter *contact* under their number, and return them.

        Raises:
            BadInput: the number is none, or somebody else has it.
        """
        number = e164(contact.person.phone_number, self.region, where=f"contact {contact.person.name!r}")
        holder = self._contacts.setdefault(number, contact)
        if holder is not contact:
            where = f"contact {contact.person.name!r}"
            raise BadInput("phone number", number, where=where, accepted=f"another one, {holder.person.name} has it")
        self._changed[number] = contact
        return contact

    def find(self, number: str) -> Contact | None:
        """Return who has *number*; None when nobody has it, or it is no number at all (a DN, say)."""
        try:
            return self._contacts.get(e164(number, self.region))
        except BadInput:
            return None

    def plays(self, number: str, behaviour: Behaviour) -> Contact:
        """Let the contact who has *number* do *behaviour* from the next call on.

        Raises:
            Unknown: nobody has that number.
        """
        contact = self.find(number)
        if contact is None:
            raise Unknown("contact with the phone number", number, self._contacts)
        contact.behaviour = behaviour
        self._changed[contact.person.phone_number] = contact
        return contact

    def changed(self) -> tuple[Contact, ...]:
        """Return who was entered, or told to do something else, since this was last asked."""
        changed = tuple(self._changed.values())
        self._changed.clear()
        return changed

    def __iter__(self) -> Iterator[Contact]:
        """Yield the contacts in the order in which they were added."""
        return iter(self._contacts.values())

    def __len__(self) -> int:
        """Return how many contacts there are."""
        return len(self._contacts)
