"""What a contact types into the website."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallbackForm:
    """The fields of the web form, as they were typed: nothing is checked yet (E1).

    Attributes:
        name: who is to be called.
        phone_number: in any spelling, with its country or in the region of the website.
        time_zone: IANA name of the zone in which the times are meant.
        reason: why, may be empty.
        wished_time: ``now``, or a moment in the words of :func:`callbook.core.moments.parse_moment`.
        latest_time: after this moment the call is of no use any more; empty when it always is.
        email: may be empty.
    """

    name: str
    phone_number: str
    time_zone: str
    reason: str = ""
    wished_time: str = "now"
    latest_time: str = ""
    email: str = ""
