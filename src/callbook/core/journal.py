"""The causal log: everything that happened, in one order, each entry naming the entry that led to it.

``cause`` is the number of an earlier entry, or 0 for what came from outside. Entries are numbered from 1. Whoever
handles a message, a timer or an action sets ``journal.cause`` first; all that is written until the next one is
written with that cause. While a step of a scenario runs, what comes from outside has that step as its cause.
A journal that is kept for long has a bound: the oldest entries are dropped, counted, and keep their numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.copying import copied
from callbook.core.errors import BadInput
from callbook.core.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    ScreenShown,
    SipSent,
    StateChanged,
    StepBegan,
    StepEnded,
    TimerFired,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from callbook.core.clock import Clock, Timer

__all__ = ["Journal"]

OUTSIDE = 0
_SLACK = 64
"""A bounded journal drops a 64th of its bound at a time: one by one would move all the rest each time, and to let go
of a quarter, 50,000 entries, lets a server's clients wait."""


class Journal:
    """Writes entries down; reads the time from *clock* and watches its timers.

    Args:
        clock: the one clock.
        most: how many entries are kept for sure; None keeps all.

    Attributes:
        entries: what is kept, in order.
        dropped: how many older entries were dropped.
    """

    def __init__(self, clock: Clock, *, most: int | None = None) -> None:
        self.clock = clock
        self.entries: list[Entry] = []
        self.dropped = 0
        self._most = most
        self.cause = OUTSIDE
        self._root = OUTSIDE
        self._settled: tuple[Callable[[], None], ...] = ()
        clock.watch(self)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a journal that goes on from here by itself: it shares the entries, and nobody looks on."""
        return copied(self, memo, entries=self.entries.copy(), _settled=())

    def when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* whenever nothing is left to do at an instant: the time to see what is shown.

        A copy of the journal does not call it.
        """
        self._settled = (*self._settled, look)

    def no_longer_when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* no more."""
        self._settled = tuple(each for each in self._settled if each != look)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @property
    def last(self) -> int:
        """The number of the last entry, 0 before the first."""
        return self.dropped + len(self.entries)

    def since(self, number: int) -> list[Entry]:
        """Return what was written after the entry with this number, as far as it is kept."""
        return self.entries[max(number - self.dropped, 0) :]

    def forget_since(self, number: int) -> None:
        """Take back what was written after the entry with this number."""
        del self.entries[max(number - self.dropped, 0) :]

    def entry(self, number: int) -> Entry:
        """Return the entry with this number.

        Raises:
            BadInput: when there is no such entry, or none any more.
        """
        if not self.dropped < number <= self.last:
            accepted = f"a number from {self.dropped + 1} to {self.last}"
            raise BadInput("entry", number, where="journal", accepted=accepted)
        return self.entries[number - 1 - self.dropped]

    def causes_of(self, entry: Entry) -> Iterator[Entry]:
        """Yield the causes of *entry* back to what came from outside, the nearest first."""
        while entry.cause > self.dropped:  # what came from outside has 0, what led to it may have been dropped
            entry = self.entry(entry.cause)
            yield entry

    def message(self, wire: str, sender: str, receiver: str, message: object) -> int:
        """Write that *sender* sent *message* to *receiver*; return the entry's number."""
        entries = self.entries
        number = self.dropped + len(entries) + 1
        entries.append(MessageSent(number, self.clock.instant, self.cause, wire, sender, receiver, message))
        return number

    def sip(  # noqa: PLR0913, PLR0917 - a message with both its ends
        self, sender: str, receiver: str, transport: str, source: str, destination: str, text: str
    ) -> int:
        """Write that a message of SIP went between the switch and a telephone; return the entry's number."""
        self.entries.append(SipSent(*self._head(), sender, receiver, transport, source, destination, text))
        return self.last

    def step_began(self, keyword: str, text: str, line: int) -> None:
        """Write that a step begins, at *line*; until it ends, what comes from outside happens because of it."""
        number = self.dropped + len(self.entries) + 1
        self.entries.append(StepBegan(number, self.clock.instant, OUTSIDE, keyword, text, line))
        self.cause = self._root = number

    def step_ended(self, outcome: str, error: str = "") -> None:
        """Write how the step that runs has ended."""
        step = self._root
        self.entries.append(StepEnded(self.last + 1, self.clock.instant, step, step, outcome, error))
        self.cause = self._root = OUTSIDE

    def action(self, actor: str, action: str, act: object) -> None:
        """Write that somebody outside did something; what follows happens because of it."""
        number = self.dropped + len(self.entries) + 1
        self.entries.append(ActionTaken(number, self.clock.instant, self._root, actor, action, act))
        self.cause = number

    def act_began(self, actor: str, action: str, act: object) -> int:
        """Write an act; until it is over, whatever nothing else leads to happens because of it. Return what was so."""
        self.action(actor, action, act)
        before, self._root = self._root, self.cause
        return before

    def act_over(self, before: int) -> None:
        """Let what comes from outside happen because of what was so *before* the act: a step, or nothing."""
        self._root = before

    def screen(self, agent: str, screen: object, cause: int) -> None:
        """Write what the agent's desktop shows from now on; *cause* is the number of the entry that led to it."""
        self.entries.append(ScreenShown(self.last + 1, self.clock.instant, cause, agent, screen))

    def refusal(self, actor: str, action: str, text: str) -> None:
        """Write that *actor* was refused *action*, with the whole reason."""
        self.entries.append(Refused(*self._head(), actor, action, text))

    def fault(self, wire: str, fault: str, message: int = 0) -> int:
        """Write what was done to a wire, or to the message of the entry *message*; return this entry's number."""
        self.entries.append(FaultInjected(*self._head(), wire, fault, message))
        return self.last

    def note(self, actor: str, topic: str, text: str) -> None:
        """Write what *actor* was shown or warned of."""
        self.entries.append(Noted(*self._head(), actor, topic, text))

    def state(self, machine: str, subject: str, before: str, event: str, after: str) -> None:
        """Write that *subject*, a *machine*, went from *before* to *after* on *event*."""
        entries = self.entries
        number = self.dropped + len(entries) + 1
        entries.append(StateChanged(number, self.clock.instant, self.cause, machine, subject, before, event, after))

    def timer_set(self, timer: Timer) -> None:
        """Say on a timer what led to it; only one that runs out is written."""
        timer.cause = self.cause

    def timer_fired(self, timer: Timer) -> None:
        """Write that a timer ran out; what follows happens because of it."""
        number = self.dropped + len(self.entries) + 1
        self.entries.append(TimerFired(number, self.clock.instant, timer.cause, timer.label, timer.since))
        self.cause = number

    def settled(self) -> None:
        """Let whoever waits for rest look; what comes next comes from outside."""
        for look in self._settled:
            look()
        self.cause = self._root
        most = self._most
        if most is not None and len(self.entries) > most + most // _SLACK:
            self._drop(len(self.entries) - most)

    def _drop(self, count: int) -> None:
        del self.entries[:count]
        self.dropped += count

    def _head(self) -> tuple[int, int, int]:
        return self.dropped + len(self.entries) + 1, self.clock.instant, self.cause
