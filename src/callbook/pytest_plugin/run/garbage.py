"""Keeping Python's collector of cyclic garbage away from what a run has collected: all of it stays until the end."""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest

from callbook.core import collector_paused


class CollectedStays:
    """Spares the collector the walk through all tests, again and again: while scenarios run, and as the process ends.

    That is done once in a process. A run inside another one, or after it, goes without: what it leaves is collected.
    """

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Pause the collector, and let it forget what is there then; looking for garbage first costs more."""
        is_first = not gc.get_freeze_count()
        with collector_paused():
            result = yield
        if is_first:
            gc.freeze()
        return result
