"""A built wheel in an environment of its own: Callbook is the wheel's, what it depends on is this environment's."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

INSTALLED = "CALLBOOK_INSTALLED"
"""The variable that tells the tests of the wheel where it is installed."""

_PYTEST = """\
#!{python}
import sys
import pytest
sys.exit(pytest.main())
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """The environment.

    Attributes:
        folder: where it lies.
    """

    folder: Path

    @property
    def programs(self) -> Path:
        """Where `python`, `callbook` and `pytest` lie."""
        return self.folder / "bin"

    @property
    def packages(self) -> Path:
        """Where the wheel's packages lie."""
        [found] = self.folder.glob("lib/python*/site-packages")
        return found

    def variables(self) -> dict[str, str]:
        """Give this process's variables, without what could lead out of the environment; its programs come first."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        return {**kept, "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}", "VIRTUAL_ENV": str(self.folder)}

    def run(self, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a line of shell in *folder*; its output is kept."""
        return subprocess.run(  # noqa: S602 - a line of our own CI file, as a CI server runs it
            command,
            shell=True,
            cwd=folder,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def python(self, code: str, folder: Path) -> str:
        """Run Python in *folder*, and give what it printed."""
        command = (str(self.programs / "python"), "-P", "-c", code)
        return subprocess.run(  # noqa: S603 - our own code
            command, cwd=folder, env=self.variables(), stdout=subprocess.PIPE, text=True, check=True
        ).stdout


def install(wheel: Path, folder: Path) -> Installation:
    """Make an environment in *folder* and install the *wheel*, from no index and without what it depends on."""
    made = Installation(folder)
    venv.create(folder, symlinks=True)
    python = made.programs / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python))
    subprocess.run((*pip, "install", "-qq", "--no-deps", "--no-index", str(wheel)), check=True)  # noqa: S603 - our own
    # A line of a .pth is a plain folder: the .pth files in there, which name the checkout's sources, are not followed.
    (made.packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    pytest = made.programs / "pytest"
    pytest.write_text(_PYTEST.format(python=python), encoding="utf-8")
    pytest.chmod(0o755)
    return made
