"""What Callbook costs a project that does not ask for it: the same pytest, with and without it in the environment.

"Without" is the same environment with the distribution `callbook` uninstalled, and nothing else. A second figure is
what comes along with it: the plugins of pytest that Faker and pytest-bdd bring, which pytest loads everywhere, too.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.environments import with_and_without
from benchmarks.measure import Figure, clean_environment, seconds_of
from benchmarks.runner_projects import write_empty_tests, write_pytest_bdd

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS = 21
_TESTS, _SCENARIOS = 300, 20
_PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
_NO_FAKER, _NO_BDD = ("-p", "no:faker"), ("-p", "no:pytest-bdd")


def run() -> tuple[Figure, ...]:
    """Measure in turn, A B C A B C ...; a ratio is the median of those of the rounds: its two sides lie close."""
    python, without = map(str, with_and_without())
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        tests, scenarios = Path(folder) / "tests", Path(folder) / "scenarios"
        write_empty_tests(tests, _TESTS, 0)
        write_pytest_bdd(scenarios, _SCENARIOS, 6)
        taken = _in_turn(
            (
                ((python, *_PYTEST), tests),
                ((without, *_PYTEST), tests),
                ((without, *_PYTEST, *_NO_FAKER), tests),
                ((without, *_PYTEST, *_NO_FAKER, *_NO_BDD), tests),
                ((python, *_PYTEST), scenarios),
                ((without, *_PYTEST), scenarios),
            )
        )
    ours, plain, no_faker, neither, our_scenarios, plain_scenarios = taken
    return (
        _figure(f"guest: {_TESTS} empty tests, with / without callbook", 1.05, ours, plain),
        _figure(
            f"guest: {_SCENARIOS} pytest-bdd scenarios, with / without callbook", 1.05, our_scenarios, plain_scenarios
        ),
        _figure(f"what comes along: {_TESTS} tests, with / without Faker's plugin", None, plain, no_faker),
        _figure(f"what comes along: {_TESTS} tests, with / without pytest-bdd's plugin", None, no_faker, neither),
    )


def _in_turn(commands: Sequence[tuple[tuple[str, ...], Path]]) -> list[list[float]]:
    """Return the seconds of each round, for each command."""
    environment = clean_environment()
    for command, folder in commands:  # the first run compiles what it imports
        seconds_of(command, folder, environment)
    rounds = [[seconds_of(command, folder, environment) for command, folder in commands] for _ in range(_ROUNDS)]
    return [list(each) for each in zip(*rounds, strict=True)]


def _figure(what: str, bar: float | None, ours: Sequence[float], other: Sequence[float]) -> Figure:
    ratio = median(one / another for one, another in zip(ours, other, strict=True))
    return Figure(what, ratio, bar, f"{median(ours):.2f} s against {median(other):.2f} s of a processor")
