"""One virtual clock rules everything: timers, stamps, due times. It moves only when it is told to.

Instants are whole milliseconds since the Unix epoch (UTC), so that adding them never rounds. At one instant the
order is fixed: first what was asked to run at once, in the order of asking; then the timers that are due, in the
order in which they were set, each followed by what it asked to run at once.

A clock stands between two moments, `EARLIEST` and `LATEST`, and no timer is due after the last year of the calendar: so
each instant that there is can be written down.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Protocol, cast

from callbook.core.copying import NotCopied, copied
from callbook.core.errors import BadInput, CallbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

__all__ = [
    "DEFAULT_START",
    "EARLIEST",
    "LATEST",
    "MILLISECOND",
    "Clock",
    "MovedFromInside",
    "Spinning",
    "Timer",
    "instant_of",
    "moment_of",
    "possible_instant",
]

MILLISECOND = timedelta(milliseconds=1)
"""Divides a timedelta into the whole milliseconds that the clock counts in."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEFAULT_START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""The first moment of a lab that is not told otherwise: a Monday morning, in UTC."""
EARLIEST = EPOCH
"""The first moment at which a clock can stand."""
LATEST = datetime(3000, 1, 1, tzinfo=UTC)
"""The last moment at which a clock can stand."""
_FIRST_INSTANT = 0
_LAST_INSTANT = (LATEST - EPOCH) // MILLISECOND
_LAST_DUE = (datetime(9999, 12, 31, 23, tzinfo=UTC) - EPOCH) // MILLISECOND
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


class MovedFromInside(BadInput):
    """Something that the clock runs, a timer or the handling of a message, has asked the clock to let time pass.

    Time passes between the things that the clock runs, never within one.

    Args:
        method: the clock's method that was called.
    """

    def __init__(self, method: str) -> None:
        super().__init__("method of the clock", method, where="a timer", accepted="call_later")

    def _text(self) -> str:
        return f"The clock was asked to {self.given} from inside a timer; ask with {self.accepted} instead."


class Timer:
    """A deadline that was set.

    Attributes:
        label: what for.
        due: when: an instant, in milliseconds since the epoch.
        number: how many were set up to this one; the older of two goes first.
        action: what is called then; None once it fired or was cancelled.
        arguments: what it is called with.
        cause: what led to it, as whoever watches the clock says.
        since: the instant when it was set.
    """

    __slots__ = ("action", "arguments", "cause", "due", "label", "number", "since")

    def __init__(  # noqa: PLR0913, PLR0917 - whoever sets one knows all of it
        self, label: str, since: int, due: int, number: int, action: Callable[..., None], arguments: tuple[object, ...]
    ) -> None:
        self.label = label
        self.since = since
        self.due = due
        self.number = number
        self.action: Callable[..., None] | None = action
        self.arguments = arguments
        self.cause = 0

    def close(self) -> None:
        """Let go of what is called: the timer has fired, or will never fire."""
        self.action = None
        self.arguments = ()

    def __repr__(self) -> str:
        return f"<Timer {self.label!r} due {moment_of(self.due).isoformat()}>"


class TimerWatcher(Protocol):
    """Whoever wants to know what becomes of timers: the journal."""

    def timer_set(self, timer: Timer) -> None:
        """Note on *timer*, which was set, what led to it."""
        ...

    def timer_fired(self, timer: Timer) -> None:
        """Note that *timer* ran out; what happens until the next note happens because of it."""
        ...

    def settled(self) -> None:
        """Note that nothing is left to do at this instant."""
        ...


