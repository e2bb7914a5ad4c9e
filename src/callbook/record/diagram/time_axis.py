"""A time axis on which long stretches without anything take little room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from callbook.record.diagram.ladder_rows import PAUSE

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDED = 96.0
_LEAST = 14.0
_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Axis:
    """Where instants stand.

    Attributes:
        places: the x of each instant at which something happens, in order.
        folds: the stretches that are folded, as pairs of instants.
    """

    places: dict[int, float]
    folds: tuple[tuple[int, int], ...]


def axis_of(instants: Iterable[int], width: float) -> Axis:
    """Lay *instants* out over about *width* px, to scale but for what is folded, and never too near to be told apart.

    A stretch of more than a minute that is more than its share of the whole is folded.
    """
    stops = sorted(set(instants))
    gaps = [later - earlier for earlier, later in pairwise(stops)]
    folded = _folded(gaps)
    shown = sum(gap for index, gap in enumerate(gaps) if index not in folded)
    room = max(width - _FOLDED * len(folded), width / 2)
    steps = [_FOLDED if index in folded else max(_LEAST, room * gap / shown) for index, gap in enumerate(gaps)]
    places = dict(zip(stops, accumulate(steps, initial=0.0), strict=False))
    return Axis(places, tuple((stops[index], stops[index + 1]) for index in sorted(folded)))


def _folded(gaps: list[int]) -> set[int]:
    """Fold the longest stretch as long as it takes more than its share of what is left."""
    folded = set[int]()
    left = sum(gaps)
    for index in sorted(range(len(gaps)), key=lambda index: -gaps[index]):
        if gaps[index] <= PAUSE or gaps[index] <= left * _SHARE:
            break
        folded.add(index)
        left -= gaps[index]
    return folded
