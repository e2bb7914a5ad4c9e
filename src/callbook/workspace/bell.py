"""The bell that rings while a callback is offered (O14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import PLAY_ONCE

if TYPE_CHECKING:
    from callbook.configuration import Bell
    from callbook.core import Timer
    from callbook.workspace.desk import Desk


class RingingBell:
    """Rings as the option says: until stopped (-1), the sound once (0), or for n milliseconds (n > 0).

    How long a sound lasts no configuration says, so once is as long as is assumed.

    Attributes:
        ringing: whether it can be heard.
        played: the bell as configured, once it has rung.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._timer: Timer | None = None
        self.ringing = False
        self.played: Bell | None = None

    def ring(self, bell: Bell) -> None:
        """Start to ring."""
        self.played = bell
        self._desk.note("bell", f"rings: {bell.file}, priority {bell.priority}, {_lasting(bell)}, on {bell.device}")
        self.ringing = True
        if bell.duration >= PLAY_ONCE:
            lasting = bell.duration or self._desk.assumptions.sound_lasts
            self._timer = self._desk.clock.call_later(lasting, self._over, "bell")

    def stop(self) -> None:
        """Stop ringing; a bell that does not ring stays silent."""
        if self._timer is not None:
            self._desk.clock.cancel(self._timer)
            self._timer = None
        if self.ringing:
            self._over()

    def _over(self) -> None:
        self._timer = None
        self.ringing = False
        self._desk.note("bell", "is silent")


def _lasting(bell: Bell) -> str:
    if bell.duration == PLAY_ONCE:
        return "once"
    return f"for {bell.duration} ms" if bell.duration > PLAY_ONCE else "until stopped"
