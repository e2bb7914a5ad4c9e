"""How things stand at any entry of a recording: screens, places, timers, the step, and what is offered.

Found by going on from the nearest mark behind; marks are set at even distances, so that a step in a recording of
100,000 messages costs about as little as in one of ten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from callbook.core import CallbookError, Entry, ScreenShown, StateChanged, StepBegan, TimerFired
from callbook.lab import Rerun
from callbook.notebook.desk.desk_state import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callbook.lab import Lab
    from callbook.record import Trace


_LEAST_DISTANCE = 500
_MARKS = 64


OfDesk: TypeAlias = "dict[str, dict[str, str]]"
"""For the desk itself (``""``) and each window's id: actions to ``""`` where offered, else to the reason why not."""

_Timers: TypeAlias = "tuple[tuple[str, int], ...]"
"""What timers are for, and the instants at which they are due."""

_LONGEST = 4_000
"""Of a recording with more entries nobody is asked: to play it again would take too long for a step of the player."""


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


class Offers:
    """Answers for one recording, which is played again only as far as it is asked about.

    Args:
        trace: the recording.
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._rerun = Rerun(trace)
        self._rerun.watch(self._look)
        self._stages: Iterator[Entry | None] = self._rerun.stages()
        self._over = len(trace.entries) > _LONGEST
        self._same = True
        self._numbers = [0]
        self._seen: list[tuple[dict[str, OfDesk], _Timers]] = [({}, ())]

    def at(self, number: int) -> dict[str, OfDesk]:
        """Return the offers of each agent's desktop at the entry with this number, by the agent's name.

        Empty where it is not known: the recording is too long, or today's model does something else by then.
        """
        seen = self._seen_at(number)
        return {} if seen is None else seen[0]

    def timers_at(self, number: int) -> _Timers | None:
        """Return the timers that run at the entry with this number, the next one first; None where it is not known."""
        seen = self._seen_at(number)
        return None if seen is None else seen[1]

    def _seen_at(self, number: int) -> tuple[dict[str, OfDesk], _Timers] | None:
        while not self._over and len(self._rerun.lab.journal) < number:
            self._go_on()
        known = self._same or number <= self._numbers[-1]
        if not known or not self._trace.entries or len(self._trace.entries) > _LONGEST:
            return None
        return self._seen[bisect_right(self._numbers, number) - 1]

    def _go_on(self) -> None:
        try:
            self._over = next(self._stages, None) is None
        except CallbookError:  # the recording asks for what nobody can do: what is known so far stays known
            self._over, self._same = True, False
        else:
            self._look(self._rerun.lab)

    def _look(self, lab: Lab) -> None:
        number, before = len(lab.journal), self._numbers[-1]
        if not self._same or number == before:
            return
        pairs = zip(self._trace.entries[before:], lab.journal.entries[before:], strict=False)
        self._same = all(_alike(recorded, now) for recorded, now in pairs)
        if self._same:
            self._numbers.append(number)
            offers = {desk.agent: picture(desk)["offers"] for desk in lab.desks}
            self._seen.append((offers, tuple((timer.label, timer.due) for timer in lab.clock.pending)))


def _alike(recorded: Entry, now: Entry) -> bool:
    """Return whether two entries are of the same kind, time and cause: enough to see two recordings part."""
    return type(recorded) is type(now) and (recorded.at, recorded.cause) == (now.at, now.cause)
