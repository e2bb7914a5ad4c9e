"""What stories have visited: failures, what waited when they struck, recoveries, and how long it took to agree."""

from __future__ import annotations

from collections import Counter

from callbook.lab.invariants.disturbances import DISTURBANCES
from callbook.lab.invariants.recoveries import RECOVERIES

_SECOND = 1_000


class Tally:
    """What was visited, over many stories.

    Attributes:
        stories: how many were told to the end.
        events: entries of the journals: messages, timers, actions, failures, transitions.
        struck: how often each kind of failure struck.
        struck_waiting: the same, while a callback or a call at that desktop was in a state that waits; where a server
            goes down, at any desktop.
        recoveries: how often something was done that mends what a failure has done.
        ways_out: how often an agent had to end what was no longer so, by action, and whether a trouble was shown.
        longest: milliseconds from the last failure until all agreed by themselves, at most.
    """

    def __init__(self) -> None:
        self.stories = 0
        self.events = 0
        self.struck: Counter[str] = Counter()
        self.struck_waiting: Counter[str] = Counter()
        self.recoveries: Counter[str] = Counter()
        self.ways_out: Counter[str] = Counter()
        self.longest = 0

    def __str__(self) -> str:
        longest = f"longest disagreement {self.longest / _SECOND:g} s after the last failure"
        lines = [f"{self.stories} stories, {self.events} events, {longest}", f"{'failure':62}   struck  while waiting"]
        lines += [f"{row.name:62} {self.struck[row.name]:8} {self.struck_waiting[row.name]:14}" for row in DISTURBANCES]
        lines += [f"{'recovery':85} visited", *(f"{name:85} {self.recoveries[name]:7}" for name in RECOVERIES)]
        lines += [f"{'what agents had to end themselves':85}   times"]
        lines += [f"{name:85} {count:7}" for name, count in sorted(self.ways_out.items())]
        return "\n".join(lines)
