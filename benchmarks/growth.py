"""How the runner's time grows: with the scenarios, and with the step definitions.

What a run takes, less what one of a single scenario takes, is drawn over the number as a line on logarithmic scales:
its slope is the exponent, 1 if twice as much takes twice as long. Both are drawn for the terminal.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import Figure, seconds_of
from benchmarks.picture import picture_of, slope_of
from benchmarks.runner import PYTEST
from benchmarks.runner_projects import PER_NUMBER, write_pytest

_SCENARIOS = (100, 1_000, 10_000)
_NUMBERS = (6, 20, 200)
"""Each brings five definitions; the steps use six."""
_ROUNDS = 3


def run() -> tuple[Figure, ...]:
    """Measure both, the smallest of each number's rounds."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        start = _seconds(Path(folder), 1, 6)
        by_scenarios = {size: _seconds(Path(folder), size, 6) - start for size in _SCENARIOS}
        by_definitions = {numbers: _seconds(Path(folder), _SCENARIOS[1], numbers) for numbers in _NUMBERS}
    few, many = min(by_definitions), max(by_definitions)
    told = ", ".join(f"{size:,}: {seconds:.2f} s" for size, seconds in by_scenarios.items())
    definitions = {numbers * PER_NUMBER + 1: seconds for numbers, seconds in by_definitions.items()}
    return (
        Figure(
            "growth: exponent of the scenarios, start-up left out",
            slope_of(by_scenarios),
            1.05,
            told,
            picture_of("scenarios, start-up left out", by_scenarios),
        ),
        Figure(
            f"growth: {_SCENARIOS[1]:,} scenarios, {max(definitions)} definitions / {min(definitions)}",
            by_definitions[many] / by_definitions[few],
            1.05,
            ", ".join(f"{number}: {seconds:.2f} s" for number, seconds in definitions.items()),
            picture_of(f"definitions, for {_SCENARIOS[1]:,} scenarios", definitions),
        ),
    )


def _seconds(folder: Path, scenarios: int, numbers: int) -> float:
    project = folder / f"{scenarios}-{numbers}"
    write_pytest(project, scenarios, numbers)
    seconds_of(PYTEST, project)  # the first run compiles what it imports
    return min(seconds_of(PYTEST, project) for _ in range(_ROUNDS))
