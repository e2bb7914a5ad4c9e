"""The kit's Faker provider: people who wish to be called back, with numbers that reach nobody."""

from __future__ import annotations

from typing import Final

from faker import Faker, Generator
from faker.providers import BaseProvider

from callbook.core import Unknown
from callbook_mocks.contacts.contact import Person
from callbook_mocks.contacts.fiction import FICTION_RANGES, FictionRange, locales

REASONS: Final = (
    "Question about an invoice",
    "Delivery has not arrived",
    "Change of address",
    "Cancel a contract",
    "Help with a login",
    "Complaint about a repair",
    "Offer for a new contract",
    "Report a fault",
)
WISHED_TIMES: Final = (
    "now",
    "now",
    "in 30 minutes",
    "in 2 hours",
    "tomorrow at 09:30",
    "tomorrow at 13:00",
    "tomorrow at 17:45",
)


class CallbackProvider(BaseProvider):
    """Makes :class:`Person` values; the same seed of the Faker gives the same people.

    Add it with ``faker.add_provider(CallbackProvider)``, then call ``faker.callback_person()`` or, for short,
    ``faker.callback()``.
    """

    def __init__(self, generator: Generator) -> None:
        """Become a provider of *generator*; Fakers of other locales are made when they are first needed."""
        super().__init__(generator)
        self._fakers: dict[str, Faker] = {}

    def callback_person(self, locale: str | None = None) -> Person:
        """Return a person of *locale*; without one, of the locale of the Faker.

        Raises:
            Unknown: we know of no numbers reserved for fiction in that locale.
        """
        spoken = (locale or self._own_locale()).replace("-", "_")
        ranges = [run for run in FICTION_RANGES if run.locale == spoken]
        if not ranges:
            raise Unknown("locale with phone numbers reserved for fiction", spoken, locales())
        run: FictionRange = self.random_element(ranges)
        return Person(
            name=self._name(spoken),
            phone_number=run.number(self.random_int(0, run.size - 1)),
            locale=spoken,
            time_zone=run.time_zone,
            reason=self.random_element(REASONS),
            wished_time=self.random_element(WISHED_TIMES),
        )

    def callback(self, locale: str | None = None) -> Person:
        """Return a person, as :meth:`callback_person`."""
        return self.callback_person(locale)

    def _own_locale(self) -> str:
        # A Faker keeps its locale to itself; of its providers, the one for phone numbers knows all of our locales.
        return getattr(self.generator.provider("faker.providers.phone_number"), "__lang__", None) or ""

    def _name(self, locale: str) -> str:
        if locale == self._own_locale():
            return str(self.generator.name())
        if locale not in self._fakers:
            self._fakers[locale] = Faker(locale)
        faker = self._fakers[locale]
        # The seed comes out of our own seeded stream, so that the name depends on that seed alone.
        faker.seed_instance(self.random_int(0, 2**32))
        return faker.name()
