"""`callbook check` on all features, beside starting pytest with pytest-bdd: by the processor's time, in turn.

The peer starts pytest and collects nothing; importing pytest and pytest-bdd alone takes about a tenth of a second less.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, seconds_of

_ROUNDS = 7
_FEATURES = Path(__file__).parents[1] / "features"
_START = (sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "pytest_bdd.plugin")
_CHECK = (sys.executable, "-c", "from callbook.cli import main; main()", "check", str(_FEATURES))
_ONLY_OURS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""Neither side loads the plugins of our own tests: a project that has installed Callbook does not have them."""


def run() -> tuple[Figure, ...]:
    """Measure both, each in a process of its own."""
    environment = {**os.environ, **_ONLY_OURS}
    with_steps = {**environment, "PYTEST_PLUGINS": "pytest_bdd.plugin,callbook.pytest_plugin"}
    starts: list[float] = []
    checks: list[float] = []
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as empty:
        for _ in range(_ROUNDS):
            starts.append(seconds_of(_START, Path(empty), environment, codes=(5,)))
            checks.append(seconds_of(_CHECK, _FEATURES.parent, with_steps))
    start, check = median(starts), median(checks)
    detail = f"{check:.2f} s against {start:.2f} s for pytest in an empty folder"
    return (Figure("callbook check on all features, more than starting pytest (s)", check - start, 1.0, detail),)
