"""The moments of a recording at which the player can stand: one for each rung of its ladder, from 1."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from callbook.core import BadInput, StateChanged, StepBegan, Unknown, find
from callbook.record import rungs

if TYPE_CHECKING:
    from callbook.core import Entry
    from callbook.record import Trace

_MOST_STEPS = 1_000
_MOST_PER_STATE = 200
_MACHINES = frozenset({"callback", "call", "channel"})


class Route:
    """Where one can go in a recording.

    A moment reaches from its rung's entry to the last one before the next rung: what a message leads to at once, such
    as a change of the screen, belongs to it.

    Args:
        trace: the recording.
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._numbers = [rung.number for rung in rungs(trace.entries)]

    def __len__(self) -> int:
        return len(self._numbers)

    def entry(self, position: int) -> Entry:
        """Return the entry of a moment."""
        return self._trace.entries[self._numbers[position - 1] - 1]

    def until(self, position: int) -> int:
        """Return the number of the last entry that belongs to a moment."""
        return self._numbers[position] - 1 if position < len(self._numbers) else len(self._trace.entries)

    def position_of(self, number: int) -> int:
        """Return the moment to which the entry with this number belongs, the first for what is before all."""
        return max(1, bisect_right(self._numbers, number))

    def entries(self, first: int, last: int) -> tuple[Entry, ...]:
        """Return the entries of the moments *first* to *last*."""
        return self._trace.entries[self._numbers[first - 1] - 1 : self.until(last)]

    @cached_property
    def steps(self) -> list[int]:
        """The moments at which a step begins."""
        return [self.position_of(step.number) for step in self._trace.steps]

    @cached_property
    def failure(self) -> int | None:
        """The moment at which a step failed."""
        failure = self._trace.failure
        return None if failure is None else self.position_of(failure.number)

    @cached_property
    def states(self) -> dict[str, list[int]]:
        """The moments at which a state is entered, by the state's name; no state has more than a few hundred."""
        found: dict[str, list[int]] = {}
        for entry in self._trace.entries:
            if isinstance(entry, StateChanged) and entry.machine in _MACHINES:
                places = found.setdefault(str(entry.after), [])
                if len(places) < _MOST_PER_STATE:
                    places.append(self.position_of(entry.number))
        return found

    def step_after(self, position: int) -> int | None:
        """Return the moment at which the next step begins."""
        index = bisect_right(self.steps, position)
        return self.steps[index] if index < len(self.steps) else None

    def step_before(self, position: int) -> int | None:
        """Return the moment at which the step before begins, or the one at work if some of it is behind."""
        index = bisect_left(self.steps, position)
        return self.steps[index - 1] if index else None

    def step(self, which: int | str) -> int:
        """Return the moment at which a step begins.

        Args:
            which: its number from 1, or a part of its text.

        Raises:
            BadInput: when there is no step of that number.
            Unknown: when none has that text.
        """
        if isinstance(which, int):
            if not 1 <= which <= len(self.steps):
                raise BadInput("step", which, where=self._trace.name, accepted=f"a number from 1 to {len(self.steps)}")
            return self.steps[which - 1]
        for position, words in zip(self.steps, self._step_words(), strict=True):
            if which.casefold() in words.casefold():
                return position
        raise Unknown("step", which, self._step_words(), where=self._trace.name)

    def state(self, name: str, position: int) -> int:
        """Return the next moment after *position* at which the state *name* is entered, from the start if need be.

        Raises:
            Unknown: when nothing ever enters it.
        """
        places = find("state", name, self.states, where=self._trace.name)
        return next((place for place in places if place > position), places[0])

    def outline(self) -> dict[str, Any]:
        """Return what a page needs to offer jumps: how many moments, where steps begin, states, the failure."""
        steps = list(zip(self.steps, self._step_words(), strict=True))[:_MOST_STEPS]
        return {
            "title": self._trace.name,
            "count": len(self),
            "steps": [{"position": position, "text": text} for position, text in steps],
            "states": [{"name": name, "positions": places} for name, places in self.states.items()],
            "failure": self.failure,
        }

    def _step_words(self) -> list[str]:
        return [words_of(step) for step in self._trace.steps]


def words_of(step: StepBegan) -> str:
    """Return a step as it is written."""
    return f"{step.keyword} {step.text}"
