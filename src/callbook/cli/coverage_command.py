"""Prints the coverage of the subject: clauses, privileges and option values, with their holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.cli.output import print_json, print_table
from callbook.configuration import CLAUSES_BY_ID
from callbook.core import counted
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
        _print_clauses(console, [row for row in rows if row.kind == "clause"])
        for kind in ("privilege", "option"):
            _print_kind(console, kind, [row for row in rows if row.kind == kind])
        broken_off = f", {stream.broken_off}" if stream.broken_off else ""
        console.print(
            f"{counted(len(played), 'scenario')}, {counted(len(missing), 'hole')}{broken_off}", soft_wrap=True
        )
    return 1 if missing or stream.broken_off else 0


def _print_clauses(console: Console, rows: list[CoverageRow]) -> None:
    columns = ("clause", "what it demands", "rests on", *rows[0].seen, "holes")
    clauses = [(row, CLAUSES_BY_ID[row.name]) for row in rows]
    cells = [
        (row.name, clause.text, ", ".join(clause.basis), *map(str, row.seen.values()), ", ".join(row.holes))
        for row, clause in clauses
    ]
    print_table(console, columns, cells)


def _print_kind(console: Console, kind: str, rows: list[CoverageRow]) -> None:
    seen = tuple(dict.fromkeys(what for row in rows for what in row.seen))
    cells = [
        (row.name, row.clause, *(str(row.seen.get(what, "-")) for what in seen), ", ".join(row.holes)) for row in rows
    ]
    print_table(console, (kind, "clause", *seen, "holes"), cells)
