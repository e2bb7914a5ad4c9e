"""A scenario's outcomes as a bar, whose parts are as wide as their shares; in words for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import percent
from callbook.record import xml_element

if TYPE_CHECKING:
    from callbook.record import Decision, OutcomeFound


def bar_of_shares(each: Decision, name: str) -> str:
    """Return the bar as HTML, an element of the class *name*; its parts are of the classes that `kind_of` returns."""
    parts = [(found.share, kind_of(found), found.outcome) for found in each.outcomes]
    if each.undecided:
        parts.append((each.undecided, "open", "not decided"))
    spans = "".join(
        xml_element("span", " ", class_=kind, style=f"flex:{share:.6f} 1 0", title=f"{percent(share)} {words}")
        for share, kind, words in parts
    )
    words = "; ".join(f"{percent(share)} {words}" for share, _, words in parts)
    return xml_element("div", spans, class_=name, role="img", aria_label=words)


def kind_of(found: OutcomeFound) -> str:
    """Return ``holds``, ``fails``, or ``finding`` for what nobody has listed."""
    return "finding" if found.is_open else "holds" if found.holds else "fails"
