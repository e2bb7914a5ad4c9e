"""What a contact types into the website, what the website takes, and the callback that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from callbook.core import Frozen

if TYPE_CHECKING:
    from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class FormRules(Frozen):
    """Settings of the company's website; none of them is a Genesys option.

    Attributes:
        region: two letters; numbers without a country belong there. None asks for the country.
        furthest: how far in the future a callback may be wished.
        longest_text: characters that a field may have.
    """

    region: str | None = None
    furthest: timedelta = timedelta(days=90)
    longest_text: int = 256


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
