"""An empty environment of some Python, in which the built wheel is installed with what it depends on, and tried.

It needs the internet for the packages. The tests of the checkout that are run in it are a smoke: one folder for each
room, and what hangs on the versions of other packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time  # the seconds of an installation are what is measured
from dataclasses import dataclass
from pathlib import Path

from tests.project_metadata import ROOT

ENVIRONMENTS = ROOT / ".callbook" / "pythons"
SMOKE = (
    *("clock", "messages", "state_file", "environment", "lint", "workspace", "trace", "lab", "replay", "interception"),
    *("capture_point", "website", "notebook/test_tables_hold_every_entry.py", "extras", "guest"),
)
"""Folders and files of tests that are run on each Python."""

TOOLS = ("allure-pytest-bdd", "hypothesis", "lxml", "pytest-xdist", "syrupy", "zeep")
"""What these tests use themselves."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation of the core took.

    Attributes:
        packages: how many packages it brought, Callbook among them.
        megabytes: how large they are, with the compiled modules.
        seconds: how long it took.
    """

    packages: int
    megabytes: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of pytest ended."""

    code: int
    last_line: str


class Environment:
    """An environment of its own, made anew.

    Args:
        name: of its folder below ``.callbook/pythons``.
        python: the program whose environment it is.
        constraints: the file of versions that pip keeps to.
    """

    def __init__(self, name: str, python: Path, constraints: Path) -> None:
        self.folder = ENVIRONMENTS / name
        self._constraints = constraints
        shutil.rmtree(self.folder, ignore_errors=True)
        self._run(str(python), "-m", "venv", str(self.folder))

    @property
    def python(self) -> str:
        """The environment's Python."""
        return str(self.folder / "bin" / "python")

    @property
    def packages(self) -> Path:
        """Where its packages lie."""
        [found] = self.folder.glob("lib/python*/site-packages")
        return found

    def install_core(self, wheel: Path) -> Installed:
        """Install the wheel with what it depends on."""
        before, begun = self._size(), time.monotonic()  # noqa: TID251 - as above
        self.install(str(wheel))
        seconds = time.monotonic() - begun  # noqa: TID251 - as above
        listed = self._run(self.python, "-m", "pip", "--disable-pip-version-check", "list", "--format=freeze")
        names = [line for line in listed.splitlines() if not line.startswith(("pip==", "setuptools=="))]
        return Installed(len(names), round((self._size() - before) / 1e6), round(seconds))

    def install(self, *requirements: str) -> None:
        """Install *requirements* within the constraints."""
        pip = (self.python, "-m", "pip", "--disable-pip-version-check", "-qq", "install")
        self._run(*pip, "-c", str(self._constraints), *requirements)

    def run_features(self, warnings: str = "error") -> Ended:
        """Run the features that the wheel brings along; *warnings* says what pytest makes of them."""
        traces = ("--callbook-traces", str(self.folder / "features"))
        return self._pytest(self.packages / "callbook", "features", "--rootdir", ".", *traces, "-W", warnings)

    def run_smoke(self, warnings: str = "error") -> Ended:
        """Run the chosen tests of the checkout on the installed wheel; *warnings* as above."""
        smoke = (f"tests/{each}" for each in SMOKE)
        return self._pytest(ROOT, *smoke, "-n", "2", "--dist", "loadfile", "-W", warnings)

    def _pytest(self, folder: Path, *arguments: str) -> Ended:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        command = (self.python, "-P", "-m", "pytest", *arguments, "-q", "-p", "no:cacheprovider")
        run = subprocess.run(  # noqa: S603 - our own command
            command,
            cwd=folder,
            env={**kept, "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        (self.folder / f"{folder.name}.txt").write_text(run.stdout, encoding="utf-8")
        lines = run.stdout.splitlines() or [""]
        return Ended(run.returncode, lines[-1].strip("= "))

    def _size(self) -> int:
        return sum(each.lstat().st_blocks * 512 for each in self.folder.rglob("*"))

    def _run(self, *command: str) -> str:
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
        if run.returncode:
            raise SystemExit(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
        return run.stdout


def built_wheel() -> Path:
    """Return the wheel that `make wheel` has built."""
    [found] = (ROOT / "dist").glob("*.whl")
    return found
