"""Prints the coverage of the subject: clauses, privileges and option values, with their holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table

from callbook.cli.output import print_json
from callbook.configuration import CLAUSES_BY_ID
from callbook.record import CoverageRow, coverage_rows, incomplete_rows, read_stream

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console


def run(console: Console, folder: Path, *, as_json: bool) -> int:
    """Print what the run in *folder* has shown; return 1 if there are holes, or if it was broken off, else 0.

    Raises:
        BadInput: there is no run, or it cannot be read as it was written.
    """
    stream = read_stream(folder)
    played = stream.played
    rows = coverage_rows(played)
    missing = incomplete_rows(rows)
    if as_json:
        print_json(
            console,
            {
                "scenarios": len(played),
                "passed": sum(each.outcome == "passed" for each in played),
                "holes": [f"{row.name}: {', '.join(row.holes)}" for row in missing],
                "rows": rows,
                "finished": not stream.broken_off,
                "never ran": stream.never_ran,
            },
        )
    else:
        console.print(_clauses([row for row in rows if row.kind == "clause"]))
        for kind in ("privilege", "option"):
            console.print(_table(kind, [row for row in rows if row.kind == kind]))
        broken_off = f", {stream.broken_off}" if stream.broken_off else ""
        console.print(f"{len(played)} scenarios, {len(missing)} holes{broken_off}")
    return 1 if missing or stream.broken_off else 0


def _clauses(rows: list[CoverageRow]) -> Table:
    drawn = Table("clause", "what it demands", "rests on", *rows[0].seen, "holes")
    for row in rows:
        clause = CLAUSES_BY_ID[row.name]
        drawn.add_row(
            row.name, clause.text, ", ".join(clause.basis), *map(str, row.seen.values()), ", ".join(row.holes)
        )
    return drawn


def _table(kind: str, rows: list[CoverageRow]) -> Table:
    seen = tuple(dict.fromkeys(what for row in rows for what in row.seen))
    drawn = Table(Column(kind, overflow="fold"), "clause", *seen, "holes")
    for row in rows:
        counts = (str(row.seen.get(what, "-")) for what in seen)
        drawn.add_row(row.name, row.clause, *counts, ", ".join(row.holes))
    return drawn
