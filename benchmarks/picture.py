"""A picture for the terminal of how seconds grow with a number, both on logarithmic scales."""

from __future__ import annotations

from importlib import import_module
from math import log10
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
    _DRAWING.yticks(up, [f"{value:.2f}" for value in seconds.values()])
    _DRAWING.ylim(min(up) - _ROOM, max(up) + _ROOM)
    return str(_DRAWING.uncolorize(_DRAWING.build()))
