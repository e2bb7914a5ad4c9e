"""Compares two recordings: what was added, is missing, has moved or changed, then the ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.cli.output import print_json
from callbook.core import counted
from callbook.record import Difference, difference, difference_in_words, ladder_diff_text, plain_entry, read_trace

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

_COLORS = {"+": "green", "-": "red", ">": "yellow", "*": "yellow"}


def run(console: Console, one: Path, other: Path, *, as_json: bool) -> int:
    """Print the differences; return 1 if there are any, else 0."""
    first, second = read_trace(one), read_trace(other)
    found = difference(first, second)
    if as_json:
        print_json(console, [_plain(each) for each in found])
    elif found:
        for each in found:
            for line in difference_in_words(each):
                _say(console, line, _COLORS.get(line[0], ""))
        _say(console, "")
        for line in ladder_diff_text(first.entries, second.entries).splitlines():
            _say(console, line, _COLORS.get(line[:1], "") if line[:1] in "+-" else "")
    else:
        _say(console, f"no difference in {counted(len(second.entries), 'entry')}")
    return 1 if found else 0


def _say(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style or None, markup=False, highlight=False, soft_wrap=True)


def _plain(each: Difference) -> dict[str, object]:
    return {
        "how": each.how,
        "before": None if each.before is None else plain_entry(each.before),
        "after": None if each.after is None else plain_entry(each.after),
        "fields": [{"field": path, "before": before, "after": after} for path, before, after in each.fields],
    }
