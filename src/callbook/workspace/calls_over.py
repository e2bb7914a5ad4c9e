"""The calls of a desktop that are over, and what comes about them yet: late news, or a call that was handed back.

A call that rings after its end may have been handed back by a colleague, or its EventRinging may have taken long. So
what comes of it is kept until the switch has said which calls there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.messages.t_library_events import EventRinging

if TYPE_CHECKING:
    from collections.abc import Collection

    from callbook.messages.t_library_events import CallEvent
    from callbook.workspace.calls import VoiceCall

_REMEMBERED: Final = 50
"""How many calls that are over a desktop remembers, to recognise what comes late."""


class CallsOver:
    """The calls that are over, the last fifty."""

    def __init__(self) -> None:
        self._calls: dict[str, VoiceCall | None] = {}
        self._kept: dict[str, list[CallEvent]] = {}

    def __contains__(self, conn_id: str) -> bool:
        return conn_id in self._calls

    def __len__(self) -> int:
        return len(self._calls)

    def add(self, conn_id: str, call: VoiceCall | None = None) -> None:
        """Remember a call that is over; None where it was never shown."""
        self._calls[conn_id] = call
        for oldest in tuple(self._calls)[:-_REMEMBERED]:
            del self._calls[oldest]

    def call(self, conn_id: str) -> VoiceCall | None:
        """Return a call that is over; None if it was never shown."""
        return self._calls[conn_id]

    def remove(self, conn_id: str) -> None:
        """Remember a call no longer: it is up again."""
        self._calls.pop(conn_id, None)

    def keeps(self, event: CallEvent) -> bool:
        """Keep what comes of a call since it has rung after its end; return whether it has."""
        if isinstance(event, EventRinging):
            self._kept.setdefault(event.ConnID, [])
        if event.ConnID not in self._kept:
            return False
        self._kept[event.ConnID].append(event)
        return True

    def back(self, there: Collection[str]) -> list[CallEvent]:
        """Return what was kept of the calls that are there, in order; they are over no more. Nothing is kept then."""
        kept, self._kept = self._kept, {}
        found = [(conn_id, events) for conn_id, events in kept.items() if conn_id in there]
        for conn_id, _ in found:
            self.remove(conn_id)
        return [event for _, events in found for event in events]

    def clear(self) -> None:
        """Remember none: nothing can come of them any more."""
        self._calls.clear()
        self._kept.clear()
