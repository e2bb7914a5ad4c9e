"""How well a text can be read on its ground: the contrast ratio of WCAG 2."""

from __future__ import annotations

from callbook.configuration.color import Color

READABLE = 4.5
"""What WCAG 2 asks for at level AA, for text of the usual size."""

_WHITE = 255
_NEARLY_BLACK = 0.04045


def contrast(one: Color, other: Color) -> float:
    """Return the ratio of two colours, 1 to 21, each blended on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(_on_white(part, color.alpha)) for part in (color.red, color.green, color.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _on_white(part: int, alpha: int) -> float:
    return (part * alpha / _WHITE + _WHITE - alpha) / _WHITE


def _linear(part: float) -> float:
    return part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4
