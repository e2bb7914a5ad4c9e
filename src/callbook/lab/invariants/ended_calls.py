"""What must hold of calls that are over: no window shows one again, whatever comes late about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.lab.lab import Lab


class EndedCalls:
    """Remembers the calls that desktops have shown, and show no more."""

    def __init__(self) -> None:
        self._shown: dict[str, frozenset[str]] = {}
        self._ended: dict[str, frozenset[str]] = {}

    def shown_again(self, lab: Lab) -> Iterator[str]:
        """Yield in words each call that a window shows again; to be asked at every moment of rest.

        Who has lost the connection to the voice switch has lost sight of calls that go on: those may come again.
        """
        for desk in lab.desks:
            windows = (window.id for window in desk.shown().interactions)
            shown = frozenset(conn_id for window in windows for conn_id in desk.calls_of(window) if conn_id)
            before = self._shown.get(desk.agent, frozenset())
            ended = self._ended.get(desk.agent, frozenset()) | (before - shown)
            self._shown[desk.agent] = shown
            self._ended[desk.agent] = ended if desk.voice.link.up else frozenset()
            for conn_id in sorted(shown & ended):
                yield f"{desk.agent}: call {conn_id} was over, and is shown again"
