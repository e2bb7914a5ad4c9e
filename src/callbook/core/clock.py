"""One virtual clock rules everything: timers, stamps, due times. It moves only when it is told to.

Instants are whole milliseconds since the Unix epoch (UTC), so that adding them never rounds. At one instant the
order is fixed: first what was asked to run at once, in the order of asking; then the timers that are due, in the
order in which they were set, each followed by what it asked to run at once.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Protocol, cast

from callbook.core.errors import BadInput, CallbookError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DEFAULT_START", "MILLISECOND", "Clock", "Spinning", "Timer", "instant_of", "moment_of"]

MILLISECOND = timedelta(milliseconds=1)
"""Divides a timedelta into the whole milliseconds that the clock counts in."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEFAULT_START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""The first moment of a lab that is not told otherwise: a Monday morning, in UTC."""
_MOST_STEPS = 100_000
_FEW_CANCELLED = 64


class Spinning(CallbookError):  # noqa: N818 - names what was seen
    """Something asks for more work at one instant without end, for example two parties that decline for ever.

    Args:
        instant: the moment at which it spins.
        steps: how many have run there.
    """

    def __init__(self, instant: datetime, steps: int) -> None:
        super().__init__(f"{steps} steps ran at {instant.isoformat()} and more are asked for: something is spinning.")


class Timer:
    """A deadline that was set.

    Attributes:
        label: what for.
        due: when: an instant, in milliseconds since the epoch.
        number: how many were set up to this one; the older of two goes first.
        action: what is done then; None once it fired or was cancelled.
        arguments: what the action is given.
    """

    __slots__ = ("action", "arguments", "due", "label", "number")

    def __init__(
        self, label: str, due: int, number: int, action: Callable[..., None], arguments: tuple[object, ...] = ()
    ) -> None:
        self.label = label
        self.due = due
        self.number = number
        self.action: Callable[..., None] | None = action
        self.arguments = arguments

    def __repr__(self) -> str:
        return f"<Timer {self.label!r} due {moment_of(self.due).isoformat()}>"


class TimerWatcher(Protocol):
    """Whoever wants to know what becomes of timers: the journal."""

    def timer_set(self, timer: Timer) -> None:
        """Note that *timer* was set."""
        ...

    def timer_fired(self, timer: Timer) -> None:
        """Note that *timer* ran out; what happens until the next note happens because of it."""
        ...

    def timer_cancelled(self, timer: Timer) -> None:
        """Note that *timer* will never fire."""
        ...

    def settled(self) -> None:
        """Note that nothing is left to do at this instant."""
        ...


