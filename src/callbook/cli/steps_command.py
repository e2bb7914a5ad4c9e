"""Prints the catalogue of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Column, Table

from callbook.cli.check_command import features_in
from callbook.cli.program import print_json
from callbook.core import BadInput
from callbook.pytest_plugin import CatalogueEntry, as_markdown, dry_run, editor_definitions, search_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console


def run(console: Console, words: Sequence[str], features: Sequence[Path], *, unused: bool, form: str) -> None:
    """Print the definitions that speak of all *words*.

    Args:
        console: where to print.
        words: in any case; none means all definitions.
        features: where uses are counted.
        unused: only the project's own definitions that no feature uses.
        form: `table`, `json`, `markdown` or `editor`.

    Raises:
        BadInput: nothing was found.
    """
    seen_definitions = dry_run(features_in(features))
    found = search_steps(seen_definitions.entries, words)
    if unused:
        found = [entry for entry in found if entry.definition in seen_definitions.unused]
    if not found and not unused:
        raise BadInput("search", " ".join(words), accepted="words of a step, its keyword, its module or what it does")
    if form == "json":
        print_json(console, [entry.as_mapping() for entry in found])
    elif form == "table":
        console.print(_table(found))
    else:
        console.file.write(as_markdown(found) if form == "markdown" else editor_definitions(found))


def _table(entries: list[CatalogueEntry]) -> Table:
    drawn = Table(Column("step", overflow="fold", ratio=4), Column("takes", ratio=3), Column("what it does", ratio=4))
    drawn.add_column("used", justify="right")
    drawn.add_column("where", overflow="fold", ratio=2)
    for entry in entries:
        each = entry.definition
        cells = (str(each), "\n".join(entry.takes()), each.says, str(len(entry.uses)), each.place)
        drawn.add_row(*map(escape, cells))
    return drawn
