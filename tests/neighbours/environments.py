"""Environments of their own for what Callbook is run beside: made once, below ``.callbook/plugins``.

They stand on each other: ``base`` holds what Callbook needs and not Callbook itself, ``callbook`` adds that one
distribution, and each plugin's own adds the plugin and what it needs. So "without Callbook" is the same environment
with only that distribution gone, and no plugin meets another one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".callbook" / "plugins"
BASE = "base"
CALLBOOK = "callbook"
_TO_BUILD = ("hatchling", "editables", "pytest-xdist")
_STAMP = ".installed"


def base() -> Path:
    """Return the Python of the environment that holds everything that Callbook needs, and not Callbook."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return _made(BASE, (), (*project["dependencies"], *_TO_BUILD))


def with_callbook() -> Path:
    """Return the Python of the environment that adds Callbook, as it lies here."""
    base()
    return _made(CALLBOOK, (BASE,), ("--no-deps", "--no-build-isolation", "-e", str(ROOT)))


def with_plugin(name: str, *requirements: str) -> Path:
    """Return the Python of the environment *name* that adds a plugin, and what it needs, to Callbook."""
    with_callbook()
    return _made(name, (BASE, CALLBOOK), requirements)


def _made(name: str, below: tuple[str, ...], requirements: tuple[str, ...]) -> Path:
    """Make the environment, unless it was made of the same things on this Python before."""
    folder = ENVIRONMENTS / name
    python = folder / "bin" / "python"
    stamp = folder / _STAMP
    files = ((ROOT / each).read_text(encoding="utf-8") for each in ("constraints.txt", "pyproject.toml"))
    made_of = "\n".join((sys.version, *requirements, *files))
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != made_of:
        sys.stdout.write(f"environment {name}: {' '.join(requirements)[:90]}\n")
        sys.stdout.flush()
        shutil.rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
        for number, other in enumerate(below):
            line = f"import site; site.addsitedir({str(_packages(ENVIRONMENTS / other))!r})\n"
            (_packages(folder) / f"below{number}.pth").write_text(line, encoding="utf-8")
        install = ("install", "-c", str(ROOT / "constraints.txt"), *requirements)
        pip = ("-m", "pip", "--python", str(python), "--disable-pip-version-check", "-qq")
        _run(sys.executable, *pip, *install)
        stamp.write_text(made_of, encoding="utf-8")
    return python


def _packages(folder: Path) -> Path:
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))


def _run(*command: str) -> None:
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - programs of this machine
    if run.returncode:
        sys.exit(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
