"""Which of several texts of one option applies: the highest level whose text is valid (C1, C5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, cast

from callbook.configuration.levels import APPLICATION_NAME, Contribution, Holder, Level, Problem
from callbook.configuration.option import ASSUMED, Option
from callbook.configuration.values import T_co, Value, Vocabulary
from callbook.core import BadInput


@dataclass(frozen=True, slots=True)
class Resolution(Generic[T_co]):
    """The text that applies, its typed value, and the texts that do not apply."""

    winner: Contribution
    value: T_co
    overruled: tuple[Contribution, ...]
    invalid: tuple[Problem, ...]

    @property
    def applies(self) -> bool:
        """Whether that text is valid; where not even the default is, it is not."""
        return all(problem.contribution is not self.winner for problem in self.invalid)


def contributions(option: Option[Value], holders: Iterable[Holder]) -> tuple[Contribution, ...]:
    """Return what *holders*, the highest first, say about *option*; the default comes last."""
    default = Contribution(
        Level.DEFAULT, APPLICATION_NAME, option.name, option.default, option.default_basis == ASSUMED
    )
    said = (
        Contribution(holder.level, holder.name, option.name, holder.options[option.name])
        for holder in holders
        if option.name in holder.options
    )
    return *said, default


def resolve(option: Option[T_co], said: Iterable[Contribution], vocabulary: Vocabulary) -> Resolution[T_co]:
    """Return the first valid one of *said*, which is sorted from the highest level to the default.

    Where not even the default is valid (it names what the contact centre does not have) the value is None.
    """
    said = tuple(said)
    valid: list[tuple[Contribution, T_co]] = []
    invalid: list[Problem] = []
    for contribution in said:
        try:
            valid.append((contribution, option.kind.parse(contribution.raw, vocabulary)))
        except BadInput as error:
            invalid.append(Problem(contribution, error.accepted))
    # A default is not valid only where it names what is not there, and then the kind reads None as well.
    winner, value = valid[0] if valid else (said[-1], cast("T_co", None))
    return Resolution(winner, value, tuple(lower for lower, _ in valid[1:]), tuple(invalid))
