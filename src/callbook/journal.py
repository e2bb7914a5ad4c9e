"""The causal log: everything that happened, in one order, each entry naming the entry that led to it.

``cause`` is the number of an earlier entry, or 0 for what came from outside. Entries are numbered from 1. Whoever
handles a message, a timer or an action sets ``journal.cause`` first; all that is written until the next one is
written with that cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.errors import BadInput
from callbook.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    StateChanged,
    TimerCancelled,
    TimerFired,
    TimerSet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.clock import Clock, Timer

OUTSIDE = 0


class Journal:
    """Writes entries down; reads the time from *clock* and watches its timers."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.entries: list[Entry] = []
        self.cause = OUTSIDE
        self._timers: dict[int, int] = {}
        clock.watch(self)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def entry(self, number: int) -> Entry:
        """Give the entry with this number.

        Raises:
            BadInput: when there is no such entry.
        """
        if not 1 <= number <= len(self.entries):
            raise BadInput("entry", number, where="journal", accepted=f"a number from 1 to {len(self.entries)}")
        return self.entries[number - 1]

    def causes_of(self, entry: Entry) -> Iterator[Entry]:
        """Walk from *entry* back to what came from outside, the nearest cause first."""
        while entry.cause != OUTSIDE:
            entry = self.entry(entry.cause)
            yield entry

    def message(self, wire: str, sender: str, receiver: str, message: object) -> int:
        """Write that *sender* sent *message* to *receiver*; give the entry's number."""
        entries = self.entries
        number = len(entries) + 1
        entries.append(MessageSent(number, self.clock.instant, self.cause, wire, sender, receiver, message))
        return number

    def action(self, actor: str, action: str, details: Mapping[str, object]) -> None:
        """Write that a person did something; what follows happens because of it."""
        number = len(self.entries) + 1
        self.entries.append(ActionTaken(number, self.clock.instant, OUTSIDE, actor, action, dict(details)))
        self.cause = number

    def refusal(self, actor: str, action: str, text: str) -> None:
        """Write that *actor* was refused *action*, with the whole reason."""
        self.entries.append(Refused(*self._head(), actor, action, text))

    def fault(self, wire: str, fault: str, message: int = 0) -> int:
        """Write what was done to a wire, or to the message with the entry number *message*; give this entry's."""
        self.entries.append(FaultInjected(*self._head(), wire, fault, message))
        return len(self.entries)

    def note(self, actor: str, topic: str, text: str) -> None:
        """Write what *actor* was shown or warned of."""
        self.entries.append(Noted(*self._head(), actor, topic, text))

    def state(self, machine: str, subject: str, before: str, event: str, after: str) -> None:
        """Write that *subject*, a *machine*, went from *before* to *after* on *event*."""
        self.entries.append(StateChanged(*self._head(), machine, subject, before, event, after))

    def timer_set(self, timer: Timer) -> None:
        """Write that a timer was set."""
        number = len(self.entries) + 1
        self.entries.append(TimerSet(number, self.clock.instant, self.cause, timer.label, timer.due))
        self._timers[timer.number] = number

    def timer_fired(self, timer: Timer) -> None:
        """Write that a timer ran out; what follows happens because of it."""
        number = len(self.entries) + 1
        self.entries.append(
            TimerFired(number, self.clock.instant, self._timers.pop(timer.number, OUTSIDE), timer.label)
        )
        self.cause = number

    def timer_cancelled(self, timer: Timer) -> None:
        """Write that a timer will never fire."""
        self.entries.append(TimerCancelled(*self._head(), timer.label, self._timers.pop(timer.number, OUTSIDE)))

    def settled(self) -> None:
        """What comes next comes from outside."""
        self.cause = OUTSIDE

    def _head(self) -> tuple[int, int, int]:
        return len(self.entries) + 1, self.clock.instant, self.cause
