"""Searching the graph of all that can happen, breadth first, until it closes or the budget is spent.

A state is reached again by letting its path happen anew: that is quicker than copying a lab. Shortest paths come first,
so what is found is short.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callbook.core import ActionTaken, CallbookError, StateChanged
from callbook.verification.exploration.canonical import state_of
from callbook.verification.exploration.world import World
from callbook.workspace import ACTIONS, CallbackState, CallPhase, ChannelState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.verification.exploration.world import Setting

Path = tuple[str, ...]
"""What happens, sentence by sentence."""

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


_CLAUSES: Final[Mapping[str, str]] = {str(action): rule.clause for action, rule in ACTIONS.items()}


@dataclass(slots=True)
class Explored:
    """What a search has found.

    Attributes:
        states: how many there are, agents being alike.
        transitions: how many times something has happened.
        depth: the longest of the shortest paths.
        closed: whether nothing is left: every state has been gone on from.
        left: how many states have not been gone on from.
        sometimes: what was reached at least once.
        clauses: of what agents did.
        moves: rows of the tables that were visited, as machine, state and event.
        interrupted: whether somebody has stopped it.
        path: to what must never be; empty if nothing was found.
        violation: what it was, in words.
    """

    states: int = 0
    transitions: int = 0
    depth: int = 0
    closed: bool = False
    left: int = 0
    sometimes: set[str] = field(default_factory=set[str])
    clauses: set[str] = field(default_factory=set[str])
    moves: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    interrupted: bool = False
    path: Path = ()
    violation: str = ""

    @property
    def never(self) -> list[str]:
        """What was never reached, although it should be at least once."""
        return [name for name in SOMETIMES if name not in self.sometimes]


def explore(
    setting: Setting, *, depth: int | None = None, enough: Callable[[Explored], bool] = lambda _: False
) -> Explored:
    """Let everything happen in every order.

    Args:
        setting: what is there before anything happens.
        depth: how many things happen one after another at most; None for as many as it takes.
        enough: is asked before each state whether to stop. Ctrl-C stops as well, and nothing of what was found is lost.
    """
    found = Explored(states=1)
    waiting: deque[Path] = deque([()])
    try:
        _search(setting, found, waiting, depth, enough)
    except KeyboardInterrupt:
        found.interrupted = True
    found.left += len(waiting)
    found.closed = not found.left and not found.violation and not found.interrupted
    return found


def _search(
    setting: Setting, found: Explored, waiting: deque[Path], depth: int | None, enough: Callable[[Explored], bool]
) -> None:
    known = {state_of(World(setting))}
    while waiting and not found.violation and not enough(found):
        path = waiting.popleft()
        if depth is not None and len(path) >= depth:
            found.left += 1
            continue
        world = after(setting, path)
        for sentence in [words for words, _ in world.possible()]:
            longer = (*path, sentence)
            here = world if len(world.happened) == len(path) else after(setting, path)
            found.transitions += 1
            try:
                here.happens(sentence)
            except Exception as error:  # noqa: BLE001 - an error of the kit must never be, either
                found.path, found.violation = longer, in_words(error)
                break
            state = state_of(here)
            if state not in known:
                known.add(state)
                waiting.append(longer)
                _take_note(found, here, len(longer))


def in_words(error: Exception) -> str:
    """Return what must never be in words; an error that is none of the kit's own with its type."""
    return str(error) if isinstance(error, CallbookError) else f"{type(error).__name__}: {error}"


def after(setting: Setting, path: Iterable[str]) -> World:
    """Return the world in which a path has happened."""
    world = World(setting)
    for sentence in path:
        world.happens(sentence)
    return world


def _take_note(found: Explored, world: World, depth: int) -> None:
    found.states += 1
    found.depth = max(found.depth, depth)
    for name, is_so in SOMETIMES.items():
        if name not in found.sometimes and is_so(world):
            found.sometimes.add(name)
    for entry in world.lab.journal:
        if isinstance(entry, StateChanged):
            found.moves.add((entry.machine, entry.before, entry.event))
        elif isinstance(entry, ActionTaken) and entry.action in _CLAUSES:
            found.clauses.add(_CLAUSES[entry.action])


def _states(world: World) -> set[CallbackState]:
    return {shown.state for desk in world.lab.desks for shown in desk.shown().interactions}


def _phases(world: World) -> set[CallPhase]:
    return {shown.call for desk in world.lab.desks for shown in desk.shown().interactions}
