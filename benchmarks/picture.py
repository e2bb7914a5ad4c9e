"""How seconds grow with a number: a picture for the terminal, on logarithmic scales, and its slope."""

from __future__ import annotations

from importlib import import_module
from math import log, log10
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAWING: Final[Any] = import_module("plotext")
"""The library has no types."""
_WIDTH, _HEIGHT = 78, 16
_ROOM = 0.3
"""Above and below, as a power of ten: what hardly grows is drawn as a line that hardly rises."""


def picture_of(what: str, seconds: Mapping[int, float]) -> str:
    """Return the seconds over the numbers, which are numbers of *what*."""
    across, up = [log10(number) for number in seconds], [log10(value) for value in seconds.values()]
    _DRAWING.clear_figure()
    _DRAWING.theme("clear")
    _DRAWING.plotsize(_WIDTH, _HEIGHT)
    _DRAWING.title(f"seconds by number of {what}")
    _DRAWING.plot(across, up, marker="dot")
    _DRAWING.scatter(across, up, marker="o")
    _DRAWING.xticks(across, [f"{number:,}" for number in seconds])
    _DRAWING.yticks(up, [f"{value:.3g}" for value in seconds.values()])
    _DRAWING.ylim(min(up) - _ROOM, max(up) + _ROOM)
    return str(_DRAWING.uncolorize(_DRAWING.build()))


def slope_of(seconds: Mapping[int, float]) -> float:
    """Return the slope of the line through all points that fits best, on logarithmic scales."""
    points = [(log(size), log(taken)) for size, taken in seconds.items()]
    middle_x, middle_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    rise: float = sum((x - middle_x) * (y - middle_y) for x, y in points)
    run_: float = sum((x - middle_x) ** 2 for x, _ in points)
    return rise / run_
