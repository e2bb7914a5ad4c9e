"""Making a configuration as usual as it can be while something stays true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def smallest(deviations: Mapping[str, str], still: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """Return deviations of which none can be left out: halves are left out first, then quarters, at last single ones.

    Args:
        deviations: what deviates from the usual configuration, by name.
        still: says whether it is still true of fewer; it is true of all.
    """
    kept, size = dict(deviations), max(1, len(deviations) // 2)
    while True:
        before, names = len(kept), list(kept)
        for start in range(0, len(names), size):
            left_out = names[start : start + size]
            fewer = {name: value for name, value in kept.items() if name not in left_out}
            if still(fewer):
                kept = fewer
        if size == 1 and len(kept) == before:
            return kept
        size = max(1, size // 2)
