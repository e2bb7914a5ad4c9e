"""Deciding a scenario on every configuration: play it, note what it reads, and branch on each read.

A run depends on what it reads, and on nothing else. So the configurations fall into classes: those that give the
same answers to what is read. Each class is played once, on its configuration with the fewest deviations. As product
lines are tested in SPLat (Kim et al. 2013).

The work can be divided anywhere: a branch is named by the answers that lead to it, and a class by those that lead to
its run; neither depends on the order in which branches are played, or on who plays them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.core import CallbookError
from callbook.verification.everywhere.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callbook.verification.everywhere.outcome import Play, Played
    from callbook.verification.everywhere.space import Space

Branch = tuple[tuple[str, str], ...]
"""Answers in the order in which they are given: the name of a variable, and its value."""


class Class(msgspec.Struct, frozen=True, gc=False):
    """Configurations that give the same run.

    Attributes:
        answers: to what the run reads, in order.
        outcome: of the run.
    """

    answers: Branch
    outcome: Outcome


class NotDecided(CallbookError):  # noqa: N818 - names what is the case
    """A run has read otherwise than another one that got the same answers: it depends on more than it reads."""


class Decided(msgspec.Struct, frozen=True):
    """What came of a branch.

    Attributes:
        classes: those that were played.
        left: the branches that were not played, for somebody else or later.
        set_by_run: the variables that a run has set by itself before it read them.
    """

    classes: tuple[Class, ...]
    left: tuple[Branch, ...]
    set_by_run: tuple[str, ...] = ()


def decide(
    play: Play,
    space: Space,
    branches: Sequence[Branch] = ((),),
    enough: Callable[[int], bool] = lambda _: False,
) -> Decided:
    """Play every class of some branches, or as many as are enough.

    Args:
        play: plays the scenario.
        space: the configurations.
        branches: the answers that lead to each; the one of the whole space by default.
        enough: is told how many runs there were, and says whether the rest is left; at least one is played.

    Raises:
        NotDecided: when a run does not ask again for what was answered on its way.
    """
    waiting, classes, own = list(branches), list[Class](), set[str]()
    while waiting and not (classes and enough(len(classes))):
        given = waiting.pop()
        played = play(dict(given))
        answers = _answers(given, played, space)
        classes.append(Class(answers, played.outcome))
        own.update(set(played.set_by_run) - set(played.reads))
        waiting.extend(_beside(answers, len(given), space))
    return Decided(tuple(classes), tuple(waiting), tuple(sorted(own)))


def _answers(given: Branch, played: Played, space: Space) -> Branch:
    """Return what the run has read, with the answers that it got."""
    known = dict(given)
    answers = tuple(
        (name, known.get(name, space.variables[name].values[0])) for name in played.reads if name in space.variables
    )
    if answers[: len(given)] != given:
        read = ", ".join(played.reads) or "nothing"
        raise NotDecided(
            f"A run that was given {_in_words(given)} has read {read}: it depends on more than it is seen to read."
        )
    return answers


def _beside(answers: Branch, known: int, space: Space) -> Iterator[Branch]:
    """Yield the branches that another answer leads to, from the last read to the first that was not given."""
    for place in range(known, len(answers)):
        name, given = answers[place]
        for value in reversed(space.variables[name].values):
            if value != given:
                yield (*answers[:place], (name, value))


def _in_words(branch: Branch) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in branch) or "nothing"
