from __future__ import annotations

import pytest

from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.journal import Journal


def _written(count: int, most: int | None) -> Journal:
    journal = Journal(Clock(), most=most)
    for number in range(count):
        journal.action("Anna", f"deed {number + 1}", {})
        journal.clock.settle()
    return journal


def test_what_is_kept_keeps_its_numbers() -> None:
    """A little more than the bound at most; the newest are there, each under the number that it always had."""
    journal = _written(26, most=20)
    assert (6, 26, 20, 7) == (journal.dropped, journal.last, len(journal), journal.entries[0].number)
    assert 26 == journal.entry(26).number
    assert [25, 26] == [entry.number for entry in journal.since(24)]
    assert 20 == len(journal.since(0))


def test_below_the_bound_nothing_is_dropped() -> None:
    """And without one never."""
    assert [0, 0, 0] == [_written(count, most).dropped for count, most in ((20, 20), (130, 128), (500, None))]


def test_what_is_dropped_is_no_entry_any_more() -> None:
    """The error says which there are."""
    with pytest.raises(BadInput, match=r"Accepted: a number from 7 to 26\.$"):
        _written(26, most=20).entry(6)


def test_causes_are_followed_as_far_as_they_are_kept() -> None:
    """The chain ends where the journal begins."""
    journal = _written(26, most=20)
    journal.cause = 4
    journal.note("Anna", "topic", "text")
    journal.clock.settle()
    assert [] == list(journal.causes_of(journal.entry(27)))


def test_the_newest_can_be_taken_back() -> None:
    """By their numbers, whatever was dropped before."""
    journal = _written(26, most=20)
    journal.forget_since(25)
    assert 25 == journal.last
