"""The turn of a run goes to whoever takes it, and to nobody if nobody does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from callbook.network.service.turns import Turns
from callbook.network.web.connection import ClientMessage, Connection


def test_somebody_who_does_not_take_it() -> None:
    """It is free as before."""
    turns = Turns()
    turns.when_free("default", lambda: False)
    assert not turns.is_taken("default")
    turns.when_free("default", lambda: True)
    assert turns.is_taken("default")


def test_whoever_breaks_down_keeps_it_from_nobody() -> None:
    """What goes wrong while a message is carried out is no reason for others to wait for ever."""
    turns = Turns()
    turns.when_free("default", lambda: True)
    broken: Any = object.__new__(Connection)
    broken.service = SimpleNamespace(turns=turns)  # without runs: whatever is asked of them fails
    with pytest.raises(AttributeError, match="runs"):
        broken._answer_in_turn(ClientMessage(("default", "voice-switch", "Anna"), [], None))
    assert not turns.is_taken("default")
