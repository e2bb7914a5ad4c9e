"""The contacts: people who asked for a callback, and what they do when their phone rings (E1, F3, F4)."""

from callbook_mocks.contacts.behaviour import KINDS, NETWORK_REPORTS, Behaviour, Kind, behaves
from callbook_mocks.contacts.contact import Contact
from callbook_mocks.contacts.fiction import locales
from callbook_mocks.contacts.person import Person
from callbook_mocks.contacts.phone_book import PhoneBook
from callbook_mocks.contacts.provider import CallbackProvider

__all__ = [
    "KINDS",
    "NETWORK_REPORTS",
    "Behaviour",
    "CallbackProvider",
    "Contact",
    "Kind",
    "Person",
    "PhoneBook",
    "behaves",
    "locales",
]
