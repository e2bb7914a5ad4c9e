"""What is wrong with a feature file: all of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from _pytest.outcomes import Failed

from callbook.core import BadInput, Unknown
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.snippet import Missing, definitions_to_paste
from callbook.record import Status, StepResult

DEFINE_MISSING_STEPS = "To define what is missing, put this into a conftest.py and fill it in:"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: file and line, or the file alone.
        text: what is wrong, and what would be accepted; the first line is the heading.
        rivals: the definitions of a step that has several.
        scenario: the line of the scenario, or of its row in the Examples; 0 where it is wrong with the file.
        missing: the step, if nobody defines it.
        unknown: the name that nobody has, if that is what is wrong.
    """

    place: str
    text: str
    rivals: tuple[Definition, ...] = ()
    scenario: int = 0
    missing: Missing | None = None
    unknown: Unknown | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"

    @property
    def status(self) -> Status:
        """How the step counts in the event stream."""
        return "UNDEFINED" if self.missing else "AMBIGUOUS" if self.rivals else "FAILED"

    def as_result(self) -> StepResult:
        """Return how the step ended, which could not even begin."""
        snippets = [definitions_to_paste([self.missing])] if self.missing else []
        return StepResult(self.status, message=str(self), rivals=[each.used for each in self.rivals], snippets=snippets)


class StepTrouble(Failed):
    """A step cannot be run: nobody defines it, several do, or its definition does not fit it.

    Args:
        problem: what is wrong with it.
        others: what is wrong with further steps of its scenario.

    Attributes:
        problem: what is wrong with it.
        expected, got: both sides, for the account of the failure.
    """

    __module__ = "builtins"  # pytest's short summary shows where an exception comes from, except for builtins

    def __init__(self, problem: Problem, others: Iterable[Problem] = ()) -> None:
        super().__init__("\n\n".join(map(str, (problem, *others))), pytrace=False)
        self.problem = problem
        self.expected = "a step that can be run"
        heading, _, *rest = problem.text.splitlines()
        self.got = "\n".join([heading, *map(str.strip, rest)])


class FeatureTrouble(pytest.Collector.CollectError):
    """A feature file cannot be run.

    Attributes:
        problems: each once, with the places where it comes again, in the order of the lines.
        missing: the steps that nobody defines.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(each_once(problems)) if len(problems) > 1 else tuple(problems)
        self.missing = tuple(problem.missing for problem in self.problems if problem.missing)
        text = "\n\n".join(map(str, self.problems))
        paste = f"\n\n{DEFINE_MISSING_STEPS}\n\n{definitions_to_paste(self.missing)}" if self.missing else ""
        super().__init__(f"{text}{paste}")

    @classmethod
    def of(cls, error: BadInput, shown_as: str) -> FeatureTrouble:
        """Return it, made of an error that names its own place."""
        trouble = cls([Problem(error.where or shown_as, str(error))])
        trouble.args = (str(error),)
        return trouble


def each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problem of each step of a file, in the order of the lines; the same text again is a place."""
    at_place: dict[str, Problem] = {}
    for problem in sorted(problems, key=_line):
        at_place.setdefault(problem.place, problem)
    places: dict[str, list[str]] = {}
    for problem in at_place.values():
        places.setdefault(problem.text, []).append(problem.place)
    first = {problem.text: problem for problem in reversed(at_place.values())}
    for text, (_, *again) in places.items():
        also = f"\n  also: {', '.join(again)}" if again else ""
        yield replace(first[text], text=f"{text}{also}")


def _line(problem: Problem) -> int:
    return int(problem.place.rpartition(":")[2])


PROBLEMS = pytest.StashKey[list[Problem]]()
"""On the configuration: what is wrong with steps of the features that were collected."""
