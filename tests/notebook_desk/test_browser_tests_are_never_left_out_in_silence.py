from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent


def _without_chromium(**more: str) -> subprocess.CompletedProcess[str]:
    left_out = ("PATH", "CALLBOOK_BROWSER", "PYTEST_")  # it runs tests of ours, with every plugin that they need
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    command = [sys.executable, "-m", "pytest", "tests/browser", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(  # noqa: S603 - our own interpreter, with arguments of our own
        command, cwd=_ROOT, env={**kept, "PATH": "", **more}, capture_output=True, text=True, check=False
    )


def test_where_no_chromium_is_found_the_run_says_so_in_its_last_lines() -> None:
    """The tests are deselected, and that is to be seen."""
    run = _without_chromium()
    *_, said, counted = run.stdout.strip().splitlines()
    assert (
        "The browser tests were left out: no chromium, chromium-browser or google-chrome was found. "
        "CALLBOOK_BROWSER=demanded makes that an error." == said
    )
    assert "deselected" in counted
    assert "passed" not in counted


def test_where_they_are_demanded_that_is_an_error() -> None:
    """As in CI."""
    run = _without_chromium(CALLBOOK_BROWSER="demanded")
    assert 4 == run.returncode
    expected = "CALLBOOK_BROWSER=demanded, but no chromium, chromium-browser or google-chrome was found."
    assert expected in run.stderr + run.stdout
