"""The contacts: people who asked for a callback, and what they do when their phone rings (E1, F3, F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

from callbook_mocks.contacts.contact import (
    BEHAVIOUR_KINDS,
    NETWORK_REPORTS,
    Behaviour,
    BehaviourKind,
    Contact,
    Person,
    behaves,
)
from callbook_mocks.contacts.fiction import FICTION_RANGES, FictionRange, locales
from callbook_mocks.contacts.phone_book import PhoneBook

if TYPE_CHECKING:
    from callbook_mocks.contacts.provider import CallbackProvider

# Only who invents people waits for Faker.
__getattr__ = lazy_loader.attach(__name__, submod_attrs={"provider": ["CallbackProvider"]})[0]

__all__ = [
    "BEHAVIOUR_KINDS",
    "FICTION_RANGES",
    "NETWORK_REPORTS",
    "Behaviour",
    "BehaviourKind",
    "CallbackProvider",
    "Contact",
    "FictionRange",
    "Person",
    "PhoneBook",
    "behaves",
    "locales",
]
