"""How pages of this room look: what they have in common, and what each has of its own."""

from __future__ import annotations

from importlib.resources import files


def style_of(package: str) -> str:
    """Return the style of the page that *package* of this room writes."""
    room = files("callbook.verification")
    sheets = (room / "assets" / "page.css", room / package / "assets" / "page.css")
    return "".join(each.read_text(encoding="utf-8") for each in sheets)
