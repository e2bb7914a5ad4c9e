"""Names of files that every system takes, so that recordings of one can be unpacked on another.

What Windows refuses is written as in an address, ``%`` and two digits: names that differ go on to differ.
"""

from __future__ import annotations

import re
from typing import Final

_REFUSED: Final = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_AT_THE_END: Final = re.compile(r"[. ]\Z")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
"""Names of devices: a file may not be called so, whatever its ending."""


def portable(name: str) -> str:
    """Return *name*, a single part of a path, as every system takes it; nearly all names stay as they are."""
    taken = _AT_THE_END.sub(_as_number, _REFUSED.sub(_as_number, name))
    return f"%{ord(taken[0]):02x}{taken[1:]}" if _RESERVED.match(taken) else taken


def _as_number(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02x}"
