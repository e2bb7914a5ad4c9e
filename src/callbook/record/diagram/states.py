"""What became of state machines: the ways that their subjects took, and which transitions of a table were taken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from callbook.core import StateChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callbook.core import Entry
    from callbook.workspace import Table, Transition

Move: TypeAlias = tuple[str, str]
"""From a state to a state."""

Moves: TypeAlias = "dict[Move, tuple[str, ...]]"
"""Each move with the events that bring it about."""


def subjects_of(entries: Iterable[Entry], machine: str) -> tuple[str, ...]:
    """Return the subjects of this kind of *machine*, in the order in which they first move."""
    return tuple(dict.fromkeys(change.subject for change in _changes(entries) if change.machine == machine))


def path_of(entries: Iterable[Entry], machine: str, subject: str) -> tuple[StateChanged, ...]:
    """Return the transitions that *subject* took, in order."""
    return tuple(change for change in _changes(entries) if change.machine == machine and change.subject == subject)


def transitions_taken(changes: Iterable[Entry], table: Table) -> dict[str, int]:
    """Count how often each row of *table* was taken in *changes*, 0 for one that never was.

    A journal tells state, event and next state, not the guard. Rows that differ in nothing else cannot be told apart:
    they count as one, named ``state + event [guard] or state + event``.

    Args:
        changes: the entries of one trace, or of many, one after the other; what is no transition of *table* is passed
            over.
        table: the rows.
    """
    taken = Counter(
        (str(change.before), str(change.event), str(change.after))
        for change in _changes(changes)
        if change.machine == table.machine
    )
    return {" or ".join(row.name for row in rows): taken[key] for key, rows in told_apart(table).items()}


def told_apart(table: Table) -> dict[tuple[str, str, str], tuple[Transition, ...]]:
    """Return the rows by what a journal tells of them: state, event and next state."""
    found: dict[tuple[str, str, str], tuple[Transition, ...]] = {}
    for row in table.rows:
        key = (str(row.state), str(row.event), str(row.next))
        found[key] = (*found.get(key, ()), row)
    return found


def moves_of(table: Table, path: Sequence[StateChanged] = ()) -> Moves:
    """Return the moves of *table* with their events, then those of *path* that the table does not hold."""
    found: dict[Move, dict[str, None]] = {}
    rows = [(str(row.state), str(row.event), str(row.next)) for row in table.rows]
    steps = [(str(step.before), str(step.event), str(step.after)) for step in path]
    for state, event, after in (*rows, *steps):
        found.setdefault((state, after), {})[event] = None
    return {move: tuple(events) for move, events in found.items()}


def states_of(moves: Mapping[Move, object]) -> tuple[str, ...]:
    """Return the states in the order in which the moves name them."""
    return tuple(dict.fromkeys(state for move in moves for state in move))


def orders_of(path: Sequence[StateChanged]) -> dict[Move, tuple[int, ...]]:
    """Return for each move the places in *path* at which it was taken, from 1."""
    found: dict[Move, tuple[int, ...]] = {}
    for order, step in enumerate(path, 1):
        move = (str(step.before), str(step.after))
        found[move] = (*found.get(move, ()), order)
    return found


def _changes(entries: Iterable[Entry]) -> Iterable[StateChanged]:
    return (entry for entry in entries if isinstance(entry, StateChanged))
