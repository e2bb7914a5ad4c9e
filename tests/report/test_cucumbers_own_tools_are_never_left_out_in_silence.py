"""`make cucumber-check` without npm, or without a Chromium, says what it has not checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def _check(path: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the checks where only the programs in *path* are found."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PATH", "CALLBOOK_BROWSER"}}
    file = "tests/report/official/cucumbers_own_tools.py"
    command = [sys.executable, "-m", "pytest", file, "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(  # noqa: S603 - our own interpreter, with arguments of our own
        command, cwd=_ROOT, env={**kept, "PATH": str(path)}, capture_output=True, text=True, check=False
    )


def test_without_npm() -> None:
    """All are left out, and the target fails: it was asked for by name."""
    run = _check("")
    lines = run.stdout.strip().splitlines()
    assert "9 of their checks were left out: no npm and no node was found." in lines
    assert (5, "9 deselected") == (run.returncode, lines[-1].partition(" in ")[0])


def test_without_a_chromium(tmp_path: Path) -> None:
    """Only what looks at the page is left out."""
    for name in ("npm", "node"):
        (tmp_path / name).touch(mode=0o755)
    run = _check(tmp_path, "--collect-only")
    lines = run.stdout.strip().splitlines()
    assert "2 of their checks were left out: no Chromium was found." in lines
    assert "7/9 tests collected (2 deselected)" == lines[-1].partition(" in ")[0]
