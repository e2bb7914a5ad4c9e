"""The contact centre that scenarios start from, which can be asked for without a lab to play in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from callbook.configuration import loads

if TYPE_CHECKING:
    from callbook.configuration import ContactCenter


@cache
def small_center() -> ContactCenter:
    """Return the contact centre that scenarios start from: three agents, all privileges, all options at default."""
    text = (files("callbook.lab") / "small_center.toml").read_text(encoding="utf-8")
    return loads(text, where="small_center.toml")
