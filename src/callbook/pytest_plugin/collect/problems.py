"""What is wrong with a feature file: all of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.snippet import Missing, definitions_to_paste

DEFINE_MISSING_STEPS = "To define what is missing, put this into a conftest.py and fill it in:"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: file and line, or the file alone.
        text: what is wrong, and what would be accepted; the first line is the heading.
        rivals: the definitions of a step that has several.
    """

    place: str
    text: str
    rivals: tuple[Definition, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class FeatureTrouble(pytest.Collector.CollectError):
    """A feature file cannot be run.

    Attributes:
        problems: in the order of the lines.
        missing: the steps that nobody defines.
    """

    def __init__(self, problems: Sequence[Problem], missing: Sequence[Missing] = ()) -> None:
        self.problems = tuple(problems)
        self.missing = tuple(missing)
        text = "\n\n".join(map(str, problems))
        super().__init__(f"{text}\n\n{DEFINE_MISSING_STEPS}\n\n{definitions_to_paste(missing)}" if missing else text)

    @classmethod
    def of(cls, error: BadInput, shown_as: str) -> FeatureTrouble:
        """Return it, made of an error that names its own place."""
        trouble = cls([Problem(error.where or shown_as, str(error))])
        trouble.args = (str(error),)
        return trouble
