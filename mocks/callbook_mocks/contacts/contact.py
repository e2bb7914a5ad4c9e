"""A contact: a person, and what they do when their phone rings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta

from callbook.core import Frozen
from callbook_mocks.contacts.behaviour import Behaviour, behaves


@dataclass(frozen=True, slots=True)
class Person(Frozen):
    """Who they are, where they can be reached, and what they want (E1)."""

    name: Annotated[str, Meta(description="as it is written where they live.")]
    phone_number: Annotated[str, Meta(description="E.164, for example ``+46846500412``.")]
    locale: Annotated[str, Meta(description="for example ``sv_SE``.")]
    time_zone: Annotated[str, Meta(description="IANA name of the zone they live in.")]
    reason: Annotated[str, Meta(description="why they wish to be called.")]
    wished_time: Annotated[
        str, Meta(description="in the words of :func:`callbook.core.moments.parse_moment`, in their own time zone.")
    ]


def _answers() -> Behaviour:
    return behaves("answers")


@dataclass(slots=True)
class Contact:
    """A person with a phone. A scenario may change the behaviour between two calls (F4)."""

    person: Person
    behaviour: Behaviour = field(default_factory=_answers)
