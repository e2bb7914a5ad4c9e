"""The turn of a run goes to whoever takes it, and to nobody if nobody does."""

from __future__ import annotations

from callbook.network.service.turns import Turns


def test_somebody_who_does_not_take_it() -> None:
    """It is free as before."""
    turns = Turns()
    turns.when_free("default", lambda: False)
    assert not turns.is_taken("default")
    turns.when_free("default", lambda: True)
    assert turns.is_taken("default")
