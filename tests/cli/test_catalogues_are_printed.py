"""Options, privileges and assumptions as tables for people and as JSON for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from callbook.cli.catalogues import every_assumption
from callbook.configuration import OPTIONS, PRIVILEGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

NAMES = {
    "options": ("option", tuple(OPTIONS)),
    "privileges": ("privilege", tuple(PRIVILEGES)),
    "assumptions": ("assumption", tuple(row.name for row in every_assumption())),
}
AUTO_ANSWER = "webcallback.auto-answer"


def _column(printed: Printed, number: int) -> list[str]:
    """Give a column of a drawn table: each row is one line, in a pipe."""
    rows = [line.split("│") for line in printed.lines if line.startswith("│")]
    return [row[number].strip() for row in rows]


@pytest.mark.parametrize("command", NAMES)
def test_a_table_names_everything_in_full(callbook: Callable[..., Printed], command: str) -> None:
    """Nothing is cut or folded."""
    printed = callbook(command)
    assert (0, "") == (printed.code, printed.err)
    assert "…" not in printed.out
    assert list(NAMES[command][1]) == _column(printed, 2)


@pytest.mark.parametrize("command", NAMES)
def test_json_holds_the_same(callbook: Callable[..., Printed], command: str) -> None:
    """One object per row, in the same order."""
    printed = callbook(command, "--json")
    rows = msgspec.json.decode(printed.out, type=list[dict[str, object]])
    what, names = NAMES[command]
    assert names == tuple(row[what] for row in rows)
    assert all(row["clause"] for row in rows)


def test_what_is_assumed_is_said_to_be(callbook: Callable[..., Printed]) -> None:
    """Behind the default and behind the moment of effect."""
    rows = msgspec.json.decode(callbook("options", "--json").out, type=list[dict[str, str]])
    [row] = [row for row in rows if row["option"] == AUTO_ANSWER]
    assert ("O4", "false", "assumed") == (row["clause"], row["default"], row["default is"])
    assert "'false' (assumed)" in _column(callbook("options"), 3)
