"""How things stand at any entry of a recording: screens, places, timers and the step at work.

Found by going on from the nearest mark behind; marks are set at even distances, so that a step in a recording of
100,000 messages costs about as little as in one of ten.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callbook.core import Entry, ScreenShown, StateChanged, StepBegan, TimerFired

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_DISTANCE = 500
_MARKS = 64


@dataclass(slots=True)
class Standing:
    """How things stand after one entry.

    Attributes:
        number: the entry's, 0 before the first.
        screens: what each agent's desktop shows, by the agent's name.
        places: where each interaction is, in words, by its InteractionId; the last that moved stands last.
        timers: those that run and will fire, by the number of the entry that tells so.
        step: the step that began last, None before and without steps.
    """

    number: int = 0
    screens: dict[str, object] = field(default_factory=dict[str, object])
    places: dict[str, str] = field(default_factory=dict[str, str])
    timers: dict[int, TimerFired] = field(default_factory=dict[int, TimerFired])
    step: StepBegan | None = None

    def take(self, entry: Entry) -> None:
        """Take one more entry into account."""
        self.number = entry.number
        match entry:
            case ScreenShown(agent=agent, screen=screen):
                self.screens[agent] = screen
            case StateChanged(machine="place", subject=subject, after=after):
                self.places.pop(subject, None)
                self.places[subject] = after
            case TimerFired():
                self.timers.pop(entry.number, None)
            case StepBegan():
                self.step = entry
            case _:
                pass

    def copy(self) -> Standing:
        """Return another that goes its own way."""
        return Standing(self.number, dict(self.screens), dict(self.places), dict(self.timers), self.step)


_TELLING = (ScreenShown, StateChanged, TimerFired, StepBegan)


class Standings:
    """Gives how things stand at any entry.

    Args:
        entries: of a recording; entry n stands at n - 1.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._set_by = defaultdict[int, list[TimerFired]](list)  # by the entry that led to it: which timers will fire
        for entry in entries:
            if isinstance(entry, TimerFired):
                self._set_by[entry.cause].append(entry)
        self._distance = max(_LEAST_DISTANCE, len(entries) // _MARKS)
        self._marks = [Standing()]
        self._last = Standing()  # most steps are short ones, and a page asks for the same again

    def at(self, number: int) -> Standing:
        """Return how things stand after the entry with this number."""
        wanted = number // self._distance
        while len(self._marks) <= wanted:
            self._marks.append(self._from(self._marks[-1], len(self._marks) * self._distance))
        mark = self._marks[wanted]
        near = self._last if mark.number <= self._last.number <= number else mark
        self._last = self._from(near, number)
        return self._last

    def _from(self, mark: Standing, number: int) -> Standing:
        standing = mark.copy()
        for entry in self._entries[mark.number : number]:
            if isinstance(entry, _TELLING):
                standing.take(entry)
            if entry.number in self._set_by:
                standing.timers.update((timer.number, timer) for timer in self._set_by[entry.number])
        standing.number = number
        return standing
