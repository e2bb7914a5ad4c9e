"""The last word of a run: how many scenarios, which clauses they showed, how long, where the recordings lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.configuration import CLAUSES
from callbook.pytest_plugin.recording import Recorder


def write_summary(reporter: pytest.TerminalReporter, recorder: Recorder, root: Path) -> None:
    """Write the summary of a run that held scenarios.

    Args:
        reporter: where pytest writes.
        recorder: of this run.
        root: paths are shown relative to it.
    """
    if not recorder.lines:
        return
    shown = {clause for line in recorder.lines if line["outcome"] == "passed" for clause in line["clauses"]}
    seconds = recorder.stopped_at - recorder.started_at
    if recorder.goldens:
        reporter.write_sep("-", "golden recordings")
        for told in sorted(recorder.goldens):
            reporter.write_line(told)
    reporter.write_sep("-", "callbook")
    reporter.write_line(
        f"{_count(recorder)}, clauses shown {len(shown)} of {len(CLAUSES)}, {seconds:.1f} s, "
        f"recordings in {_relative(recorder.directory, root)}"
    )


def _count(recorder: Recorder) -> str:
    total = len(recorder.lines)
    return "1 scenario" if total == 1 else f"{total} scenarios"


def _relative(directory: Path, root: Path) -> str:
    return str(directory.relative_to(root) if directory.is_relative_to(root) else directory)
