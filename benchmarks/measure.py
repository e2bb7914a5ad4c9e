"""Fair comparison of two pieces of work: in turn, A B A B ..., by the processor's own time, the median counts."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

MICROSECONDS = 1_000_000
_ROUNDS = 9
_LAST = 2_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        what: what was measured, against which peer.
        value: the figure.
        bar: what the figure may be at most; None where it is only told.
        detail: the two sides of it.
        picture: how it grows, drawn for a terminal; empty for most.
    """

    what: str
    value: float
    bar: float | None
    detail: str
    picture: str = ""

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


def clean_environment() -> dict[str, str]:
    """Return this process's variables, without those that would change what Python or pytest load."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}


def seconds_of(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, *, codes: Collection[int] = (0,)
) -> float:
    """Run a command in *folder*; give the seconds of processor time that it and its children took.

    Python keeps what it compiles, as on everybody's machine: else each run would compile our code, and no peer's.

    Raises:
        AssertionError: it ended with another code than these; the end of what it printed is the text.
    """
    variables = clean_environment() if environment is None else environment
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=variables, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in codes, f"{done.stdout[-_LAST:]}\n{done.stderr[-_LAST:]}"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
