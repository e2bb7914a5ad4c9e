"""The bell that rings while a callback is offered (O14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_desktop.alarms import Alarm
    from sample_desktop.plain import Json
    from sample_desktop.station import Station

SOUND_LASTS = 3_000
"""How long a sound is heard that plays once, in milliseconds."""


class Bell:
    """One bell: -1 ms until somebody stops it, 0 ms the sound once (say 3 s), else for so many ms.

    Attributes:
        heard: the file that can be heard now; empty in silence.
    """

    def __init__(self, station: Station) -> None:
        self._station = station
        self._alarm: Alarm | None = None
        self.heard = ""

    def ring(self, sound: Json) -> None:
        """Begin to ring."""
        self._station.tell("bell rings", **sound)
        self.heard = sound["file"]
        if sound["ms"] >= 0:
            self._alarm = self._station.later(sound["ms"] or SOUND_LASTS, self.stop)

    def stop(self) -> None:
        """Be silent."""
        self._station.alarms.stop(self._alarm)
        if self.heard:
            self.heard = ""
            self._station.tell("bell is silent")
