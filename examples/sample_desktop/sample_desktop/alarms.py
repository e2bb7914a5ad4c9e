"""Everything that a desk has to do later, if nothing comes between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(eq=False, slots=True)
class Alarm:
    """Something to be done at *due*, in milliseconds since the epoch."""

    due: int
    action: Callable[[], None]


class Alarms:
    """The alarms of one desk. Time comes from outside: nothing here waits."""

    def __init__(self) -> None:
        self._alarms: list[Alarm] = []

    @property
    def next_due(self) -> int | None:
        """When the desk wants to be woken next; None where it need not be."""
        return min((alarm.due for alarm in self._alarms), default=None)

    def set(self, due: int, action: Callable[[], None]) -> Alarm:
        """Do *action* at *due*."""
        alarm = Alarm(due, action)
        self._alarms.append(alarm)
        return alarm

    def stop(self, alarm: Alarm | None) -> None:
        """Do it no longer; one that has rung, or was stopped, stays as it is."""
        if alarm in self._alarms:
            self._alarms.remove(alarm)

    def ring(self, now: int) -> None:
        """Do all that is due, the earliest first, what was set first before what was set later."""
        while (due := self.next_due) is not None and due <= now:
            alarm = next(each for each in self._alarms if each.due == due)
            self._alarms.remove(alarm)
            alarm.action()
