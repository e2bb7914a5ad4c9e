"""What ``callbook --help`` says: every command with its first line, without building a parser for any of them."""

from __future__ import annotations

import inspect
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from callbook.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST: Final = 100
"""Beyond that a line is hard to read."""

_OPTIONS: Final = {
    "--version": "Print the version.",
    "--install-completion": "Let this shell complete commands, options and files, from its next start on.",
    "--show-completion": "Print what that would install.",
    "-h, --help": "Print this; behind a command: what it takes.",
}


def overview() -> str:
    """Return the text, as wide as the terminal."""
    commands = {each.name or "": inspect.getdoc(each.callback) or "" for each in app.registered_commands}
    first_lines = {name: text.partition("\n")[0] for name, text in sorted(commands.items())}
    return "\n".join(
        (
            "Usage: callbook COMMAND [ARGS]...",
            "",
            *wrap(str(app.info.help), _width()),
            "",
            "Options:",
            *_rows(_OPTIONS),
            "",
            "Commands, each with examples by callbook COMMAND --help:",
            *_rows(first_lines),
        )
    )


def _rows(rows: dict[str, str]) -> Iterator[str]:
    left = max(map(len, rows)) + 4
    for name, text in rows.items():
        first, *rest = wrap(text, _width() - left)
        yield f"  {name}".ljust(left) + first
        yield from (" " * left + line for line in rest)


def _width() -> int:
    return min(get_terminal_size().columns, _WIDEST)
