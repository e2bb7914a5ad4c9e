"""Catalogues of privileges and options, and the configuration of a contact centre (P, O and C clauses)."""

from callbook.configuration.bell import Bell
from callbook.configuration.colour import Colour
from callbook.configuration.configuration import Configuration
from callbook.configuration.contact_center import Agent, ContactCenter, Queue, Strategy, Transaction
from callbook.configuration.explanation import Explanation
from callbook.configuration.levels import Level
from callbook.configuration.option import Moment
from callbook.configuration.options import OPTIONS
from callbook.configuration.privileges import PRIVILEGES
from callbook.configuration.roles import Denial
from callbook.configuration.snapshot import Snapshot

__all__ = [
    "OPTIONS",
    "PRIVILEGES",
    "Agent",
    "Bell",
    "Colour",
    "Configuration",
    "ContactCenter",
    "Denial",
    "Explanation",
    "Level",
    "Moment",
    "Queue",
    "Snapshot",
    "Strategy",
    "Transaction",
]
