"""The window of a voice call that has no callback at this desktop.

Another agent transferred the call (F6), or its callback was taken away and is offered anew (E7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.workspace.names import CallbackState, CallPhase

if TYPE_CHECKING:
    from callbook.workspace.calls import Calls


class VoiceWindow:
    """One such window.

    Attributes:
        id: its name at this desktop.
        calls: the call, and a consult call if the agent hands it on.
    """

    def __init__(self, calls: Calls, name: str) -> None:
        self.id = name
        self.calls = calls

    @property
    def state(self) -> CallbackState:
        """It has no callback."""
        return CallbackState.NONE

    @property
    def callback(self) -> None:
        """It has no callback."""
        return

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        return self.calls.phase

    @property
    def consult_phase(self) -> CallPhase:
        """Where the consult call is."""
        return self.calls.consult_phase
