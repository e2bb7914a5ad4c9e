"""A callback that can be made: a form that was found good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class CallbackWish:
    """Who is to be called, when and why.

    Attributes:
        name: without spaces around it, never empty.
        phone_number: E.164.
        reason: may be empty.
        start_time: UTC, whole seconds; not before this moment.
        time_zone: IANA name of the contact's zone.
        end_time: UTC, whole seconds; not after this moment. None when it does not matter.
        email: None when none was given.
    """

    name: str
    phone_number: str
    reason: str
    start_time: datetime
    time_zone: str
    end_time: datetime | None = None
    email: str | None = None
