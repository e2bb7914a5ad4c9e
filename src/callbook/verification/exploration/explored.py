"""What a search has found: how much there is, what was visited, and what must never be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callbook.core import ActionTaken, StateChanged
from callbook.workspace import ACTIONS, CALL, CALLBACK, CHANNEL, CallbackState, CallPhase, ChannelState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Entry
    from callbook.verification.exploration.world import World

Path = tuple[str, ...]
"""What happens, sentence by sentence."""
Move = tuple[str, str, str]
"""A row of a table: machine, state and event."""

SOMETIMES: Final[Mapping[str, Callable[[World], bool]]] = {
    "an agent is Ready": lambda world: any(desk.channel.state is ChannelState.READY for desk in world.lab.desks),
    "a callback is offered": lambda world: CallbackState.OFFERED in _states(world),
    "a callback is in hand": lambda world: CallbackState.IN_HAND in _states(world),
    "an agent talks to a contact": lambda world: CallPhase.TALKING in _phases(world),
    "a call is on hold": lambda world: CallPhase.HELD in _phases(world),
    "a callback is rescheduled": lambda world: any(
        shown.reschedule for desk in world.lab.desks for shown in desk.shown().interactions
    ),
    "a callback is done": lambda world: any("done" in str(world.lab.where(each)) for each in world.callbacks.values()),
}
"""What must be reached at least once; a search that never sees it has searched too little, or something is broken."""

ROWS: Final[frozenset[Move]] = frozenset(
    (table.machine, row.state, row.event) for table in (CALL, CALLBACK, CHANNEL) for row in table.rows
)
"""All that there is to visit, guards aside."""

_CLAUSES: Final[Mapping[str, str]] = {str(action): rule.clause for action, rule in ACTIONS.items()}


@dataclass(slots=True)
class Visited:
    """What was seen on the way.

    Attributes:
        sometimes: what was reached at least once.
        clauses: of what agents did.
        moves: rows of the tables that were visited.
    """

    sometimes: set[str] = field(default_factory=set[str])
    clauses: set[str] = field(default_factory=set[str])
    moves: set[Move] = field(default_factory=set[Move])

    @property
    def never(self) -> list[str]:
        """What was never reached, although it should be at least once."""
        return [name for name in SOMETIMES if name not in self.sometimes]

    @property
    def not_visited(self) -> list[Move]:
        """The rows of the tables that were not visited."""
        return sorted(ROWS - self.moves)

    def see(self, world: World, entries: Iterable[Entry]) -> None:
        """Take note of a state, and of what was written on the way to it."""
        for name, is_so in SOMETIMES.items():
            if name not in self.sometimes and is_so(world):
                self.sometimes.add(name)
        for entry in entries:
            if isinstance(entry, StateChanged):
                self.moves.add((entry.machine, entry.before, entry.event))
            elif isinstance(entry, ActionTaken) and entry.action in _CLAUSES:
                self.clauses.add(_CLAUSES[entry.action])

    def add(self, other: Visited) -> None:
        """Take what was seen elsewhere."""
        self.sometimes |= other.sometimes
        self.clauses |= other.clauses
        self.moves |= other.moves


@dataclass(slots=True)
class Explored:
    """What a search has found.

    Attributes:
        states: how many there are, agents being alike.
        transitions: how many times something has happened.
        depth: the longest of the shortest paths.
        left: how many states have not been gone on from.
        visited: what was seen on the way.
        path: to what must never be; empty if nothing was found.
        violation: what it was, in words.
    """

    states: int = 1
    transitions: int = 0
    depth: int = 0
    left: int = 1
    visited: Visited = field(default_factory=Visited)
    path: Path = ()
    violation: str = ""

    @property
    def closed(self) -> bool:
        """Whether nothing is left: every state has been gone on from."""
        return not self.left and not self.violation


def _states(world: World) -> set[CallbackState]:
    return {shown.state for desk in world.lab.desks for shown in desk.shown().interactions}


def _phases(world: World) -> set[CallPhase]:
    return {shown.call for desk in world.lab.desks for shown in desk.shown().interactions}
