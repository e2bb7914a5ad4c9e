"""`Untold` stands for what an interface does not tell: nobody passes it by without being told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.lab import NotExpressible, Untold

if TYPE_CHECKING:
    from collections.abc import Callable

BELL = Untold("the bell", "no notification tells it")
PHASE = Untold("the phase", "all are `Dialing`", frozenset({"dialling", "busy"}))


LOOKS: list[Callable[[Untold], object]] = [
    bool,
    str,
    lambda value: f"{value}",
    lambda value: "x" in value,
    lambda value: value == "",
    lambda value: value != "",
]


@pytest.mark.parametrize("look", LOOKS)
def test_who_looks_is_stopped(look: Callable[[Untold], object]) -> None:
    """With what is missing."""
    with pytest.raises(NotExpressible, match="the bell: no notification tells it"):
        look(BELL)


def test_what_it_cannot_be_it_is_not() -> None:
    """Only what it might be cannot be told from it."""
    assert (False, True) == ("talking" == PHASE, hash(PHASE) == hash("the phase"))
    with pytest.raises(NotExpressible, match="the phase"):
        assert PHASE == "busy"


def test_two_of_a_kind_are_the_same() -> None:
    """So what was seen before and after can be compared."""
    assert ([BELL], "<the bell is not told>") == ([Untold("the bell", "whatever")], repr(BELL))
    assert PHASE != BELL
