"""Two processes, `-n 2`, beside one: the acceptance suite, eight times over, by the clock on the wall.

It says something only where two processes can run at once: two plain loops are tried first, and where these take more
than 1.1 times what one takes, the figure is told and not counted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Figure, clean_environment

_FEATURES = Path(__file__).parents[1] / "features"
_TIMES = 8
_PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--disable-plugin-autoload")
_PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "xdist.plugin", "-p", "callbook.pytest_plugin")
_LOOP = (sys.executable, "-c", "for _ in range(40_000_000): pass")
FREE = 1.1
"""What two plain loops at once may take, as a multiple of one: beyond that, two processes cannot run at once."""


def run() -> tuple[Figure, ...]:
    """Measure one process and two, once each: a run takes half a minute."""
    both = two_loops_at_once()
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        for number in range(_TIMES):
            shutil.copytree(_FEATURES, Path(folder) / f"part{number}")
        (Path(folder) / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        alone = _wall((*_PYTEST, *_PLUGINS), folder=folder)
        shared = _wall((*_PYTEST, *_PLUGINS, "-n", "2", "--dist", "loadfile"), folder=folder)
    counts = both <= FREE
    detail = f"{shared:.1f} s against {alone:.1f} s; two plain loops at once took {both:.2f} times one"
    return (
        Figure(
            f"workers: -n 2 / one process, the suite {_TIMES} times", shared / alone, 0.75 if counts else None, detail
        ),
    )


def two_loops_at_once() -> float:
    """Return how long two plain loops at once take, as a multiple of one."""
    return _wall(_LOOP, _LOOP) / _wall(_LOOP)


def _wall(*commands: tuple[str, ...], folder: str = ".") -> float:
    start = time.perf_counter()
    running = [
        subprocess.Popen(command, cwd=folder, env=clean_environment(), stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
        for command in commands
    ]
    codes = [each.wait() for each in running]
    assert not any(codes), codes
    return time.perf_counter() - start
