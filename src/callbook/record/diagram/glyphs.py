"""Small signs, drawn and not typed, so that no font decides whether they show: each kind of rung has its own."""

from __future__ import annotations

from callbook.record.diagram.extraction import Kind

GLYPHS: dict[Kind, str] = {
    Kind.ACTION: "M-4,-5 L5,0 L-4,5 Z",
    Kind.REFUSAL: "M-4,-4 L4,4 M4,-4 L-4,4",
    Kind.FAULT: "M1,-6 L-4,1 L0,1 L-1,6 L4,-1 L0,-1 Z",
    Kind.TIMER: "M0,-5 A5,5 0 1 1 -0.1,-5 M0,-3 L0,0 L3,1",
    Kind.NOTE: "M-5,-4 H5 V3 H-1 L-4,6 V3 H-5 Z",
    Kind.CONFIGURATION: "M0,-6 L5,0 L0,6 L-5,0 Z",
    Kind.FAILURE: "M-4,-4 L4,4 M4,-4 L-4,4 M-6,-6 H6 V6 H-6 Z",
}
"""The outline of each sign about its middle, 12 px high and wide."""


def glyph(kind: Kind, x: float, y: float) -> str:
    """Return the sign of *kind* with its middle at (*x*, *y*)."""
    return f'<path class="cb-glyph" d="{GLYPHS[kind]}" transform="translate({x:g} {y:g})"/>'
