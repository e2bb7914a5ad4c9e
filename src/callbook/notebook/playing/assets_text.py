"""What a page needs to draw the player: the script and the styles, the desk's with them."""

from __future__ import annotations

from importlib.resources import files

from callbook.notebook.desk.sources import style_source, view_source


def asset(name: str) -> str:
    """Return the text of an asset."""
    return (files("callbook.notebook.playing") / "assets" / name).read_text(encoding="utf-8")


def drawing_script() -> str:
    """Return the script that draws desks and players, without what starts it."""
    return f"{view_source()}\n{asset('player_view.js')}"


def style() -> str:
    """Return the styles of both."""
    return f"{style_source()}\n{asset('player.css')}"
