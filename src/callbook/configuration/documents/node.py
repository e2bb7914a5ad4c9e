"""Where the parts of a document stand: a tree beside its values, made only when somebody asks for a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from callbook.core import BadInput

DataPath = tuple[str | int, ...]
"""The way to a part of a document's data: keys, and numbers in lists."""

REST = "..."
"""The last step of a path to something in a table that nobody can name."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Position:
    """A line of a file."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(slots=True)
class Node:
    """One value of a document.

    Attributes:
        key: offset at which its key begins, or its value where it has no key.
        start, end: the offsets between which the value is written, with all that it holds.
        braces: whether it is a table between braces; others are written line by line.
        last: for a table of lines, the offset at which the last line of its own ends.
        prefix: for a table that dotted keys make, what stands before the name in its last line.
        holds: what it holds, by key or by number, in the order of the document.
    """

    key: int
    start: int
    end: int
    braces: bool = False
    last: int = 0
    prefix: str | None = None
    holds: dict[str | int, Node] = field(default_factory=dict["str | int", "Node"])

    def find(self, path: DataPath) -> Node | None:
        """Return what stands at *path*; None where nothing does."""
        found: Node | None = self
        for step in path:
            found = found.holds.get(step) if found is not None else None
        return found

    def nearest(self, path: DataPath) -> Node:
        """Return what stands at *path*, or the nearest thing around it."""
        found = self
        for step in path:
            if step not in found.holds:
                break
            found = found.holds[step]
        return found


def written(path: DataPath) -> str:
    """Return a path as people read it, for example ``agents[0].options``."""
    steps = (f"[{step}]" if isinstance(step, int) or step == REST else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def line_at(text: str, offset: int) -> int:
    """Return the number of the line of *text* at *offset*, whichever way lines end."""
    returns = text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return 1 + text.count("\n", 0, offset) + returns


def line_end(text: str, offset: int) -> int:
    """Return the offset at which the line at *offset* ends, before its line end."""
    found = re.compile(r"[^\r\n]*").match(text, offset)
    return found.end() if found else offset


def shown_line(text: str, line: int) -> str:
    """Return a line as an error shows it, the first one being 1."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[min(line, len(lines)) - 1].strip()[:_SHOWN]


def not_readable(text: str, where: str, line: int, accepted: str, why: object = "") -> BadInput:
    """Return the error about a line that is not of the document's form, and *why*, if its parser says it."""
    return BadInput("line", shown_line(text, line), where=f"{where}:{line}", accepted=accepted, why=str(why))
