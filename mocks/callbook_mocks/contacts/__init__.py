"""The contacts: people who asked for a callback, and what they do when their phone rings (E1, F3, F4)."""

from callbook_mocks.contacts.contact import (
    BEHAVIOUR_KINDS,
    NETWORK_REPORTS,
    Behaviour,
    BehaviourKind,
    Contact,
    Person,
    behaves,
)
from callbook_mocks.contacts.fiction import locales
from callbook_mocks.contacts.phone_book import PhoneBook
from callbook_mocks.contacts.provider import CallbackProvider

__all__ = [
    "BEHAVIOUR_KINDS",
    "NETWORK_REPORTS",
    "Behaviour",
    "BehaviourKind",
    "CallbackProvider",
    "Contact",
    "Person",
    "PhoneBook",
    "behaves",
    "locales",
]
