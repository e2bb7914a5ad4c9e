"""Moments as clients write them into attached data: ISO 8601 with its zone, or seconds since 1970 (assumed).

Nobody but whoever submits a callback decides what stands there, so this reads what is clear and refuses nothing: a time
without its zone could be any of some thirty moments, and is not guessed.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from callbook.core.clock import instant_of, moment_of
from callbook.core.errors import BadInput, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

_READ: Final = "'2026-03-03T09:30:00Z', with a fraction or an offset too, or seconds since 1970"
_MOST_DIGITS: Final = 10
"""Of seconds since 1970, up to the year 2286; thirteen digits would be milliseconds, which nobody is known to send."""


def written_instant(written: object) -> int | None:
    """Return the instant of a moment that was written, in milliseconds since 1970; None where it cannot be read.

    Read are ``2026-03-03T09:30:00Z``, the same with a fraction of the second or with an offset such as ``+01:00``, and
    whole seconds since 1970 as a number or as text.
    """
    text = str(written) if isinstance(written, int) and not isinstance(written, bool) else written
    if not isinstance(text, str):
        return None
    if text.isascii() and text.isdigit():
        return int(text) * 1_000 if len(text) <= _MOST_DIGITS else None
    try:
        instant = instant_of(datetime.fromisoformat(text))
        moment_of(instant)  # in UTC it may lie beyond the years that a calendar holds
    except (ValueError, OverflowError, BadInput):  # no moment, or one without its zone
        return None
    return instant


def unreadable_time(data: Mapping[str, object], key: str) -> str:
    """Return a warning in words where a time is wished under *key* that cannot be read; empty where all is well."""
    written = data.get(key, "")
    if written_instant(written) is not None or (isinstance(written, str) and not written.strip()):
        return ""
    return f"{key} {shortened(repr(written))} is no time that can be read, so it is due now (assumed); read is {_READ}"
