"""A picture for the terminal of how seconds grow with a number, both on logarithmic scales."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAWING: Final[Any] = import_module("plotext")
"""The library has no types."""
_WIDTH, _HEIGHT = 78, 16


def picture_of(what: str, seconds: Mapping[int, float]) -> str:
    """Return the seconds over the numbers, which are numbers of *what*."""
    numbers, values = list(seconds), list(seconds.values())
    _DRAWING.clear_figure()
    _DRAWING.theme("clear")
    _DRAWING.plotsize(_WIDTH, _HEIGHT)
    _DRAWING.title(f"seconds by number of {what}")
    _DRAWING.xscale("log")
    _DRAWING.yscale("log")
    _DRAWING.xticks(numbers)
    _DRAWING.yticks(values, [f"{value:.2f}" for value in values])
    _DRAWING.ylim(min(values) / 2, max(values) * 2)
    _DRAWING.plot(numbers, values, marker="dot")
    _DRAWING.scatter(numbers, values, marker="o")
    return str(_DRAWING.uncolorize(_DRAWING.build()))
