"""What no recording holds: why an action is or is not offered at a moment, and which timers run.

The recording is played again, and the desktops and the clock are asked on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from callbook.core import CallbookError
from callbook.lab import Rerun
from callbook.notebook.desk.desk_state import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.core import Entry
    from callbook.lab import Lab
    from callbook.record import Trace

OfDesk: TypeAlias = "dict[str, dict[str, str]]"
"""For the desk itself (``""``) and each window's id: actions to ``""`` where offered, else to the reason why not."""

Timers: TypeAlias = "tuple[tuple[str, int], ...]"
"""What timers are for, and the instants at which they are due."""

LONGEST = 4_000
"""Of a recording with more entries nobody is asked: to play it again would take too long for a step of the player."""


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
        self._over = len(trace.entries) > LONGEST
        self._same = True
        self._numbers = [0]
        self._seen: list[tuple[dict[str, OfDesk], Timers]] = [({}, ())]

    def at(self, number: int) -> dict[str, OfDesk]:
        """Return the offers of each agent's desktop at the entry with this number, by the agent's name.

        Empty where it is not known: the recording is too long, or today's model does something else by then.
        """
        seen = self._seen_at(number)
        return {} if seen is None else seen[0]

    def timers_at(self, number: int) -> Timers | None:
        """Return the timers that run at the entry with this number, the next one first; None where it is not known."""
        seen = self._seen_at(number)
        return None if seen is None else seen[1]

    def _seen_at(self, number: int) -> tuple[dict[str, OfDesk], Timers] | None:
        while not self._over and len(self._rerun.lab.journal) < number:
            self._go_on()
        known = self._same or number <= self._numbers[-1]
        if not known or not self._trace.entries or len(self._trace.entries) > LONGEST:
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
    """Say whether two entries are of the same kind, time and cause: enough to see two recordings part."""
    return type(recorded) is type(now) and (recorded.at, recorded.cause) == (now.at, now.cause)
