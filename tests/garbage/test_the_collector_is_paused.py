"""The collector is paused for a block, and afterwards it is as it was."""

from __future__ import annotations

import gc

import pytest

from callbook.core.garbage import collector_paused


def test_it_runs_again_afterwards() -> None:
    """Whatever happened in the block."""
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_whoever_paused_it_before_has_it_paused() -> None:
    """An inner block does not switch it on again."""
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
