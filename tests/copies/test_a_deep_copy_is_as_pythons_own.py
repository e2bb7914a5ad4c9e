"""Callbook's deep copy is as `copy.deepcopy` makes it: the same form and identities inside, nothing in common."""

from __future__ import annotations

from collections import OrderedDict, deque
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from random import Random

import pytest

from callbook.core.copying import deep_copy


@dataclass(slots=True)
class Slotted:
    """Has no dictionary of attributes."""

    held: list[int]


@dataclass(frozen=True, slots=True)
class Unchanging:
    """Cannot be set, and yet holds what can change."""

    held: list[int]


class Said:
    """Says itself what is copied of it."""

    def __init__(self, held: list[int]) -> None:
        self.held = held

    def __setstate__(self, state: dict[str, list[int]]) -> None:
        self.held = [*state["held"], 0]


HELD = [1, 2]


ORIGINALS: list[object] = [
    [HELD, HELD], (HELD, "a"), {"a": HELD, 2: (HELD,)}, {("a", 1): 2}, {1, "a"}, deque([HELD]),
    OrderedDict(a=HELD), frozenset({1}), [Slotted(HELD), HELD], [Unchanging(HELD), HELD], None, 1.5, Slotted,
]  # fmt: skip


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda original: type(original).__name__)
def test_the_same_comes_out(original: object) -> None:
    """Of everything that a lab is made of."""
    assert deepcopy(original) == deep_copy(original, {})


def test_what_was_one_thing_is_one_thing() -> None:
    """And no longer the original's."""
    one, other = deep_copy((HELD, {"a": HELD}), {})
    assert one is other["a"]
    assert one is not HELD


def test_what_holds_itself_holds_itself() -> None:
    """A list in itself, too."""
    original: list[object] = []
    original.append(original)
    copy = deep_copy(original, {})
    assert copy[0] is copy


def test_a_method_is_that_of_the_copy() -> None:
    """With its arguments, if it has some."""
    slotted = Slotted([1])
    call, same = deep_copy((partial(slotted.__eq__, slotted), slotted), {})
    assert call.func.__self__ is same  # type: ignore[attr-defined]
    assert call.args[0] is same


def test_chance_goes_on_alike() -> None:
    """What says in its own way what it is made of is asked for it."""
    original = Random(1)  # noqa: S311 - no secret
    copy = deep_copy(original, {})
    assert original.random() == copy.random()
    assert [1, 0] == deep_copy(Said([1]), {}).held
