"""A person who wishes to be called back."""

from __future__ import annotations

from dataclasses import dataclass

from callbook.core import Frozen


@dataclass(frozen=True, slots=True)
class Person(Frozen):
    """Who they are, where they can be reached, and what they want (E1).

    Attributes:
        name: as it is written where they live.
        phone_number: E.164, for example ``+46846500412``.
        locale: for example ``sv_SE``.
        time_zone: IANA name of the zone they live in.
        reason: why they wish to be called.
        wished_time: in the words of :func:`callbook.core.moments.parse_moment`, in their own time zone.
    """

    name: str
    phone_number: str
    locale: str
    time_zone: str
    reason: str
    wished_time: str
