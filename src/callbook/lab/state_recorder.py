"""Writes into the journal what nobody sends: where callbacks are, how agents stand, what each desktop shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import OUTSIDE, ActionTaken, Entry, FaultInjected, MessageSent, TimerFired
from callbook.lab.outside.operations import Configure
from callbook.lab.queries import Changes
from callbook.lab.servers import INTERACTION_SERVER
from callbook_mocks.interaction_server import Changed, Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Journal
    from callbook.lab.desks import AnyDesk
    from callbook.lab.servers import Servers
    from callbook.workspace import Screen

_CONCERN_ALL = frozenset({TimerFired, FaultInjected})
"""Entries that do not say whose desktop they may change."""

_SAYS_WHY: dict[type[Entry], str] = {
    MessageSent: "name",
    TimerFired: "timer",
    ActionTaken: "action",
    FaultInjected: "fault",
}
"""Entries that can lead to something, and the attribute that says what they are; a step of a scenario says nothing."""

_CHANGES = Changes()

_OVER = str(Place(PlaceKind.DONE))


class StateRecorder:
    """Watches one lab.

    Places are looked at after each step of the clock, screens when all is at rest. A screen is drawn only where
    something has happened that may have changed it, and written only if it has changed.
    """

    def __init__(self, journal: Journal, servers: Servers) -> None:
        self._journal = journal
        self._servers = servers
        self._desks: dict[str, AnyDesk] = {}
        self._screens: dict[str, Screen] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._read = journal.last
        self.note_changes()

    def watch(self) -> None:
        """Write down from now on what happens; a copy of it watches nothing until asked to."""
        self._journal.clock.after_each_step(self.note_changes)
        self._journal.when_settled(self.note_screens)

    def joined_by(self, desk: AnyDesk) -> None:
        """Write down from now on what *desk* shows."""
        self._desks[desk.agent] = desk

    def leave(self) -> None:
        """Write nothing more."""
        self._journal.clock.no_longer_after_each_step(self.note_changes)
        self._journal.no_longer_when_settled(self.note_screens)

    def note_changes(self) -> None:
        """Write what has changed at Interaction Server, and what led to it."""
        for what, subject, now in self._servers.ask(_CHANGES):
            if what is Changed.WARNING:
                self._journal.note(INTERACTION_SERVER, what, now)
                continue
            before = self._known.get((what, subject), "")
            if now != before:
                self._remember((what, subject), now)
                self._journal.state(what, subject, before, self._reason(), now)

    def _remember(self, whose: tuple[str, str], now: str) -> None:
        if now == _OVER:
            self._known.pop(whose, None)  # there is no further news of it, and a server may run for months
        else:
            self._known[whose] = now

    def note_screens(self) -> None:
        """Write what each desktop shows, where that has changed."""
        self.note_changes()
        journal = self._journal
        last = journal.last
        if last == self._read:
            return
        fresh, self._read = journal.since(self._read), last
        for agent, cause in self._concerned(fresh).items():
            screen = self._desks[agent].recorded()
            if screen != self._screens.get(agent):
                self._screens[agent] = screen
                journal.screen(agent, screen, cause)

    def _concerned(self, fresh: Iterable[Entry]) -> dict[str, int]:
        desks = self._desks
        concerned: dict[str, int] = {}
        for entry in fresh:
            if type(entry) is MessageSent:
                if entry.receiver in desks:
                    concerned[entry.receiver] = entry.number
            elif type(entry) is ActionTaken and entry.actor in desks:
                concerned[entry.actor] = entry.number
            elif type(entry) in _CONCERN_ALL or (type(entry) is ActionTaken and isinstance(entry.act, Configure)):
                concerned.update(dict.fromkeys(desks, entry.number))
        return concerned

    def _reason(self) -> str:
        journal = self._journal
        if journal.cause == OUTSIDE:
            return ""
        cause = journal.entry(journal.cause)
        name = _SAYS_WHY.get(type(cause))
        return "" if name is None else str(getattr(cause, name))
