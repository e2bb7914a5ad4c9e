"""State machines whose behaviour is a table: (state, event) leads to (guard, next state, effects).

No transition stands anywhere else. What the table does not hold does not happen: the machine stays as it is and
says so in the journal, which makes late and doubled messages harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from callbook.core import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Journal

Subject = TypeVar("Subject")
State = TypeVar("State", bound=str)


@dataclass(frozen=True, slots=True)
class Implementation(Frozen, Generic[Subject]):
    """What the effects and guards of a table mean for the things that live by it; one serves all of a kind.

    Attributes:
        effects: what each effect does with the thing.
        guards: what each guard asks of it.
    """

    effects: Mapping[str, Callable[[Subject], None]]
    guards: Mapping[str, Callable[[Subject], bool]] = field(default_factory=dict[str, Callable[[Subject], bool]])


@dataclass(frozen=True, slots=True)
class Transition(Frozen):
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


class Table(Frozen):
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


class Machine(Generic[Subject, State]):
    """The state of one thing that lives by a table.

    Args:
        table: its rows.
        name: what the journal calls the thing.
        state: where it starts.
        subject: the thing itself.
        implementation: what effects do with it and what guards ask of it.
        journal: where transitions are written.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a machine is its table and what the table names
        self,
        table: Table,
        name: str,
        state: State,
        subject: Subject,
        implementation: Implementation[Subject],
        journal: Journal,
    ) -> None:
        self.table = table
        self.name = name
        self.state = state
        self._subject = subject
        self._implementation = implementation
        self._journal = journal

    def fire(self, event: str) -> bool:
        """Return whether *event*, which happens now, meant anything in this state."""
        for row in self.table.at(self.state, event):
            if row.guard is None or self._implementation.guards[row.guard](self._subject):
                self._take(row)
                return True
        why = f"it means nothing to a {self.table.machine} that is {self.state}"
        self._journal.note(self.name, "ignored", f"{event}: {why}")
        return False

    def _take(self, row: Transition) -> None:
        before, self.state = self.state, cast("State", row.next)  # a table holds states of its own kind
        self._journal.state(self.table.machine, self.name, before, row.event, row.next)
        effects = self._implementation.effects
        for effect in row.effects:
            effects[effect](self._subject)
