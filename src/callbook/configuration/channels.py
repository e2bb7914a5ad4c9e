"""Whose option a name is: ours, or one of the many that other channels keep in the same section."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from callbook.configuration.options import OPTIONS

CHANNEL = "webcallback"
_LOGIN = "login."
_ALIKE = 0.85
_NAME_ALIKE = 0.92  # `interaction.override-options`, the name in older guides, is another option than ours
_SHARED = tuple(name for name in OPTIONS if CHANNEL not in name.split("."))


@cache
def is_ours(name: str) -> bool:
    """Return whether the Web Callback channel reads *name*, or would if it were written right.

    Ours is what the catalogue holds; what begins with ``webcallback``, or its first part with something like it, after
    ``login.`` too; what is very like an option of dispositions or overrides. All else belongs to somebody else.
    """
    lower = name.casefold()
    first = lower.removeprefix(_LOGIN).split(".")[0].strip()
    return (
        name in OPTIONS
        or first.startswith(CHANNEL)
        or _alike(first, CHANNEL) >= _ALIKE
        or any(_alike(lower, shared) >= _NAME_ALIKE for shared in _SHARED)
    )


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, other, one, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0
