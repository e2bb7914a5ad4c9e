"""`callbook lint` of a large company, beside Python that starts and reads the same file; processor time, in turn.

The peer imports rich and typer, as every command does, and reads the file with tomllib; it judges nothing.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.big_center import AGENTS, GROUPS, ROLES, big_center
from benchmarks.measure import Figure, seconds_of

_ROUNDS = 7
_LINT = (sys.executable, "-c", "from callbook.cli import main; main()", "lint")
READ = "import sys, tomllib, typer, rich.console; tomllib.loads(open(sys.argv[1], encoding='utf-8').read())"


def run() -> tuple[Figure, ...]:
    """Measure both, each in a process of its own; the made-up centre has faults, so lint gives 1."""
    reads: list[float] = []
    lints: list[float] = []
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        file = Path(folder) / "big.toml"
        file.write_text(big_center(), encoding="utf-8")
        for _ in range(_ROUNDS):
            reads.append(seconds_of((sys.executable, "-c", READ, str(file)), Path(folder)))
            lints.append(seconds_of((*_LINT, str(file)), Path(folder), codes=(1,)))
    read, lint = median(reads), median(lints)
    size = f"{AGENTS} agents, {GROUPS} groups, {ROLES} roles"
    return (
        Figure("lint: seconds of the whole command", lint, 2.0, size),
        Figure("lint: times starting Python and reading the file", lint / read, 10.0, f"{lint:.2f} s : {read:.2f} s"),
    )
