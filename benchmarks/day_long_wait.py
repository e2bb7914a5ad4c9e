"""What a scenario that waits 24 virtual hours costs beyond the runner's own cost."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure
from callbook.record import read_stream

_SCENARIOS = 40
_BAR = 50.0
_SCHEDULED = """\
Feature: waiting
  Scenario Outline: callback <number>
    Given Anna is logged in
    When Maria schedules a callback for "in 24 hours"
    Then the callback is in the queue "callbacks"
{more}
    Examples:
      | number |
{rows}
"""
_WAITED = """\
    When 24 hours pass
    Then the callback is offered to Anna
"""


def run() -> tuple[Figure, ...]:
    """Run the same scenarios with and without the wait, and compare what the runner wrote down."""
    waiting, not_waiting = _milliseconds(_WAITED), _milliseconds("")
    detail = f"{waiting:.1f} ms a scenario, against {not_waiting:.1f} ms without the wait"
    return (Figure("milliseconds for waiting 24 virtual hours in a scenario", waiting - not_waiting, _BAR, detail),)


def _milliseconds(more: str) -> float:
    rows = "\n".join(f"      | {number} |" for number in range(_SCENARIOS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feature, traces = folder / "waiting.feature", folder / "traces"
        feature.write_text(_SCHEDULED.format(more=more, rows=rows), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", str(feature), "--traces", str(traces), f"--rootdir={folder}"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)  # noqa: S603 - our own command
        seconds = [played.seconds for played in read_stream(traces).played]
    return median(seconds) * 1_000
