"""State machines whose behaviour is a table: (state, event) leads to (guard, next state, effects).

No transition stands anywhere else. What the table does not hold does not happen: the machine stays as it is and
says so in the journal, which makes late and doubled messages harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callbook.core import Journal


Effects: TypeAlias = "dict[str, Callable[[], None]]"
Guards: TypeAlias = "dict[str, Callable[[], bool]]"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: in *state*, on *event*, if *guard* holds, go to *next* and have the *effects* in this order."""

    state: str
    event: str
    next: str
    effects: tuple[str, ...] = ()
    guard: str | None = None

    @property
    def name(self) -> str:
        """A name that tells the row from all others of its table."""
        guard = f" [{self.guard}]" if self.guard else ""
        return f"{self.state} + {self.event}{guard}"


class Table:
    """The rows of one kind of machine; of several rows for a state and an event the first whose guard holds wins."""

    def __init__(self, machine: str, rows: Iterable[Transition]) -> None:
        self.machine = machine
        self.rows = tuple(rows)
        self._found: dict[tuple[str, str], tuple[Transition, ...]] = {}
        for row in self.rows:
            key = (row.state, row.event)
            self._found[key] = (*self._found.get(key, ()), row)

    def at(self, state: str, event: str) -> tuple[Transition, ...]:
        """Return the rows for *state* and *event*, none if the event means nothing there."""
        return self._found.get((state, event), ())

    def without(self, row: Transition) -> Table:
        """Return the table without *row*."""
        return Table(self.machine, (kept for kept in self.rows if kept is not row))


class Machine:
    """One thing that lives by a table.

    Args:
        table: its rows.
        subject: its name in the journal.
        state: where it starts.
        effects: what each effect does.
        guards: what each guard asks.
        journal: where transitions are written.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a machine is its table and what the table names
        self,
        table: Table,
        subject: str,
        state: str,
        effects: Effects,
        guards: Guards,
        journal: Journal,
    ) -> None:
        self.table = table
        self.subject = subject
        self.state = state
        self._effects = effects
        self._guards = guards
        self._journal = journal

    def fire(self, event: str) -> bool:
        """Return whether *event*, which happens now, meant anything in this state."""
        for row in self.table.at(self.state, event):
            if row.guard is None or self._guards[row.guard]():
                self._take(row)
                return True
        why = f"it means nothing to a {self.table.machine} that is {self.state}"
        self._journal.note(self.subject, "ignored", f"{event}: {why}")
        return False

    def _take(self, row: Transition) -> None:
        before, self.state = self.state, row.next
        self._journal.state(self.table.machine, self.subject, before, row.event, row.next)
        for effect in row.effects:
            self._effects[effect]()
