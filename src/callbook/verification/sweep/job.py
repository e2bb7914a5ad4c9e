"""The tasks of a sweep: whole runs, and then the smallest configuration for each way in which two desktops differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from callbook.record import Scenario
from callbook.verification.everywhere.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callbook.verification.queue.tasks import Result, Task

RUN: Final = "run the features"
SMALLEST: Final = "find the smallest configuration"


class Place(msgspec.Struct, frozen=True):
    """What a run starts from.

    Attributes:
        name: of the configuration, for people.
        center: the file of the contact centre; empty for the kit's small one.
        deviations: what is otherwise than in it, by name.
        seed: decides identifiers and contacts.
    """

    name: str
    center: str
    deviations: dict[str, str]
    seed: int


class RunTask(msgspec.Struct, frozen=True):
    """One run of all features.

    Attributes:
        place: what it starts from.
        desktop: which one agents have.
        do: what kind of task it is.
    """

    place: Place
    desktop: str
    do: str = RUN


class Ended(msgspec.Struct, frozen=True):
    """How a scenario ended in a run.

    Attributes:
        scenario: which one.
        outcome: None if it was skipped.
    """

    scenario: Scenario
    outcome: Outcome | None


class RunDone(msgspec.Struct, frozen=True):
    """The answer to it."""

    ended: tuple[Ended, ...]
    seconds: float = 0.0


class SmallestTask(msgspec.Struct, frozen=True):
    """A scenario that ends otherwise with another desktop: with how few deviations does it, in the same way?

    Attributes:
        node: of the scenario.
        place: where it was seen.
        desktops: both of them.
        do: what kind of task it is.
    """

    node: str
    place: Place
    desktops: tuple[str, str]
    do: str = SMALLEST


class SmallestDone(msgspec.Struct, frozen=True):
    """The answer to it."""

    deviations: dict[str, str]
    seconds: float = 0.0


class Difference(msgspec.Struct, frozen=True):
    """A scenario that ends otherwise with another desktop.

    Attributes:
        scenario: which one.
        center: the file of the contact centre; empty for the kit's small one.
        desktops: the first desktop, and the other one.
        outcomes: how it ends with each, in words.
        places: in how many runs.
        smallest: what has to deviate, by name; None if that was not found out.
    """

    scenario: Scenario
    center: str
    desktops: tuple[str, str]
    outcomes: tuple[str, str]
    places: int
    smallest: dict[str, str] | None


class _Way(NamedTuple):
    """All by which differences are told apart.

    Attributes:
        node: of the scenario.
        center: the contact centre.
        desktop: the other one.
        with_first: how it ends with the first desktop.
        with_other: how it ends with the other one.
    """

    node: str
    center: str
    desktop: str
    with_first: tuple[str, ...]
    with_other: tuple[str, ...]


class Sweep:
    """Gathers what runs have shown.

    Args:
        places: what runs start from.
        desktops: those that are compared, each with the first.
    """

    def __init__(self, places: Sequence[Place], desktops: Sequence[str]) -> None:
        self.places = places
        self.desktops = desktops
        self.done: dict[tuple[int, str], dict[str, Ended]] = {}
        self._smallest: dict[_Way, dict[str, str]] = {}

    def first(self) -> list[Task]:
        """Return all runs."""
        return [_plain(RunTask(place, desktop)) for place in self.places for desktop in self.desktops]

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take an answer; when the last run has come, return a task for each difference."""
        if task["do"] == SMALLEST:
            wanted = msgspec.convert(task, SmallestTask)
            way = self._way(wanted.node, self.places.index(wanted.place), wanted.desktops[1])
            self._smallest[way] = msgspec.convert(result, SmallestDone).deviations
            return []
        run = msgspec.convert(task, RunTask)
        ended = {each.scenario.node: each for each in msgspec.convert(result, RunDone).ended}
        self.done[self.places.index(run.place), run.desktop] = ended
        if len(self.done) < len(self.places) * len(self.desktops):
            return []
        least = {way: self._least(numbers) for way, numbers in self._ways().items()}
        return [
            _plain(SmallestTask(way.node, place, (self.desktops[0], way.desktop)))
            for way, place in least.items()
            if place.deviations
        ]

    def differences(self) -> Iterator[Difference]:
        """Yield each way in which a scenario ends otherwise with another desktop than with the first."""
        first = self.desktops[0]
        for way, numbers in self._ways().items():
            smallest = self._smallest.get(way) if self._least(numbers).deviations else {}
            one, other = (self.done[numbers[0], desktop][way.node] for desktop in (first, way.desktop))
            outcomes = (in_words(one.outcome), in_words(other.outcome))
            yield Difference(one.scenario, way.center, (first, way.desktop), outcomes, len(numbers), smallest)

    def unsteady(self) -> Iterator[Scenario]:
        """Yield the scenarios that end otherwise with another seed alone."""
        seen = dict[tuple[str, str, str], tuple[str, ...]]()
        found = dict[str, Scenario]()
        for (number, desktop), ended in sorted(self.done.items()):
            for node, each in ended.items():
                how = told_apart(each.outcome)
                if seen.setdefault((node, desktop, self.places[number].name), how) != how:
                    found[node] = each.scenario
        yield from found.values()

    def differing(self, number: int) -> int:
        """Return how many scenarios end otherwise with another desktop in the runs from one place."""
        return len({way.node for way in self._ways_in(number)})

    def _ways(self) -> dict[_Way, list[int]]:
        """Return by ways of being different the numbers of the places."""
        ways = dict[_Way, list[int]]()
        for number in range(len(self.places)):
            for way in self._ways_in(number):
                ways.setdefault(way, []).append(number)
        return ways

    def _ways_in(self, number: int) -> Iterator[_Way]:
        for desktop in self.desktops[1:]:
            for node in self.done.get((number, desktop), ()):
                if node in self.done.get((number, self.desktops[0]), ()):
                    way = self._way(node, number, desktop)
                    if _differ(way):
                        yield way

    def _way(self, node: str, number: int, desktop: str) -> _Way:
        one, other = (told_apart(self.done[number, each][node].outcome) for each in (self.desktops[0], desktop))
        return _Way(node, self.places[number].center, desktop, one, other)

    def _least(self, numbers: Sequence[int]) -> Place:
        return min((self.places[number] for number in numbers), key=lambda place: len(place.deviations))


def _differ(way: _Way) -> bool:
    """Return whether it is a difference: what a desktop's interface cannot tell is none."""
    return way.with_first != way.with_other and SKIPPED not in {way.with_first, way.with_other}


SKIPPED: Final = ("skipped",)


def told_apart(outcome: Outcome | None) -> tuple[str, ...]:
    """Return that by which two ways of ending are told apart: words may be another desktop's own."""
    return SKIPPED if outcome is None else (outcome.cause, outcome.step, outcome.clause)


def in_words(outcome: Outcome | None) -> str:
    """Return how a scenario ended."""
    return "skipped" if outcome is None else str(outcome)


def _plain(task: RunTask | SmallestTask) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(task)
    return plain
