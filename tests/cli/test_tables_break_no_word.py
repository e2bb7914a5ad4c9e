"""A table breaks no word: at a terminal its columns share the width or rows are paragraphs, in a pipe it is whole."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

import pytest
from rich.console import Console

from callbook.cli.output import print_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

COLUMNS: Final = ("clause", "option", "default", "since")
ROWS: Final = (
    ("O1", "login.webcallback.is-auto-ready", "'true' (assumed)", ""),
    ("O5", "webcallback.auto-answer.timer", "'0' [assumed]\nin seconds", "8.5.105.12"),
    ("O8", "webcallback.content", "'contact_name,customer_number,start_time,time_zone,reason'", ""),
    ("O9", "webcallback.color", "", "数日前"),
)
PIECES: Final = [
    word
    for row in (COLUMNS, *ROWS)
    for cell in row
    for part in cell.split()
    for word in part.replace(",", ", ").split()
]


def printed(width: int, *, terminal: bool = True) -> str:
    """Return the table as a terminal of this width gets it, or a pipe."""
    file = StringIO()
    print_table(Console(file=file, width=width, force_terminal=terminal, no_color=True), COLUMNS, ROWS)
    return file.getvalue()


def plain(text: str) -> str:
    """Return the text without what makes a terminal's letters bold."""
    for code in ("\x1b[1m", "\x1b[0m"):
        text = text.replace(code, "")
    return text


@pytest.mark.parametrize("width", range(40, 201, 4))
def test_at_a_terminal(width: int) -> None:
    """Every word stands whole in a line, and no line is wider than the terminal."""
    lines = plain(printed(width)).splitlines()
    assert [] == [word for word in PIECES if not any(word in line for line in lines)]
    assert [] == [line for line in lines if len(line) > width]


def test_in_a_pipe() -> None:
    """It is as wide as its texts, whatever the width of the terminal would be."""
    lines = printed(40, terminal=False).splitlines()
    assert any("'contact_name,customer_number,start_time,time_zone,reason'" in line for line in lines)
    assert printed(200, terminal=False).splitlines() == lines


def test_how_it_looks(snapshot: SnapshotAssertion) -> None:
    """As paragraphs, with folded columns, and whole."""
    assert snapshot == "\n".join(plain(printed(width)) for width in (40, 74, 100, 200))


def test_a_word_that_is_wider_than_the_terminal() -> None:
    """It stands in a line of its own: whoever copies it has it whole."""
    file = StringIO()
    console = Console(file=file, width=40, force_terminal=True, no_color=True)
    print_table(console, ("option",), [("webcallback.callback-information.header-foreground-color",)])
    assert "option\n  webcallback.callback-information.header-foreground-color\n" == file.getvalue()


@pytest.mark.parametrize("command", ["options", "privileges", "assumptions", "steps"])
def test_commands_in_a_pipe_have_no_limit(callbook: Callable[..., Printed], command: str) -> None:
    """Each row of the table is one line, or one for each thing that a step takes."""
    lines = callbook(command).lines
    assert max(map(len, lines)) > 100
    assert [] == [line for line in lines if "…" in line]
