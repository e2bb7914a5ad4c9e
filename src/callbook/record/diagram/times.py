"""Instants and spans as pictures write them: the time of day in UTC, and how long something took."""

from __future__ import annotations

from functools import lru_cache

from callbook.core import moment_of

_DAY = 86_400_000


@lru_cache(maxsize=4_096)
def time_of_day(instant: int) -> str:
    """Return the time of day in UTC, to the millisecond: ``08:00:01.250``."""
    seconds, milliseconds = divmod(instant % _DAY, 1_000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}.{milliseconds:03d}"


def day_of(instant: int) -> str:
    """Return the day in UTC: ``2 March 2026``."""
    moment = moment_of(instant)
    return f"{moment.day} {moment:%B %Y}"


def lasting(milliseconds: int) -> str:
    """Say how long a span is, in the two largest units that matter: ``24 h 0 min``, ``1 min 30 s``, ``1.25 s``."""
    seconds = milliseconds // 1_000
    if seconds < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{milliseconds / 1_000:.3f}".rstrip("0").rstrip(".") + " s"
    if seconds < 3_600:  # noqa: PLR2004 - seconds in an hour
        return f"{seconds // 60} min {seconds % 60} s"
    return f"{seconds // 3_600} h {seconds % 3_600 // 60} min"
