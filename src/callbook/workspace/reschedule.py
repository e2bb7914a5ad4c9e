"""A new date, and perhaps a new number, for a callback (F7): checked when set, carried out at Mark Done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callbook.core import BadInput, Frozen, e164

if TYPE_CHECKING:
    from collections.abc import Mapping

STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Reschedule(Frozen):
    """What was agreed: the moment (aware, UTC) and the number to call."""

    moment: datetime
    phone_number: str

    def properties(self) -> dict[str, str | int]:
        """Return the properties of the callback record that change (facts, section 7)."""
        return {"start_time": self.moment.strftime(STAMP), "customer_number": self.phone_number}


def agreed(moment: object, phone_number: object, now: datetime, data: Mapping[str, object]) -> Reschedule:
    """Return what the agent entered, once it was checked.

    Args:
        moment: when to call, an aware datetime after *now*.
        phone_number: the new number with its country code, or None to keep the one in *data*.
        now: the present moment.
        data: the callback's attached data.

    Raises:
        BadInput: for a moment that is none or has passed, and for a number that is none.
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise BadInput("moment", moment, where="reschedule", accepted="a date and time with its time zone")
    if moment <= now:
        raise BadInput("moment", moment.isoformat(), where="reschedule", accepted=f"a moment after {now.isoformat()}")
    number = (
        str(data.get("customer_number", "")) if phone_number is None else e164(str(phone_number), where="reschedule")
    )
    return Reschedule(moment.astimezone(UTC), number)
