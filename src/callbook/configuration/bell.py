"""The ringing bell as its option writes it: `file|priority|duration|device` (O14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callbook.core import BadInput

DEVICES = ("primary", "secondary", "both")
REPEAT_UNTIL_STOPPED = -1
PLAY_ONCE = 0
VALID_BELL = (
    "file|priority|duration|device: a sound file, a whole number, "
    "-1 (repeat until stopped), 0 (play once) or milliseconds, and primary, secondary or both"
)
_BELL = re.compile(
    r"""(?P<file>[^<>"|?*\x00-\x1f]*[^<>"|?*\x00-\x20])
        \|(?P<priority>-?[0-9]{1,9})
        \|(?P<duration>-1|[0-9]{1,9})
        (\|(?P<device>primary|secondary|both))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Bell:
    """What rings when a web callback is offered.

    Attributes:
        file: sound file, its path relative to the application's folder.
        priority: the larger, the more important.
        duration: milliseconds; -1 repeats until stopped, 0 plays the file once.
        device: the audio device: primary, secondary or both.
    """

    file: str
    priority: int
    duration: int
    device: str

    @classmethod
    def parse(cls, raw: str) -> Bell:
        """Return the bell that is written ``file|priority|duration|device``, a missing device being primary (O14).

        Raises:
            BadInput: when it cannot be read.
        """
        found = _BELL.fullmatch(raw)
        if found is None:
            raise BadInput("ringing bell", raw, accepted=VALID_BELL)
        device = found["device"] or DEVICES[0]
        return cls(found["file"], int(found["priority"]), int(found["duration"]), device)