class Clock:
    """Virtual time with a scheduler.

    A deep copy has the same instant and the same timers, whose methods and arguments are copied with it. Nobody looks
    at its steps until asked to: see `after_each_step`.

    Args:
        start: the first instant, an aware datetime.

    Attributes:
        paced: whether a wall clock says when this one moves on; then it cannot be copied.

    Raises:
        BadInput: when no clock can stand at *start*.
    """

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        self.instant = possible_instant(instant_of(start), "start")
        self._soon: deque[tuple[Callable[..., None], tuple[object, ...]]] = deque()
        self._timers: list[tuple[int, int, Timer]] = []  # due, number: the order of timers
        self._cancelled = 0
        self._set = 0
        self._settling = False
        self._watcher: TimerWatcher | None = None
        self._looks: tuple[tuple[Callable[..., None], tuple[object, ...]], ...] = ()
        self.paced = False

    def watch(self, watcher: TimerWatcher) -> None:
        """Tell *watcher* of every timer that is set or fires."""
        self._watcher = watcher

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a clock that goes on from here by itself, with copies of the timers and without whoever looks on.

        Raises:
            NotCopied: while it runs what is due, and when it is paced by the wall.
        """
        if self._settling:
            raise NotCopied("clock", "it is running what is due", "a clock at rest, outside of its timers")
        if self.paced:
            raise NotCopied("clock", "it is paced by the wall", "a clock that is moved by hand")
        return copied(self, memo, _looks=())

    def after_each_step(self, look: Callable[..., None], *arguments: object) -> None:
        """Call *look* with *arguments* after each step, too, be it a message handed over or a timer that fired.

        It is for what must hold, or be seen, at every moment; what it raises comes out of whoever moved the clock. A
        copy of the clock does not call it.
        """
        self._looks = (*self._looks, (look, arguments))

    def no_longer_after_each_step(self, look: Callable[..., None]) -> None:
        """Call *look* no longer."""
        self._looks = tuple(kept for kept in self._looks if kept[0] != look)

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""
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
        """Call *action* with *arguments* at this instant, after all that was asked for before."""
        self._soon.append((action, arguments))

    def call_later(self, milliseconds: int, action: Callable[..., None], label: str, *arguments: object) -> Timer:
        """Call *action* with *arguments* when *milliseconds* (0 or more) have passed; return the timer.

        Give a method and its arguments, not a function that encloses them: what a function encloses is not copied when
        the clock is.

        Args:
            milliseconds: how long from now.
            action: what is called then.
            label: what for; the journal and `pending` show it.
            arguments: what *action* is called with.

        Raises:
            BadInput: when *milliseconds* is below 0, or so many that the calendar ends before.
        """
        now = self.instant
        due = now + milliseconds
        if milliseconds < 0 or due > _LAST_DUE:
            accepted = "0 or more milliseconds, up to the year 9999"
            raise BadInput("delay", milliseconds, where=f"timer {label!r}", accepted=accepted)
        self._set += 1
        timer = Timer(label, now, due, self._set, action, arguments)
        heappush(self._timers, (due, self._set, timer))
        if self._watcher is not None:
            self._watcher.timer_set(timer)
        return timer

    def cancel(self, timer: Timer) -> None:
        """Make sure that *timer* never fires; a timer that fired or was cancelled stays as it is."""
        if timer.action is None:
            return
        timer.close()
        self._cancelled += 1
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
            BadInput: when *delay* is below 0, or no clock can stand where it ends.
            MovedFromInside: from inside a timer.
        """
        milliseconds = delay if isinstance(delay, int) else delay // MILLISECOND
        if milliseconds < 0:
            raise BadInput("delay", delay, where="advance", accepted="0 or more: time does not run backwards")
        self._only_from_outside("advance")
        self.advance_to(self.instant + milliseconds)

    def advance_to(self, instant: int) -> None:
        """Let time pass until *instant* (milliseconds since the epoch), with everything that falls due on the way.

        Raises:
            BadInput: when no clock can stand there.
            MovedFromInside: from inside a timer.
        """
        self._only_from_outside("advance")
        possible_instant(instant, "advance")
        self.settle()
        while (deadline := self.next_deadline) is not None and deadline <= instant:
            self.instant = deadline
            self.settle()
        self.instant = max(self.instant, instant)

    def jump(self) -> bool:
        """Go straight to the next deadline and run it; return whether there was one.

        Raises:
            BadInput: when no clock can stand there.
            MovedFromInside: from inside a timer.
        """
        self._only_from_outside("jump")
        self.settle()
        deadline = self.next_deadline
        if deadline is None:
            return False
        self.instant = possible_instant(deadline, "jump")
        self.settle()
        return True

    def run_until_idle(self, *, at_most: timedelta = timedelta(days=1)) -> None:
        """Jump from deadline to deadline until none is left or *at_most* has passed.

        Raises:
            MovedFromInside: from inside a timer.
        """
        self._only_from_outside("run until idle")
        horizon = self.instant + at_most // MILLISECOND
        self.settle()
        while (deadline := self.next_deadline) is not None and deadline <= horizon:
            self.jump()

    def _only_from_outside(self, method: str) -> None:
        if self._settling:
            raise MovedFromInside(method)

    def _drain(self) -> None:
        soon = self._soon
        for _ in range(_MOST_STEPS):
            if soon:
                action, arguments = soon.popleft()
                action(*arguments)
            elif not self._timers or self._timers[0][0] > self.instant or not self._fire():
                return
            for look, arguments in self._looks:
                look(*arguments)
        raise Spinning(self.now(), _MOST_STEPS)

    def _fire(self) -> bool:
        deadline = self.next_deadline
        if deadline is None or deadline > self.instant:
            return False
        timer = heappop(self._timers)[2]
        action = cast("Callable[..., None]", timer.action)  # next_deadline has just taken the cancelled ones away
        arguments = timer.arguments
        timer.close()
        if self._watcher is not None:
            self._watcher.timer_fired(timer)
        action(*arguments)
        return True


def instant_of(moment: datetime) -> int:
    """Return the instant of an aware datetime: whole milliseconds since the epoch.

    Raises:
        BadInput: when *moment* has no time zone.
    """
    if moment.tzinfo is None:
        raise BadInput("moment", moment.isoformat(), accepted="a moment with its time zone")
    return (moment - EPOCH) // MILLISECOND


def possible_instant(instant: int, where: str) -> int:
    """Return *instant*, at which a clock can stand.

    Raises:
        BadInput: when none can.
    """
    if _FIRST_INSTANT <= instant <= _LAST_INSTANT:
        return instant
    accepted = f"{EARLIEST.isoformat()} to {LATEST.isoformat()}, in milliseconds since the first of them"
    raise BadInput("instant", instant, where=where, accepted=accepted)


def moment_of(instant: int) -> datetime:
    """Return an instant (whole milliseconds since the epoch) as an aware datetime in UTC."""
    return EPOCH + instant * MILLISECOND
