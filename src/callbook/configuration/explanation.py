"""Why an option has the value it has: the level that won, and every level that was overruled or invalid."""

from __future__ import annotations

from dataclasses import dataclass

from callbook.configuration.levels import Contribution, Level, Problem
from callbook.configuration.values import Value


@dataclass(frozen=True, slots=True)
class Explanation:
    """The value of one option for one agent, and for one interaction where attached data was given.

    Attributes:
        option: the option's name.
        agent: the agent's id.
        value: the typed value; None where the option names nothing, or where not even the default is valid.
        winner: the text that gave the value, with its level and holder.
        overruled: valid texts of lower levels, the highest first.
        invalid: bad texts, the highest level first (C5).
        warnings: what a Transaction could not do (C3).
    """

    option: str
    agent: str
    value: Value
    winner: Contribution
    overruled: tuple[Contribution, ...]
    invalid: tuple[Problem, ...]
    warnings: tuple[str, ...]

    @property
    def raw(self) -> str:
        """The text that gave the value."""
        return self.winner.raw

    @property
    def level(self) -> Level:
        """The level at which that text stands."""
        return self.winner.level

    @property
    def holder(self) -> str:
        """The object that holds it there."""
        return self.winner.holder

    @property
    def applies(self) -> bool:
        """Whether that text is valid; where not even the default is, it is not."""
        return all(problem.contribution is not self.winner for problem in self.invalid)

    def text(self) -> str:
        """Return it in plain lines."""
        return "\n".join(
            (
                self._verdict(),
                *(f"  overruled: {_quoted(lower)} from {lower.where}" for lower in self.overruled),
                *self._assumption(),
                *(f"  invalid: {problem}" for problem in self.invalid),
                *(f"  warning: {warning}" for warning in self.warnings),
            )
        )

    def _verdict(self) -> str:
        if not self.applies:
            return f"{self.option} has no valid value for agent {self.agent!r}."
        return f"{self.option} is {_quoted(self.winner)} for agent {self.agent!r}, from {self.winner.where}."

    def _assumption(self) -> tuple[str, ...]:
        transactions = [said for said in (self.winner, *self.overruled) if said.level is Level.TRANSACTION]
        return ("  assumed: of several Transactions the last named wins",) if len(transactions) > 1 else ()


def _quoted(said: Contribution) -> str:
    """Return the text in quotes as it was typed: backslashes are not doubled."""
    return f"'{said.raw}'"
