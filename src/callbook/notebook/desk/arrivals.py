"""Contacts who call in by themselves: seeded, so that a session can be shown twice."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from callbook.core import instant_of
from callbook.lab import OpenInteractions
from callbook_mocks.contacts import behaves, locales

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook_mocks.contacts import Behaviour, Kind

_SECOND = 1_000
_FIRST_AFTER = 5 * _SECOND
_MOST_AT_A_TIME = 8
_TALKS_FOR = (45 * _SECOND, 150 * _SECOND)
_HABITS: dict[Kind, int] = {
    "answers": 12,
    "does not answer": 2,
    "busy": 2,
    "answering machine": 1,
    "rejects the call": 1,
    "number does not exist": 1,
}
"""What contacts do when called, and how often in proportion."""


class Arrivals:
    """Decides who calls in, and when.

    Args:
        lab: where they call in.
        queue: where their callbacks go.
        every: virtual seconds between two contacts, on average; 0 for nobody.
    """

    def __init__(self, lab: Lab, queue: str, every: int) -> None:
        self._lab = lab
        self._queue = queue
        self._every = every or 90
        self._source = Random(f"{lab.seed} arrivals {instant_of(lab.start)}")  # noqa: S311 - play, not secrets
        self.wanted = every > 0
        self.next = lab.clock.instant + _FIRST_AFTER

    def switch(self, *, wanted: bool) -> None:
        """Let contacts call in by themselves, or not."""
        self.wanted = wanted
        self.next = max(self.next, self._lab.clock.instant + _FIRST_AFTER)

    def call_in(self) -> None:
        """Let one contact schedule a callback, unless as many as can be watched are there already.

        Raises:
            NotSubmitted: when Interaction Server does not take it.
        """
        lab, source = self._lab, self._source
        self.next = lab.clock.instant + source.randint(self._every // 2, self._every * 3 // 2) * _SECOND
        locale, behaviour = source.choice(locales()), self._behaviour()
        if len(lab.ask(OpenInteractions())) < _MOST_AT_A_TIME:
            lab.schedule(lab.contact(locale=locale, behaviour=behaviour), queue=self._queue)

    def _behaviour(self) -> Behaviour:
        kind = self._source.choices(tuple(_HABITS), tuple(_HABITS.values()))[0]
        talks_for = self._source.randint(*_TALKS_FOR)
        return behaves(kind, hangs_up_after=talks_for if kind == "answers" else None)
