"""The steps that were probably meant by one that nobody defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.ranking import Ranking
from callbook.pytest_plugin.catalogue.wording import Wording, wordings

_LIKE = 0.49
_BESIDE_THE_BEST = 0.65
"""What is much less like the step than the best is not named beside it."""
_MOST = 3
_KEYWORDS = ("When", "Given", "Then", "*")


def nearest(keyword: str, text: str, definitions: Iterable[Definition]) -> list[Wording]:
    """Return up to three wordings of *definitions* that are most like a step, the most like first.

    Args:
        keyword: `Given`, `When` or `Then`, whatever the case.
        text: of the step.
        definitions: that the step sees.
    """
    every, ranking = _index(tuple(definitions))
    rated = sorted(zip(ranking.rate(text, keyword.capitalize()), every, strict=True), key=_order)
    best = max((like for like, _ in rated), default=0.0)
    cutoff = max(_LIKE, best * _BESIDE_THE_BEST)
    return list(islice(_each_pattern_once(each for like, each in rated if like >= cutoff), _MOST))


@lru_cache(maxsize=4)
def _index(definitions: tuple[Definition, ...]) -> tuple[list[Wording], Ranking]:
    every = [wording for definition in definitions for wording in wordings(definition)]
    return every, Ranking((each.definition.keyword, each.pattern) for each in every)


def _order(rated: tuple[float, Wording]) -> tuple[float, str, int]:
    """Return by what to sort them: of two keywords that are as good, a step that does something comes first."""
    like, wording = rated
    return -like, wording.pattern, _KEYWORDS.index(wording.definition.keyword)


def _each_pattern_once(found: Iterable[Wording]) -> Iterator[Wording]:
    """Yield them but for those that differ from an earlier one in their keyword alone."""
    shown: set[str] = set()
    for each in found:
        if each.pattern not in shown:
            shown.add(each.pattern)
            yield each
