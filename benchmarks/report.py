"""`callbook report` of 500 scenarios: how large the page, how long it takes, how that compares with the run itself.

The share that has a bar is of making the report alone, without starting Python; the whole command's is told beside it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import MICROSECONDS, Figure, in_turn, seconds_of
from benchmarks.runner import PYTEST
from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_page

_FEATURES = Path(__file__).parents[1] / "features"
_SCENARIOS = 500
_ROUNDS = 3
_MILLION = 1_000_000


def run() -> tuple[Figure, ...]:
    """Run the features, write their report, and take 500 of as many scenarios as there are."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        traces, path = Path(folder) / "run", Path(folder) / "report.html"
        command = (*PYTEST, str(_FEATURES), "--traces", str(traces))
        of_run = median(seconds_of(command, _FEATURES.parent) for _ in range(_ROUNDS))
        share = _SCENARIOS / len(contents_of_run(traces).scenarios)
        make = lambda: path.write_text(report_page(contents_of_run(traces), "Benchmark"), encoding="utf-8")  # noqa: E731 - measured
        of_report = in_turn(make, make, each=1)[0] / MICROSECONDS
        whole = (
            sys.executable,
            "-c",
            "from callbook.cli import main; main()",
            "report",
            str(traces),
            "--output",
            str(path),
        )
        of_command = median(seconds_of(whole, _FEATURES.parent) for _ in range(_ROUNDS))
        size = path.stat().st_size
    told = f"{of_report * share:.2f} s of {of_run * share:.2f} s, all in processor time"
    return (
        Figure("report: MB for 500 scenarios", size * share / _MILLION, 2.0, f"{size / 1000:.0f} kB in all"),
        Figure("report: seconds for 500 scenarios, starting Python included", of_command * share, 2.0, "whole command"),
        Figure("report: share of the run, starting Python left out (%)", of_report / of_run * 100, 5.0, told),
        Figure(
            "report: the same for the whole command (%)", of_command / of_run * 100, None, "starting Python included"
        ),
    )
