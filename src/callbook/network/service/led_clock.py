"""A clock that somebody else leads: it stands where it is told to, and lets one timer fire at a time when asked.

A harness that keeps desktops on its own clock and servers behind a network leads the servers' clock: it knows of each
of their timers, and says when which of them fires between its own. So the order of everything is that of one clock.
"""

from __future__ import annotations

from callbook.core import BadInput, Clock, moment_of


class LedClock(Clock):
    """A clock whose timers fire only when led to."""

    _may_fire = False

    def lead_to(self, instant: int) -> None:
        """Stand at *instant*; no timer fires.

        Raises:
            BadInput: when that is before now.
        """
        if instant < self.instant:
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
