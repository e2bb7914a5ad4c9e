"""A small space, and scenarios that are functions of it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from callbook.lab import small_center
from callbook.verification.everywhere.outcome import HOLDS, Outcome, Played
from callbook.verification.everywhere.space import Space, space_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

USE, DECLINE = "Can Use Web Callback Channel", "Can Decline"
DIAL, TIMER = "webcallback.auto-dial", "webcallback.auto-answer.timer"
FAILS = Outcome("difference", "Then it is so")
REFUSED = Outcome("refusal", "When Anna declines", "P2", "the privilege is missing")


def small_space() -> Space:
    """Return four variables, one of them with three values: 24 configurations."""
    return space_of(small_center(), clauses=("C5", "O5"), only=(USE, DECLINE, DIAL, TIMER))


def everything(space: Space) -> Iterator[dict[str, str]]:
    """Yield every configuration."""
    names = list(space.variables)
    for values in product(*(space.variables[name].values for name in names)):
        yield dict(zip(names, values, strict=True))


class Asked:
    """A configuration that notes what is asked of it, in order."""

    def __init__(self, configuration: Mapping[str, str], space: Space) -> None:
        self._configuration = configuration
        self._space = space
        self.reads: dict[str, None] = {}

    def __getitem__(self, name: str) -> str:
        self.reads[name] = None
        return self._configuration.get(name, self._space.variables[name].values[0])


def played_by(scenario: Callable[[Asked], Outcome], space: Space) -> Callable[[Mapping[str, str]], Played]:
    """Return what plays a function as if it were a scenario."""

    def play(assignment: Mapping[str, str]) -> Played:
        asked = Asked(assignment, space)
        outcome = scenario(asked)
        return Played(outcome, tuple(asked.reads))

    return play


def declining(asked: Asked) -> Outcome:
    """Hold where an agent may decline; without the channel, or with a countdown, something else happens."""
    if asked[USE] == "withheld":
        return FAILS
    if asked[TIMER] == "5" and asked[DIAL] == "true":
        return FAILS
    return HOLDS if asked[DECLINE] == "granted" else REFUSED
