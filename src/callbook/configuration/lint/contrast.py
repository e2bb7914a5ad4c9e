"""How well a text can be read on its ground: the contrast ratio of WCAG 2."""

from __future__ import annotations

from callbook.configuration import Colour

READABLE = 4.5
"""What WCAG 2 asks for at level AA, for text of the usual size."""

_WHITE = 255
_NEARLY_BLACK = 0.04045


def contrast(one: Colour, other: Colour) -> float:
    """Give the ratio of two colours, 1 to 21, each blended on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(_on_white(part, colour.alpha)) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _on_white(part: int, alpha: int) -> float:
    return (part * alpha / _WHITE + _WHITE - alpha) / _WHITE


def _linear(part: float) -> float:
    return part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4
