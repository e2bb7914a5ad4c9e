"""Counts and shares in words: one problem, two problems, 12.5 %."""

from __future__ import annotations

import re
from typing import Final

_WHOLE: Final = 100
_ENDS_IN_Y: Final = re.compile(r"(?<=[^aeiou])y$")


def counted(count: int, what: str, *, several: str = "") -> str:
    """Return *count* with its noun: ``1 problem``, ``2 problems``, ``0 entries``.

    Args:
        count: how many there are.
        what: one of them is called, with whatever stands before the noun: ``feature file``.
        several: what more of them, or none, are called, where more changes than the noun's end.
    """
    if count != 1:
        what = several or (_ENDS_IN_Y.sub("ies", what) if _ENDS_IN_Y.search(what) else f"{what}s")
    return f"{count} {what}"


def percent(part: float) -> str:
    """Return a share of 0 to 1 in percent; a large one is never all."""
    shown = f"{part * 100:.4g}"
    if part < 1 and float(shown) >= _WHOLE:
        shown = "more than 99.99"
    return f"{shown} %"
