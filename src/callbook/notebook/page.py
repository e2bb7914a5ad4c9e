"""The frame of every page: all that it needs stands in it, and a policy forbids it to ask a network for more."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from callbook.notebook.desk.sources import asset, drawing_script, style
from callbook.notebook.html_parts import STYLE
from callbook.record import xml_element, xml_escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Page:
    """A page in the making.

    Args:
        title: stands in the window's head and atop the page.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[str] = []
        self._names: Iterator[int] = count(1)
        self._plays = False

    def add(self, *markup: str) -> None:
        """Add what is markup already."""
        self._parts.extend(markup)

    def section(self, title: str, markup: str, *, on_a_new_leaf: bool = False) -> None:
        """Add a section; printed, it begins on a new leaf if asked for."""
        self.add(xml_element("h2", xml_escaped(title), class_="leaf" if on_a_new_leaf else None), markup)

    def player(self, data: dict[str, Any]) -> None:
        """Add a player with all the moments that it can show, see ``playing.standalone``."""
        self._drawn("player", data)

    def desks(self, pictures: list[dict[str, Any]]) -> None:
        """Add desks as they stood, see ``desk.picture``: nobody can work at them."""
        self._drawn("desks", pictures)

    def _drawn(self, what: str, data: object) -> None:
        """Add a place, and beside it the data of what the page's script draws there."""
        name = f"{what}-{next(self._names)}"
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        for sign, instead in _IN_A_SCRIPT.items():
            text = text.replace(sign, instead)
        self._plays = True
        self.add(f'<div class="{what}" data-callbook-{what}="{name}"></div>')
        self.add(f'<script type="application/json" id="{name}">{text}</script>')
        self.add(f"<noscript><p>The {what} cannot be drawn without JavaScript; all else needs none.</p></noscript>")

    def markup(self) -> str:
        """Return the whole page."""
        script = f"{drawing_script()}\n{asset('player_page.js')}" if self._plays else ""
        styles = f"{_own_style()}\n{STYLE}\n{style() if self._plays else ''}"
        head = (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            xml_element("title", xml_escaped(self._title) or "Callbook"),
            f"<style>{styles}</style>",
        )
        foot = f'<p class="foot">Written by Callbook {xml_escaped(version("callbook"))}.</p>'
        body = (f"<h1>{xml_escaped(self._title)}</h1>", *self._parts, foot, _script(script))
        return f'<!DOCTYPE html>\n<html lang="en"><head>{"".join(head)}</head>\n<body>{"".join(body)}</body></html>\n'


def _policy(script: str) -> str:
    """Return the policy that forbids all but styles, pictures and sounds within the page, and our one script."""
    ours = f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {ours}; style-src 'unsafe-inline'; img-src data:; media-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _script(script: str) -> str:
    return f'<script type="module">{script}</script>' if script else ""


def _own_style() -> str:
    return (files("callbook.notebook") / "assets" / "page.css").read_text(encoding="utf-8")
