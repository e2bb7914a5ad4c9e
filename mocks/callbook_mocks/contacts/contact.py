"""A contact: a person, and what they do when their phone rings."""

from __future__ import annotations

from dataclasses import dataclass, field

from callbook_mocks.contacts.behaviour import Behaviour, behaves
from callbook_mocks.contacts.person import Person


def _answers() -> Behaviour:
    return behaves("answers")


@dataclass(slots=True)
class Contact:
    """A person with a phone. A scenario may change the behaviour between two calls (F4)."""

    person: Person
    behaviour: Behaviour = field(default_factory=_answers)
