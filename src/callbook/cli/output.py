"""Where commands print: at the terminal, or JSON for machines."""

from __future__ import annotations

import re
import sys
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

_WORD: Final = re.compile(r"\s*(?:[^\s,]+,*|,+)")
_C1: Final = re.compile("[\x7f-\x9f]")
"""Control characters that JSON may hold as they are, and terminals obey."""
_NOT_ASCII: Final = re.compile("[\x7f-\U0010ffff]")
_INDENT: Final = 2
_BESIDE: Final = 3
"""How much of a line each column of a table takes besides its text: a rule and two spaces."""


def console(*, stderr: bool = False) -> Console:
    """Return the terminal: only a command that prints something waits for what can.

    Whatever is printed on it is text: what a file or a client gave is never an order to the terminal.
    """
    from rich.console import Console

    from callbook.cli.harmless import Harmless

    made = Console(stderr=stderr)
    made.push_render_hook(Harmless())
    return made


def print_whatever_comes() -> None:
    """Let no text end the process: what the terminal's encoding does not have is printed as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def print_json(console: Console, value: object) -> None:
    """Print *value* as JSON, without colour or wrapping; in ASCII, where the encoding is not that of JSON."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    escaped = _C1 if _is_utf8(console.file) else _NOT_ASCII
    console.file.write(escaped.sub(_in_json, text) + "\n")


def print_file(console: Console, text: str) -> None:
    """Print *text*, of which a file is made: in UTF-8, wherever it does not go to a terminal."""
    file = console.file
    if not _is_utf8(file) and isinstance(file, TextIOWrapper) and not file.isatty():
        file.reconfigure(encoding="utf-8")
    file.write(text)


def _is_utf8(file: IO[str]) -> bool:
    return (getattr(file, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"


def _in_json(found: re.Match[str]) -> str:
    """Return a character as JSON escapes it: one or two numbers of UTF-16."""
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table without ever breaking a word.

    In a pipe or a file it is as wide as its texts. At a terminal its columns share the width; where the longest words
    do not fit beside each other, each row is a paragraph, a line or more for each column.
    """
    widths = _widths(columns, rows, console.width if console.is_terminal else None)
    if widths is None:
        for number, row in enumerate(rows):
            for line in _paragraph(columns, row, console.width):
                console.print(line, markup=False, highlight=False, soft_wrap=True)
            if number < len(rows) - 1:
                console.print()
        return
    from rich.table import Column, Table
    from rich.text import Text

    drawn = Table(*(Column(name, width=width) for name, width in zip(columns, widths, strict=True)))
    for row in rows:
        cells = zip(row, widths, strict=True)
        drawn.add_row(*(Text("\n".join(_folded(text, width))) for text, width in cells))
    width = console.width
    console.width = max(width, sum(widths) + _BESIDE * len(widths) + 1)
    console.print(drawn)
    console.width = width


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int | None) -> list[int] | None:
    """Return the width of each column within *room*, without bound if that is None; None if the words do not fit."""
    texts = [[name, *(row[number] for row in rows)] for number, name in enumerate(columns)]
    whole = [max(_cells(line) for text in column for line in text.splitlines() or [""]) for column in texts]
    if room is None:
        return whole
    least = [max(_cells(word.strip()) for text in column for word in _words(text)) for column in texts]
    spare = room - sum(least) - _BESIDE * len(columns) - 1
    if spare < 0:
        return None
    widths = least
    while spare and widths != whole:
        narrow = [number for number, width in enumerate(widths) if width < whole[number]]
        # What is left goes first to the column whose texts are folded most.
        most_folded = max(narrow, key=lambda number: whole[number] / widths[number])
        widths[most_folded] += 1
        spare -= 1
    return widths


def _paragraph(columns: Sequence[str], row: Sequence[str], room: int) -> Iterator[str]:
    indent = max(map(len, columns)) + 2
    for name, text in zip(columns, row, strict=True):
        if text:
            fits = max(_cells(word.strip()) for word in _words(text)) <= room - indent
            first, *more = _folded(text, room - indent) if fits else ["", *_folded(text, room - _INDENT)]
            yield f"{name:<{indent}}{first}".rstrip()
            yield from (f"{'':<{indent if fits else _INDENT}}{line}" for line in more)


def _folded(text: str, room: int) -> list[str]:
    """Return the lines of *text*, folded between words, and in lists without spaces behind a comma."""
    lines = list[str]()
    for given in text.splitlines():
        line = ""
        for word in _words(given):
            if line and _cells(line + word) > room:
                lines.append(line)
                line = word.lstrip()
            else:
                line += word
        lines.append(line)
    return lines or [""]


def _words(text: str) -> list[str]:
    return _WORD.findall(text) or [""]


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
