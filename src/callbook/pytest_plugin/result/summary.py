"""The last word of a run, read from its stream: a row for each paragraph, with its heading and what makes its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from callbook.configuration import CLAUSES
from callbook.record import Stream


def write_summary(reporter: pytest.TerminalReporter, stream: Stream, directory: str) -> None:
    """Write the summary of a run that held scenarios.

    Args:
        reporter: where pytest writes.
        stream: of this run.
        directory: where the recordings lie, as it is shown.
    """
    if not stream.played:
        return
    for heading, lines in _PARAGRAPHS:
        written = list(lines(stream, directory))
        if written:
            reporter.write_sep("-", heading)
        for line in written:
            reporter.write_line(line)


def relative(directory: Path, root: Path) -> str:
    """Return *directory* as it is shown: relative to *root* if it lies below it."""
    return str(directory.relative_to(root) if directory.is_relative_to(root) else directory)


def _goldens(stream: Stream, _: str) -> list[str]:
    return sorted(each.notes.golden for each in stream.played if each.notes and each.notes.golden)


def _whole(stream: Stream, directory: str) -> Iterator[str]:
    total = len(stream.played)
    shown = {clause for each in stream.played if each.outcome == "passed" for clause in each.clauses}
    yield (
        f"{'1 scenario' if total == 1 else f'{total} scenarios'}, clauses shown {len(shown)} of {len(CLAUSES)}, "
        f"{stream.seconds:.1f} s, recordings in {directory}"
    )


_PARAGRAPHS: tuple[tuple[str, Callable[[Stream, str], Iterable[str]]], ...] = (
    ("golden recordings", _goldens),
    ("callbook", _whole),
)
