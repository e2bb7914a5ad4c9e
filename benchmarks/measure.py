"""Fair comparison of two pieces of work: in turn, A B A B ..., by the processor's own time, the median counts."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MICROSECONDS = 1_000_000
_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        what: what was measured, against which peer.
        value: the figure.
        bar: what the figure may be at most; None where it is only told.
        detail: the two sides of it.
    """

    what: str
    value: float
    bar: float | None
    detail: str

    @property
    def holds(self) -> bool:
        """Whether the figure keeps to its bar."""
        return self.bar is None or self.value <= self.bar


def in_turn(
    first: Callable[[], object], second: Callable[[], object], *, each: int, rounds: int = _ROUNDS
) -> tuple[float, float, float]:
    """Measure two pieces of work, *each* times a round; give both medians in microseconds and the median ratio."""
    firsts: list[float] = []
    seconds: list[float] = []
    for _ in range(rounds):
        firsts.append(_microseconds(first, each))
        seconds.append(_microseconds(second, each))
    ratios = [one / other for one, other in zip(firsts, seconds, strict=True)]
    return median(firsts), median(seconds), median(ratios)


def _microseconds(work: Callable[[], object], each: int) -> float:
    work()
    gc.collect()
    start = time.process_time()
    for _ in range(each):
        work()
    return (time.process_time() - start) / each * MICROSECONDS
