"""Small pieces of Markdown, made of words that may hold anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def words(text: object) -> str:
    """Write *text* so that it is read as it stands."""
    return _MARKUP.sub(r"\\\1", str(text)).replace("\n", " ")


def code(text: object) -> str:
    """Write *text* as code; a pipe would end the cell of a table."""
    return f"`` {text} ``".replace("|", "\\|") if "`" in str(text) else f"`{text}`".replace("|", "\\|")


def value(text: object) -> str:
    """Write a value of the configuration as code, or say that it is empty."""
    return "(empty)" if text == "" else code(text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; its cells are Markdown."""
    lines = (columns, ["---"] * len(columns), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def target(kind: str, name: str) -> str:
    """Give the name by which another page links to *name*."""
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', name.casefold()).strip('-')}"


def clause_link(clause: str) -> str:
    """Link to a clause."""
    return f"[{clause}](#{target('clause', clause)})"


def block(language: str, text: str) -> str:
    """Write a block of code."""
    return f"```{language}\n{text}\n```"
