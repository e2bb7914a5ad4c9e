"""Environments of Python beside the one that measures: with and without Callbook, or with a peer that does not fit in.

What Callbook depends on is in both of the first two, pytest-bdd and Faker with their plugins of pytest among it. They
are kept in `.callbook`; only the wheel is built and installed anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import clean_environment

ROOT = Path(__file__).parents[1]
_KEPT = ROOT / ".callbook" / "environments"
_WITH, _WITHOUT = "with", "without"
_PIP = ("-m", "pip", "--disable-pip-version-check", "-qq")


def with_and_without() -> tuple[Path, Path]:
    """Return the Python of each."""
    with tempfile.TemporaryDirectory(prefix="callbook-wheel-") as folder:
        wheel = _built(Path(folder))
        for name in (_WITH, _WITHOUT):
            python = _python(name)
            if not python.exists():
                _run(sys.executable, "-m", "venv", str(_KEPT / name))
                _run(str(python), *_PIP, "install", str(wheel), "-c", str(ROOT / "constraints.txt"))
        _run(str(_python(_WITH)), *_PIP, "install", "--no-deps", "--force-reinstall", str(wheel))
    _run(str(_python(_WITHOUT)), *_PIP, "uninstall", "-y", "callbook")
    return _python(_WITH), _python(_WITHOUT)


def with_packages(name: str, *packages: str) -> Path:
    """Return the Python of an environment with these packages alone, which is made once."""
    python = _python(name)
    if not python.exists():
        _run(sys.executable, "-m", "venv", str(_KEPT / name))
        _run(str(python), *_PIP, "install", *packages)
    return python


def _python(name: str) -> Path:
    return _KEPT / name / "bin" / "python"


def _built(folder: Path) -> Path:
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "site", "node_modules", "__pycache__", "dist"))
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), folder=source)
    [wheel] = folder.glob("*.whl")
    return wheel


def _run(*command: str, folder: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=folder, env=clean_environment(), check=False, capture_output=True, text=True)  # noqa: S603 - our own
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
