"""Notebooks: how long all of them take, and how long a trainer waits for the first picture."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.jupyter_lab import chromium, jupyter_lab, one_browser

from benchmarks.measure import Figure

_NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
_FIRST = "04_replay_a_failure.ipynb"


def run() -> tuple[Figure, ...]:
    """Execute all notebooks as CI does; start JupyterLab, open one, run it, and wait for its player's ladder."""
    return (_all(), *_first_picture())


def _all() -> Figure:
    command = (sys.executable, "-m", "pytest", str(_NOTEBOOKS), "-q", "-p", "no:cacheprovider")
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    taken = time.perf_counter() - start
    assert done.returncode == 0, done.stdout
    return Figure("all notebooks are executed and compared (s)", taken, 60.0, done.stdout.splitlines()[-1])


def _first_picture() -> tuple[Figure, ...]:
    what = "from starting JupyterLab to the first picture (s)"
    path = chromium()
    if path is None:
        return (Figure(what, float("nan"), None, "not measured: no Chromium"),)
    with tempfile.TemporaryDirectory() as folder, one_browser(path) as browser:
        home, notebooks = Path(folder) / "home", Path(folder) / "notebooks"
        home.mkdir()
        notebooks.mkdir()
        shutil.copy(_NOTEBOOKS / _FIRST, notebooks)
        start = time.perf_counter()
        with jupyter_lab(browser, home, notebooks) as lab:
            page = lab.open(_FIRST)
            lab.run_all()
            page.wait_for_selector(".callbook-player svg .callbook-here")
            taken = time.perf_counter() - start
    return (Figure(what, taken, 20.0, f"{_FIRST}, JupyterLab started afresh, all its cells run"),)
