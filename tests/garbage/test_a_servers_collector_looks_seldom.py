from __future__ import annotations

import gc

from callbook.core.garbage import collect_seldom


def test_what_is_there_stays_and_the_rest_is_looked_at_less_often() -> None:
    """What was there is frozen; the thresholds are higher than Python's own."""
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_freeze_count() > 1_000
        assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
