"""Keeping Python's collector of cyclic garbage away from what a run has collected: all of it stays until the end."""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest

from callbook.garbage import collector_paused


class CollectedStays:
    """Spares the collector the walk through all tests, again and again while the scenarios run."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Pause the collector, and let it forget what is there then."""
        with collector_paused():
            result = yield
        gc.freeze()
        return result

    def pytest_sessionfinish(self) -> None:
        """Give everything back to the collector."""
        gc.unfreeze()
