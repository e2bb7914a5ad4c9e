"""Two recordings are compared structurally: what was added, is missing, has moved or says something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs
from tests.trace.conftest import ACCEPT, every_kind

from callbook.core.clock import Clock
from callbook.core.journal import Journal
from callbook.record.trace import Difference, How, Trace, difference
from callbook.record.trace.difference import difference_in_words

if TYPE_CHECKING:
    from collections.abc import Callable


def _trace(tell: Callable[[Journal], object], played: Trace) -> Trace:
    journal = Journal(Clock())
    tell(journal)
    return replace(played, entries=tuple(journal.entries), end=played.end)


def _said(found: tuple[Difference, ...]) -> list[str]:
    return [line for each in found for line in difference_in_words(each)]


def _abc(journal: Journal) -> None:
    for topic in "abc":
        journal.note("Anna", topic, "1")


def test_a_recording_is_like_itself(played: Trace) -> None:
    """Whatever kinds of entries it holds."""
    assert () == difference(played, played)
    whole = replace(played, entries=tuple(every_kind().journal.entries))
    assert () == difference(whole, whole)


def test_only_the_kit_s_version_is_volatile(played: Trace) -> None:
    """Every other field of the first line counts, and so does the end."""
    newer = replace(played, head=structs.replace(played.head, kit="9.9"))
    assert () == difference(played, newer)
    other = replace(played, head=structs.replace(played.head, seed=2), end=0)
    expected = ["* changed the first line", "    seed: 1 -> 2", f"    end: {played.end} -> 0"]
    assert expected == _said(difference(played, other))


def test_what_was_added_is_named(played: Trace) -> None:
    """And nothing else, though all numbers behind it are different."""

    def with_more(journal: Journal) -> None:
        journal.refusal("Ben", "dial", "no")
        _abc(journal)

    found = difference(_trace(_abc, played), _trace(with_more, played))
    assert [(How.ADDED, None)] == [(each.how, each.before) for each in found]
    assert ["+ added entry 1: refusal Ben dial"] == _said(found)


def test_what_is_missing_is_named(played: Trace) -> None:
    """With the number that it had in the first recording."""
    found = difference(_trace(_abc, played), _trace(lambda journal: journal.note("Anna", "b", "1"), played))
    assert ["- missing entry 1: note Anna a", "- missing entry 3: note Anna c"] == _said(found)


def test_what_has_moved_is_named(played: Trace) -> None:
    """Once, not as missing here and added there."""

    def moved(journal: Journal) -> None:
        for topic in "bca":
            journal.note("Anna", topic, "1")

    assert ["> moved entry 3: note Anna a"] == _said(difference(_trace(_abc, played), _trace(moved, played)))


def test_what_changed_is_named_field_by_field(played: Trace) -> None:
    """Down to single attributes of a message, and to single places of a list."""

    def one(journal: Journal) -> None:
        journal.message("w", "Anna", "Server", ACCEPT)
        journal.action("Anna", "dial", {"numbers": [1, 2], "old": True})

    def other(journal: Journal) -> None:
        journal.message("w", "Anna", "Server", structs.replace(ACCEPT, TicketId=9))
        journal.action("Anna", "dial", {"numbers": [1, 3], "new": [1]})

    expected = [
        "* changed entry 1: message w Anna RequestAccept",
        "    message.TicketId: 2 -> 9",
        "* changed entry 2: action Anna dial",
        "    act.numbers[1]: 2 -> 3",
        "    act.old: True -> None",
        "    act.new: None -> [1]",
    ]
    assert expected == _said(difference(_trace(one, played), _trace(other, played)))


def test_a_cause_follows_its_entry(played: Trace) -> None:
    """The same cause under another number is the same; another cause is a change."""

    def one(journal: Journal) -> None:
        journal.cause = journal.message("w", "Anna", "Server", ACCEPT)
        journal.note("Anna", "b", "1")

    def later(journal: Journal) -> None:
        journal.refusal("Ben", "dial", "no")
        one(journal)

    def other(journal: Journal) -> None:
        journal.message("w", "Anna", "Server", ACCEPT)
        journal.note("Anna", "b", "1")

    assert ["+ added entry 1: refusal Ben dial"] == _said(difference(_trace(one, played), _trace(later, played)))
    expected = ["* changed entry 2: note Anna b", "    cause: 1 -> 0"]
    assert expected == _said(difference(_trace(one, played), _trace(other, played)))


def test_timers_are_told_by_their_names(played: Trace) -> None:
    """An entry that has nothing else is about its timer; a step that ended is about nothing but that."""

    def timers(journal: Journal) -> None:
        journal.clock.call_later(1, lambda: None, "patience")
        journal.clock.advance(1)

    def step(journal: Journal) -> None:
        journal.step_began("Given", "a step", 1)
        journal.step_ended("passed")

    empty = _trace(lambda _: None, played)
    assert ["+ added entry 1: timer fired patience"] == _said(difference(empty, _trace(timers, played)))
    assert ["+ added entry 1: step a step", "+ added entry 2: step ended"] == _said(
        difference(empty, _trace(step, played))
    )
