"""The contacts: people who asked for a callback, and what they do when their phone rings (E1, F3, F4)."""

from callbook.phone_number import e164
from callbook_mocks.contacts.behaviour import (
    KINDS,
    NETWORK_REPORTS,
    Behaviour,
    Kind,
    NetworkReport,
    behaves,
)
from callbook_mocks.contacts.contact import Contact
from callbook_mocks.contacts.fiction import FICTION_RANGES, FictionRange, is_reserved_for_fiction, locales
from callbook_mocks.contacts.person import Person
from callbook_mocks.contacts.phone_book import PhoneBook
from callbook_mocks.contacts.provider import CallbackProvider

__all__ = [
    "FICTION_RANGES",
    "KINDS",
    "NETWORK_REPORTS",
    "Behaviour",
    "CallbackProvider",
    "Contact",
    "FictionRange",
    "Kind",
    "NetworkReport",
    "Person",
    "PhoneBook",
    "behaves",
    "e164",
    "is_reserved_for_fiction",
    "locales",
]
