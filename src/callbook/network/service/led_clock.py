"""A clock that somebody else leads: it stands where it is put, and lets one timer fire at a time when asked.

A harness that keeps desktops on its own clock and servers behind a network leads the servers' clock: it knows of each
of their timers, and says when which of them fires between its own. So the order of everything is that of one clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from callbook.core import DEFAULT_START, BadInput, Clock, Timer, moment_of, possible_instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from callbook.core import Journal


class TimerChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a timer: it was set, was cancelled, or has fired. Whoever leads the clock follows every one."""

    entry: Annotated[int, Meta(description="the number of the last entry of the journal before that.")]
    timer: Annotated[int, Meta(description="the timer's number.")]
    label: Annotated[str, Meta(description="what it is for, where it was set.")] = ""
    due: Annotated[
        int | None, Meta(description="the instant at which it is to fire, where it was set; None where it is over.")
    ] = None


class LedClock(Clock):
    """A clock whose timers fire only when led to.

    Attributes:
        journal: what becomes of timers is said with the number of its last entry.
    """

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        super().__init__(start)
        self._may_fire = False
        self._changes: list[TimerChange] = []
        self.journal: Journal | None = None

    def take_changes(self) -> list[TimerChange]:
        """Return what became of timers since this was last asked."""
        changes, self._changes = self._changes, []
        return changes

    def call_later(self, milliseconds: int, action: Callable[..., None], label: str, *arguments: object) -> Timer:
        """Set a timer, see ``Clock.call_later``."""
        timer = super().call_later(milliseconds, action, label, *arguments)
        self._changes.append(TimerChange(self._last_entry(), timer.number, label, timer.due))
        return timer

    def cancel(self, timer: Timer) -> None:
        """Make sure that *timer* never fires."""
        if timer.action is not None:
            self._changes.append(TimerChange(self._last_entry(), timer.number))
        super().cancel(timer)

    def lead_to(self, instant: int) -> None:
        """Stand at *instant*; no timer fires.

        Raises:
            BadInput: when that is before now, or no clock can stand there.
        """
        if possible_instant(instant, "clock") < self.instant:
            now = moment_of(self.instant).isoformat()
            raise BadInput("instant", moment_of(instant).isoformat(), where="clock", accepted=f"{now} or later")
        self.instant = instant

    def fire_next(self) -> None:
        """Let the next timer fire, now or when it is due, and all that follows from it at once; no other timer.

        Raises:
            BadInput: when none is set.
            MovedFromInside: from inside a timer.
        """
        self._only_from_outside("let the next timer fire")
        deadline = self.next_deadline
        if deadline is None:
            raise BadInput("step", "the next timer", where="clock", accepted="nothing: no timer is set")
        self.instant = max(self.instant, deadline)
        self._may_fire = True
        self.settle()

    def _fire(self) -> bool:
        if not self._may_fire:
            return False
        self._may_fire = False
        return super()._fire()

    def _last_entry(self) -> int:
        return 0 if self.journal is None else self.journal.last
