"""What it costs to note what a run reads of its configuration."""

from __future__ import annotations

from benchmarks.measure import Figure, in_turn
from benchmarks.whole_callback import Shift
from callbook.configuration import Configuration, Reads
from callbook.lab import Lab, small_center

_BAR = 1.1


def run() -> tuple[Figure, ...]:
    """Measure a callback in a new lab that notes its reads against the same without: nothing was read before."""
    ours, theirs, ratio = in_turn(_noted, _plain, each=20)
    told = f"{ours:.0f} us against {theirs:.0f} us"
    return (Figure("a run whose reads are noted, against one without", ratio, _BAR, told),)


def _noted() -> None:
    _play(Configuration(small_center(), reads=Reads(["Everything"])))


def _plain() -> None:
    _play(Configuration(small_center()))


def _play(configuration: Configuration) -> None:
    Shift(Lab(configuration, recorded=False)).callback()
