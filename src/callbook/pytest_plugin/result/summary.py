"""The last word of a run, counted while its stream was written: a row for each paragraph, heading and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from callbook.configuration import CLAUSES
from callbook.core import counted
from callbook.record import Tally


def write_summary(reporter: pytest.TerminalReporter, tally: Tally, directory: str) -> None:
    """Write the summary of a run that held scenarios.

    Args:
        reporter: where pytest writes.
        tally: of this run.
        directory: where the recordings lie, as it is shown.
    """
    if not tally.scenarios:
        return
    for heading, lines in _PARAGRAPHS:
        written = list(lines(tally, directory))
        if written:
            reporter.write_sep("-", heading)
        for line in written:
            reporter.write_line(line)


def relative(directory: Path, root: Path) -> str:
    """Return *directory* as it is shown: relative to *root* if it lies below it."""
    return str(directory.relative_to(root) if directory.is_relative_to(root) else directory)


def _goldens(tally: Tally, _: str) -> list[str]:
    return sorted(tally.goldens)


def _whole(tally: Tally, directory: str) -> Iterator[str]:
    retried = f" ({tally.retried} run more than once)" if tally.retried else ""
    yield (
        f"{counted(tally.scenarios, 'scenario')}{retried}, "
        f"clauses shown {len(tally.clauses)} of {len(CLAUSES)}, "
        f"{tally.seconds:.1f} s, recordings in {directory}"
    )


_PARAGRAPHS: tuple[tuple[str, Callable[[Tally, str], Iterable[str]]], ...] = (
    ("golden recordings", _goldens),
    ("callbook", _whole),
)
