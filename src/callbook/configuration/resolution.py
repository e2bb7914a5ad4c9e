"""Which of several texts of one option applies, and why: the highest level whose text is valid (C1, C5).

The explanation names the level that won and every level that was overruled or invalid; the reading order has a rung for
every level that could hold the option, with what becomes of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, cast

from callbook.configuration.clause_sources import ASSUMED
from callbook.configuration.levels import APPLICATION_NAME, Contribution, Holder, Level, Problem
from callbook.configuration.options import Option
from callbook.configuration.values import T_co, Value, Vocabulary
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def judge(option: Option[Value], said: Contribution, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is bad about a text of *option*: the whole of it, or the entries that a list names in vain (C5)."""
    try:
        option.kind.parse(said.raw, vocabulary)
    except BadInput as error:
        yield Problem(said, error.accepted)
        return
    for entry in option.kind.left_out(said.raw, vocabulary):
        yield Problem(said, option.kind.valid, entry)


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
        assumed: the rules without which another text might apply, and which no page says (C1, C2).
    """

    option: str
    agent: str
    value: Value
    winner: Contribution
    overruled: tuple[Contribution, ...]
    invalid: tuple[Problem, ...]
    warnings: tuple[str, ...]
    assumed: tuple[str, ...] = ()

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
                *(f"  assumed: {rule}" for rule in self.assumed),
                *(f"  invalid: {problem}" for problem in self.invalid),
                *(f"  warning: {warning}" for warning in self.warnings),
            )
        )

    def _verdict(self) -> str:
        if not self.applies:
            return f"{self.option} has no valid value for agent {self.agent!r}."
        return f"{self.option} is {_quoted(self.winner)} for agent {self.agent!r}, from {self.winner.where}."


def _quoted(said: Contribution) -> str:
    """Return the text in quotes as it was typed: backslashes are not doubled."""
    return f"'{said.raw}'"


class Standing(StrEnum):
    """What becomes of what a level says."""

    APPLIES = "applies"
    OVERRULED = "overruled"
    NOT_VALID = "not valid"
    IGNORED = "ignored: a strategy cannot override it"
    SILENT = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """What one holder says about an option.

    Attributes:
        level: the holder's.
        holder: its name.
        raw: the text that stands there; None where nothing does.
        standing: what becomes of it.
        valid: what would be valid, where the text is not.
        assumed: whether it is a default that nobody documented.
    """

    level: Level
    holder: str
    raw: str | None
    standing: Standing
    valid: str = ""
    assumed: bool = False

    @property
    def where(self) -> str:
        """Level and holder in words; a default is held by nobody."""
        if self.level is Level.DEFAULT:
            return f"{self.level.label} (assumed)" if self.assumed else self.level.label
        return f"{self.level.label} {self.holder!r}"


def reading_order(explanation: Explanation, holders: tuple[Holder, ...]) -> tuple[Rung, ...]:
    """Return a rung for each of *holders* (highest first) and one for the default (C1, C2, C5)."""
    return tuple(_rungs(explanation, holders))


def _rungs(explanation: Explanation, holders: tuple[Holder, ...]) -> Iterator[Rung]:
    said = {(each.level, each.holder): each for each in (explanation.winner, *explanation.overruled)}
    bad = {(each.contribution.level, each.contribution.holder): each for each in explanation.invalid}
    for holder in (*holders, Holder(Level.DEFAULT, APPLICATION_NAME, {})):
        place = (holder.level, holder.name)
        if place in bad:
            problem = bad[place]
            at = problem.contribution
            yield Rung(*place, at.raw, Standing.NOT_VALID, valid=problem.valid, assumed=at.assumed)
        elif place in said:
            yield _valid(said[place], explanation.winner)
        else:
            raw = holder.options.get(explanation.option)
            yield Rung(*place, raw, Standing.SILENT if raw is None else Standing.IGNORED)


def _valid(said: Contribution, winner: Contribution) -> Rung:
    standing = Standing.APPLIES if said is winner else Standing.OVERRULED
    return Rung(said.level, said.holder, said.raw, standing, assumed=said.assumed)
