"""The page's files as texts: plain ES modules and style sheets, joined here because a widget is one text of each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_VIEW = ("patch.js", "reasons.js", "icons.js", "reschedule.js", "desk_view.js")
_WIDGET = ("stage.js", "desk.js")
_STYLES = ("desk.css", "stage.css")


@cache
def view_source() -> str:
    """Return the script that defines ``drawDesk(root, picture, {readonly, send})``; it exports nothing."""
    return _joined(_VIEW)


@cache
def widget_source() -> str:
    """Return the widget's ES module."""
    return _joined((*_VIEW, *_WIDGET))


@cache
def style_source() -> str:
    """Return the style sheet of desks and of all around them; each rule is bound to ``.callbook-desk``."""
    return _joined(_STYLES)


@cache
def bell_file() -> bytes:
    """Return the sound of the bell as it is shipped, a WAV file."""
    return (files("callbook.notebook.desk") / "assets" / "bell.wav").read_bytes()


def _joined(names: tuple[str, ...]) -> str:
    assets = files("callbook.notebook.desk") / "assets"
    return "\n".join((assets / name).read_text(encoding="utf-8") for name in names)
