"""The door ``responses``: what Python code sends with ``requests`` reaches a contact centre in the same process."""

from callbook.interception.expected import entry, message
from callbook.interception.mocked import Addresses, Mocked, mocked

__all__ = ["Addresses", "Mocked", "entry", "message", "mocked"]
