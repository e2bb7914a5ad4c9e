"""A configuration is made as usual as it can be: none of the deviations that are left can be left out."""

from __future__ import annotations

import pytest

from callbook.verification.sweep.smallest import smallest

MANY = dict.fromkeys("abcdefghijk", "other")


@pytest.mark.parametrize("needed", [(), ("a",), ("k",), ("b", "i"), ("a", "f", "k"), tuple(MANY)])
def test_what_is_needed_is_left(needed: tuple[str, ...]) -> None:
    """Whichever it is, and nothing else."""
    assert dict.fromkeys(needed, "other") == smallest(MANY, lambda fewer: set(needed) <= set(fewer))


def test_one_may_take_the_place_of_another() -> None:
    """Then one of them is left."""
    assert 1 == len(smallest(MANY, bool))


def test_of_nothing_nothing_is_left_out() -> None:
    """The usual configuration is as usual as it can be."""
    assert {} == smallest({}, lambda fewer: False)
