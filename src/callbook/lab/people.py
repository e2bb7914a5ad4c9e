"""The contacts of a lab: made by the kit's Faker provider, the same ones for the same seed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from callbook_mocks.contacts import Contact, Person, PhoneBook, behaves

if TYPE_CHECKING:
    from faker import Faker

    from callbook_mocks.contacts import Behaviour

DEFAULT_LOCALE = "en_GB"


class People:
    """Makes contacts and enters them into the phone book.

    Args:
        seed: decides all of them.
        region: where numbers without a country are dialled, two letters; None where nobody can.
    """

    def __init__(self, seed: int, region: str | None = None) -> None:
        self._seed = seed
        self._made = 0
        self.phone_book = PhoneBook(region)

    def contact(
        self, name: str | None = None, *, locale: str = DEFAULT_LOCALE, behaviour: Behaviour | None = None
    ) -> Contact:
        """Return a new contact, called *name* if one is given, who does *behaviour* when called (default: answers)."""
        person = self._person(locale)
        while self.phone_book.find(person.phone_number) is not None:
            person = self._person(locale)
        if name is not None:
            person = Person(
                name=name,
                phone_number=person.phone_number,
                locale=person.locale,
                time_zone=person.time_zone,
                reason=person.reason,
                wished_time=person.wished_time,
            )
        return self.phone_book.add(Contact(person, behaviour or behaves("answers")))

    def _person(self, locale: str) -> Person:
        self._made += 1
        source = _faker(locale)
        # Each person has a seed of their own: a generator that labs share still gives every lab the same people.
        source.seed_instance(f"{self._seed}-{locale}-{self._made}")
        person: Person = source.callback_person(locale)
        return person


@cache
def _faker(locale: str) -> Faker:
    from faker import Faker  # noqa: PLC0415 - takes a tenth of a start, and is needed with the first contact

    from callbook_mocks.contacts import CallbackProvider  # noqa: PLC0415 - brings Faker along

    source = Faker(locale)
    source.add_provider(CallbackProvider)
    return source
