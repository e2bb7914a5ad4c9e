"""Writes into the page of the Workspace API what it answers, and what of it is assumed, from the tables themselves."""

from __future__ import annotations

from docs._extension.markdown import table

from callbook.network.workspace_api.assumed import ASSUMED
from callbook.network.workspace_api.operations import NOT_PLAYED, OPERATIONS


def operations() -> str:
    """Write what can be asked at a seat: every operation, in the order of the table."""
    rows = [(f"`{method} {_short(path)}`", each.does) for (method, path), each in OPERATIONS.items()]
    return table(("operation", "what it does"), rows)


def assumed() -> str:
    """Write what no public text shows."""
    return table(("about", "assumed"), [(f"`{each.about}`", each.text) for each in ASSUMED])


def not_played() -> str:
    """Write what the library can ask, and is answered 501."""
    return ", ".join(f"`{_short(path)}`" for _, path in sorted(NOT_PLAYED))


def _short(path: str) -> str:
    """Write a path so that it fits into a line; the page says what the dots stand for."""
    return path.replace("/media/{mediatype}/", "…/")