class Clock:
    """Virtual time with a scheduler.

    Args:
        start: the first instant, an aware datetime.
    """

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        self.instant = instant_of(start)
        self._soon: deque[tuple[Callable[..., None], tuple[object, ...]]] = deque()
        self._timers: list[tuple[int, int, Timer]] = []  # due, number: the order of timers
        self._cancelled = 0
        self._set = 0
        self._settling = False
        self._watcher: TimerWatcher | None = None
        self._looks: tuple[Callable[[], None], ...] = ()

    def watch(self, watcher: TimerWatcher) -> None:
        """Tell *watcher* of every timer that is set, fires or is cancelled."""
        self._watcher = watcher

    def after_each_step(self, look: Callable[[], None]) -> None:
        """Call *look* after each step, too, be it a message handed over or a timer that fired.

        It is for what must hold, or be seen, at every moment; what it raises comes out of whoever moved the clock.
        """
        self._looks = (*self._looks, look)

    def no_longer_after_each_step(self, look: Callable[[], None]) -> None:
        """Call *look* no longer."""
        self._looks = tuple(kept for kept in self._looks if kept != look)

    def now(self) -> datetime:
        """Give the present moment as an aware datetime in UTC."""
        return moment_of(self.instant)

    @property
    def pending(self) -> tuple[Timer, ...]:
        """The timers that are set, the next one first."""
        return tuple(timer for _, _, timer in sorted(self._timers) if timer.action is not None)

    @property
    def next_deadline(self) -> int | None:
        """The instant of the next timer, or None if none is set."""
        timers = self._timers
        while timers and timers[0][2].action is None:
            heappop(timers)
            self._cancelled -= 1
        return timers[0][0] if timers else None

    def call_soon(self, action: Callable[..., None], *arguments: object) -> None:
        """Run *action* at this instant, after all that was asked for before."""
        self._soon.append((action, arguments))

    def call_later(self, milliseconds: int, action: Callable[..., None], label: str, *arguments: object) -> Timer:
        """Run *action* with *arguments* when *milliseconds* (0 or more) have passed; *label* says what for.

        Raises:
            BadInput: when *milliseconds* is below 0.
        """
        if milliseconds < 0:
            raise BadInput("delay", milliseconds, where=f"timer {label!r}", accepted="0 or more milliseconds")
        self._set += 1
        timer = Timer(label, self.instant + milliseconds, self._set, action, arguments)
        heappush(self._timers, (timer.due, timer.number, timer))
        if self._watcher is not None:
            self._watcher.timer_set(timer)
        return timer

    def cancel(self, timer: Timer) -> None:
        """Make sure that *timer* never fires; a timer that fired or was cancelled stays as it is."""
        if timer.action is None:
            return
        timer.action = None
        self._cancelled += 1
        if self._watcher is not None:
            self._watcher.timer_cancelled(timer)
        if self._cancelled > _FEW_CANCELLED and self._cancelled * 2 > len(self._timers):
            self._timers = [kept for kept in self._timers if kept[2].action is not None]
            heapify(self._timers)
            self._cancelled = 0

    def settle(self) -> None:
        """Run all that is due at this instant; time does not move. Inside a settling it does nothing."""
        if self._settling:
            return
        self._settling = True
        try:
            self._drain()
        finally:
            self._settling = False
            if self._watcher is not None:
                self._watcher.settled()

    def advance(self, delay: timedelta | int) -> None:
        """Let *delay* (a timedelta, or milliseconds) pass, with everything that falls due on the way.

        Raises:
            BadInput: when *delay* is below 0.
        """
        milliseconds = delay if isinstance(delay, int) else delay // MILLISECOND
        if milliseconds < 0:
            raise BadInput("delay", delay, where="advance", accepted="0 or more: time does not run backwards")
        self.advance_to(self.instant + milliseconds)

    def advance_to(self, instant: int) -> None:
        """Let time pass until *instant* (milliseconds since the epoch), with everything that falls due on the way."""
        self.settle()
        while (deadline := self.next_deadline) is not None and deadline <= instant:
            self.instant = deadline
            self.settle()
        self.instant = max(self.instant, instant)

    def jump(self) -> bool:
        """Go straight to the next deadline and run it; say whether there was one."""
        self.settle()
        deadline = self.next_deadline
        if deadline is None:
            return False
        self.instant = deadline
        self.settle()
        return True

    def run_until_idle(self, *, at_most: timedelta = timedelta(days=1)) -> None:
        """Jump from deadline to deadline until none is left or *at_most* has passed."""
        horizon = self.instant + at_most // MILLISECOND
        self.settle()
        while (deadline := self.next_deadline) is not None and deadline <= horizon:
            self.jump()

    def _drain(self) -> None:
        soon = self._soon
        for _ in range(_MOST_STEPS):
            if soon:
                action, arguments = soon.popleft()
                action(*arguments)
            elif not self._fire():
                return
            for look in self._looks:
                look()
        raise Spinning(self.now(), _MOST_STEPS)

    def _fire(self) -> bool:
        deadline = self.next_deadline
        if deadline is None or deadline > self.instant:
            return False
        timer = heappop(self._timers)[2]
        action = cast("Callable[..., None]", timer.action)  # next_deadline has just taken the cancelled ones away
        timer.action = None
        if self._watcher is not None:
            self._watcher.timer_fired(timer)
        action(*timer.arguments)
        return True


def instant_of(moment: datetime) -> int:
    """Turn an aware datetime into an instant (whole milliseconds since the epoch).

    Raises:
        BadInput: when *moment* has no time zone.
    """
    if moment.tzinfo is None:
        raise BadInput("moment", moment.isoformat(), accepted="a moment with its time zone")
    return (moment - EPOCH) // MILLISECOND


def moment_of(instant: int) -> datetime:
    """Turn an instant (whole milliseconds since the epoch) into an aware datetime in UTC."""
    return EPOCH + instant * MILLISECOND
