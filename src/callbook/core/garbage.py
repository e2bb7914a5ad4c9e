"""Python's collector of cyclic garbage, paused while very many objects come into being and none of them is garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


_SELDOM = (20_000, 20, 50)
"""Python's own are 700, 10 and 10."""


def collect_seldom() -> None:
    """Keep the collector away from all that is there now, and let it look less often at what comes.

    What a server keeps is no garbage: to walk through a journal and mailboxes makes it pause for 50 ms and more, every
    few seconds under load, which is all of its 99th percentile (`benchmarks/stateful.py`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@contextmanager
def collector_paused() -> Generator[None]:
    """Pause the collector for a block: it would walk through all that is there again and again, and find nothing.

    A recording of 100,000 messages is read in a third of the time so (`benchmarks/long_recording.py`).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
