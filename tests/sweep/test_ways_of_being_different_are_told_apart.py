"""Desktops are compared run by run, each with the first; each way of being different is asked about once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.record.decisions import Scenario
from callbook.verification.everywhere.outcome import HOLDS, Outcome
from callbook.verification.sweep.job import (
    SMALLEST,
    Ended,
    Place,
    RunDone,
    RunTask,
    SmallestDone,
    Sweep,
)

if TYPE_CHECKING:
    from callbook.verification.queue.tasks import Task

ONE, OTHER = Scenario("f::one", "f", "one", 3, ()), Scenario("f::other", "f", "other", 9, ())
FAILS = Outcome("difference", "Then it is so", reason="in one's own words")
USUAL = Place("the usual one", "", {}, 1)
NEAR = Place("row 1", "", {"Can Decline": "withheld"}, 1)
FAR = Place("row 2", "", {"Can Decline": "withheld", "webcallback.auto-dial": "true"}, 1)


def swept(*places: Place, seen: dict[tuple[str, str], dict[Scenario, Outcome | None]]) -> tuple[Sweep, list[Task]]:
    """Return a sweep that has seen what ended otherwise than well, and the tasks that came of the last run."""
    job = Sweep(places, ("model", "theirs"))
    asked: list[Task] = []
    for task in job.first():
        run = msgspec.convert(task, RunTask)
        otherwise = seen.get((run.place.name, run.desktop), {})
        ended = tuple(Ended(each, otherwise.get(each, HOLDS)) for each in (ONE, OTHER))
        asked = job.follow(task, msgspec.to_builtins(RunDone(ended)))
    return job, asked


def test_the_smallest_configuration_is_looked_for_from_the_nearest_row() -> None:
    """Once for each way; what it takes is told."""
    job, asked = swept(FAR, NEAR, seen={("row 1", "theirs"): {ONE: FAILS}, ("row 2", "theirs"): {ONE: FAILS}})
    assert [(SMALLEST, "f::one", "row 1")] == [(each["do"], each["node"], each["place"]["name"]) for each in asked]
    (before,) = job.differences()
    assert (2, None) == (before.places, before.smallest)
    assert [] == job.follow(asked[0], msgspec.to_builtins(SmallestDone({"Can Decline": "withheld"})))
    (after,) = job.differences()
    assert {"Can Decline": "withheld"} == after.smallest
    assert ("holds", "not so at Then it is so: in one's own words") == after.outcomes


def test_what_differs_on_the_usual_configuration_needs_nothing() -> None:
    """So nobody is asked."""
    job, asked = swept(USUAL, NEAR, seen={("the usual one", "theirs"): {ONE: FAILS}, ("row 1", "theirs"): {ONE: FAILS}})
    assert [] == asked
    assert [{}] == [each.smallest for each in job.differences()]
    assert [1, 1] == [job.differing(0), job.differing(1)]


def test_words_make_no_difference_and_neither_does_what_is_skipped() -> None:
    """A desktop has its own words; what its interface cannot tell is not compared."""
    other_words = Outcome("difference", "Then it is so", reason="in other words")
    theirs: dict[Scenario, Outcome | None] = {ONE: other_words, OTHER: None}
    job, _ = swept(USUAL, seen={("the usual one", "theirs"): theirs, ("the usual one", "model"): {ONE: FAILS}})
    assert [] == list(job.differences())


def test_another_seed_alone_may_change_an_end() -> None:
    """Such a scenario is named."""
    again = msgspec.structs.replace(USUAL, seed=2)
    job = Sweep((USUAL, again), ("model",))
    for task, outcome in zip(job.first(), (HOLDS, FAILS), strict=True):
        job.follow(task, msgspec.to_builtins(RunDone((Ended(ONE, outcome), Ended(OTHER, HOLDS)))))
    assert [ONE] == list(job.unsteady())


def test_a_run_that_is_missing_is_not_compared() -> None:
    """As when the budget is spent, or a scenario is there with one desktop only."""
    job = Sweep((USUAL, NEAR), ("model", "theirs"))
    first, second, third, _ = job.first()
    job.follow(first, msgspec.to_builtins(RunDone((Ended(ONE, HOLDS),))))
    job.follow(second, msgspec.to_builtins(RunDone((Ended(ONE, FAILS), Ended(OTHER, FAILS)))))
    job.follow(third, msgspec.to_builtins(RunDone((Ended(ONE, FAILS),))))
    assert [ONE] == [each.scenario for each in job.differences()]
    assert 0 == job.differing(1)
