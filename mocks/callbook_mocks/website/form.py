"""What a contact types into the website."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta


@dataclass(frozen=True, slots=True)
class CallbackForm:
    """The fields of the web form, as they were typed: nothing is checked yet (E1)."""

    name: Annotated[str, Meta(description="who is to be called.")]
    phone_number: Annotated[str, Meta(description="in any spelling, with its country or in the region of the website.")]
    time_zone: Annotated[str, Meta(description="IANA name of the zone in which the times are meant.")]
    reason: Annotated[str, Meta(description="why, may be empty.")] = ""
    wished_time: Annotated[
        str, Meta(description="``now``, or a moment in the words of :func:`callbook.core.moments.parse_moment`.")
    ] = "now"
    latest_time: Annotated[
        str, Meta(description="after this moment the call is of no use any more; empty when it always is.")
    ] = ""
    email: Annotated[str, Meta(description="may be empty.")] = ""
