"""A small builder of SVG: elements, escaping, and the frame that every picture has.

A picture is one ``<svg>`` with a title and a description for screen readers and a style sheet whose every rule is
bound to the picture's own id, so that it cannot leak into the page. The id comes from the content: the same picture
has the same id, two different ones never meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from html import escape
from unicodedata import east_asian_width

from callbook.record.diagram.style import style_sheet

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
CHARACTER = 6.7
"""The mean width of a character at 12 px, a little generously."""

_WIDE = frozenset("WF")


@lru_cache(maxsize=4_096)
def escaped(text: str) -> str:
    """Return *text* as XML and HTML take it, in content or attribute; what no XML may hold becomes U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text).replace("\r", " "))


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return one element; *content* is markup already. ``class_`` stands for ``class``, ``a_b`` for ``a-b``.

    An attribute that is None is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(words: str, **attributes: object) -> str:
    """Return a ``<text>`` element with *words*, escaped."""
    return element("text", escaped(words), **attributes)


def width_of(words: str) -> float:
    """Estimate how wide *words* are at 12 px, in px: no font is at hand to measure with."""
    if words.isascii():
        return len(words) * CHARACTER
    return sum(2 if east_asian_width(character) in _WIDE else 1 for character in words) * CHARACTER


def picture(body: str, width: float, height: float, *, title: str, description: str) -> str:
    """Frame *body*: title, description, styles, a size that shrinks with the page but does not grow.

    Args:
        body: the markup, without any id.
        width: in px.
        height: in px.
        title: its name, for screen readers and as a tooltip.
        description: what is to be seen, for those who don't see it.
    """
    name = f"cb-{blake2b(f'{title}|{description}|{body}'.encode(errors='replace'), digest_size=6).hexdigest()}"
    head = (
        element("title", escaped(title) or " ", id=f"{name}-title"),
        element("desc", escaped(description) or " ", id=f"{name}-desc"),
        element("style", style_sheet(name)),
    )
    return element(
        "svg",
        "".join(head) + body,
        xmlns="http://www.w3.org/2000/svg",
        id=name,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
    )


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
