"""The contacts: people who asked for a callback, and what they do when their phone rings (E1, F3, F4)."""

from callbook_mocks.contacts.behaviour import Behaviour, Kind, behaves
from callbook_mocks.contacts.contact import Contact
from callbook_mocks.contacts.fiction import is_reserved_for_fiction, locales
from callbook_mocks.contacts.person import Person
from callbook_mocks.contacts.phone_book import PhoneBook
from callbook_mocks.contacts.provider import CallbackProvider

__all__ = [
    "Behaviour",
    "CallbackProvider",
    "Contact",
    "Kind",
    "Person",
    "PhoneBook",
    "behaves",
    "is_reserved_for_fiction",
    "locales",
]
