"""Where a number leads: to a DN, to the outside, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook_mocks.contacts import behaves
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.settings import WrongNumber
from callbook_mocks.voice_switch.state import DN

if TYPE_CHECKING:
    from callbook_mocks.contacts import Behaviour, Contact, PhoneBook
    from callbook_mocks.voice_switch.settings import SwitchSettings
    from callbook_mocks.voice_switch.state import State

_DIALLABLE = frozenset("+0123456789 -()/.")
_NOBODY = behaves("number does not exist")


@dataclass(frozen=True, slots=True)
class Outside:
    """A number in the telephone network, and what will happen when it is called.

    Attributes:
        contact: who has it, None when nobody has.
        behaviour: what happens.
    """

    number: str
    contact: Contact | None
    behaviour: Behaviour

    @property
    def exists(self) -> bool:
        """Whether somebody can be reached there."""
        return self.contact is not None and self.behaviour.kind != "number does not exist"


class Routing:
    """Finds out where numbers lead."""

    def __init__(self, state: State, contacts: PhoneBook, settings: SwitchSettings) -> None:
        self._state = state
        self._contacts = contacts
        self._settings = settings
        # Reading a telephone number costs more than the rest of a call; contacts never go away.
        self._found: dict[str, Contact] = {}

    def leads_to(self, number: str, caller: DN) -> DN | Outside:
        """Return where *number* leads when *caller* dials it.

        Raises:
            RequestRefused: 71, it leads nowhere, and this kind of switch knows it.
        """
        dn = self._state.dns.get(number)
        if dn is not None:
            if dn is caller:
                raise RequestRefused(ErrorCode.INVALID_CALLED_DN, f"{number} is the DN that calls")
            return dn
        outside = self._outside(number)
        if not outside.exists and (self._settings.wrong_number is WrongNumber.REFUSED or not _diallable(number)):
            raise RequestRefused(ErrorCode.INVALID_CALLED_DN, f"no DN and no telephone has the number {number}")
        return outside

    def contact(self, number: str) -> Contact | None:
        """Return the contact who has *number*."""
        found = self._found.get(number)
        if found is None:
            found = self._contacts.find(number)
            if found is not None:
                self._found[number] = found
        return found

    def _outside(self, number: str) -> Outside:
        contact = self.contact(number)
        if contact is None:
            return Outside(number, None, _NOBODY)
        if contact.person.phone_number in self._state.engaged:
            # Whoever is on the telephone is busy, whatever they would do otherwise.
            return Outside(number, contact, behaves("busy"))
        return Outside(number, contact, contact.behaviour)


def _diallable(number: str) -> bool:
    return _DIALLABLE.issuperset(number) and any(map(str.isdigit, number))
