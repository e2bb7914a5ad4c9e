"""One option at every level that could hold it for an agent: who says what, what applies, and why the rest does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from callbook.configuration.levels import APPLICATION_NAME, Contribution, Holder, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.configuration.explanation import Explanation


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
