"""Which of several texts of one option applies: the highest level whose text is valid (C1, C5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from callbook.configuration.basis import ASSUMED
from callbook.configuration.levels import APPLICATION_NAME, Contribution, Holder, Level, Problem
from callbook.configuration.option import Option
from callbook.configuration.values import Value, Vocabulary
from callbook.core import BadInput


@dataclass(frozen=True, slots=True)
class Resolution:
    """The text that applies, its typed value, and the texts that do not apply."""

    winner: Contribution
    value: Value
    overruled: tuple[Contribution, ...]
    invalid: tuple[Problem, ...]

    @property
    def applies(self) -> bool:
        """Whether that text is valid; where not even the default is, it is not."""
        return all(problem.contribution is not self.winner for problem in self.invalid)


def contributions(option: Option, holders: Iterable[Holder]) -> tuple[Contribution, ...]:
    """Collect what *holders*, the highest first, say about *option*; the default comes last."""
    default = Contribution(
        Level.DEFAULT, APPLICATION_NAME, option.name, option.default, option.default_basis == ASSUMED
    )
    said = (
        Contribution(holder.level, holder.name, option.name, holder.options[option.name])
        for holder in holders
        if option.name in holder.options
    )
    return *said, default


def resolve(option: Option, said: Iterable[Contribution], vocabulary: Vocabulary) -> Resolution:
    """Pick the first valid one of *said*, which is sorted from the highest level to the default.

    Where not even the default is valid (it names what the contact centre does not have) the value is None.
    """
    said = tuple(said)
    valid: list[tuple[Contribution, Value]] = []
    invalid: list[Problem] = []
    for contribution in said:
        try:
            valid.append((contribution, option.kind.parse(contribution.raw, vocabulary)))
        except BadInput as error:
            invalid.append(Problem(contribution, error.accepted))
    winner, value = valid[0] if valid else (said[-1], None)
    return Resolution(winner, value, tuple(lower for lower, _ in valid[1:]), tuple(invalid))
