"""Writes XML: every text is escaped, and what XML cannot hold is replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_IMPOSSIBLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_KEPT = {"\r": "&#13;"}
"""A reader turns a carriage return into a line feed unless it is written so."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element: its name with prefix, the text or the elements in it, its attributes."""

    name: str
    content: str | tuple[Tag, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


def document(root: Tag) -> bytes:
    """Return a whole document in UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(root)}'.encode()


def possible(text: str) -> str:
    """Return *text* as XML 1.0 can hold it: U+FFFD stands for each control character (assumed)."""
    return _IMPOSSIBLE.sub(_REPLACEMENT, text)


def _written(tag: Tag) -> str:
    attributes = "".join(f" {name}={quoteattr(possible(value))}" for name, value in tag.attributes.items())
    if not tag.content:
        return f"<{tag.name}{attributes}/>"
    if isinstance(tag.content, str):
        inner = escape(possible(tag.content), _KEPT)
    else:
        inner = "".join(map(_written, tag.content))
    return f"<{tag.name}{attributes}>{inner}</{tag.name}>"
