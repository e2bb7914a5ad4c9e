"""Run every benchmark, or those named, and print one table: ``python -m benchmarks [NAME ...]``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.table import Table

from benchmarks import (
    check,
    day_long_wait,
    doors,
    everywhere,
    explaining,
    growth,
    guest,
    keeping,
    labs,
    linting,
    long_recording,
    memory,
    messages,
    notebooks,
    queue_depth,
    real_logs,
    recording,
    report,
    runner,
    scaling,
    simulation,
    starting,
    stateful,
    telephones,
    whole_callback,
    workers,
)
from benchmarks.measure import Figure

BENCHMARKS: dict[str, Callable[[], tuple[Figure, ...]]] = {
    "whole_callback": whole_callback.run,
    "recording": recording.run,
    "labs": labs.run,
    "long_recording": long_recording.run,
    "notebooks": notebooks.run,
    "day_long_wait": day_long_wait.run,
    "queue_depth": queue_depth.run,
    "simulation": simulation.run,
    "keeping": keeping.run,
    "stateful": stateful.run,
    "everywhere": everywhere.run,
    "doors": doors.run,
    "telephones": telephones.run,
    "memory": memory.run,
    "messages": messages.run,
    "runner": runner.run,
    "growth": growth.run,
    "scaling": scaling.run,
    "workers": workers.run,
    "guest": guest.run,
    "starting": starting.run,
    "check": check.run,
    "report": report.run,
    "linting": linting.run,
    "real_logs": real_logs.run,
    "explaining": explaining.run,
}

LONG: dict[str, Callable[[], tuple[Figure, ...]]] = {"memory_long": memory.run_long}
"""Those that take minutes: they run only when they are named."""


def main(names: Iterable[str]) -> int:
    """Run the benchmarks of these names, or all; give 1 if a figure is over its bar."""
    chosen = list(names) or list(BENCHMARKS)
    known = BENCHMARKS | LONG
    unknown = [name for name in chosen if name not in known]
    if unknown:
        sys.stderr.write(f"There is no benchmark {unknown[0]!r}. Accepted: {', '.join(known)}.\n")
        return 2
    console = Console()
    figures: list[Figure] = []
    for name in chosen:
        with console.status(f"measuring: {name}"):
            figures += known[name]()
    console.print(_table(figures))
    for figure in figures:
        if figure.picture:
            console.print(figure.picture, highlight=False, markup=False)
    return 0 if all(figure.holds for figure in figures) else 1


def _table(figures: Iterable[Figure]) -> Table:
    table = Table("what", "figure", "at most", "", "in detail", title="Callbook, measured in one run")
    for figure in figures:
        bar = "" if figure.bar is None else f"{figure.bar:g}"
        verdict = "" if figure.bar is None else ("[green]holds[/green]" if figure.holds else "[red]over[/red]")
        table.add_row(figure.what, f"{figure.value:.2f}", bar, verdict, figure.detail)
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
