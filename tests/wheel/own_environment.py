"""An environment that has a built wheel of Callbook and what it depends on, and nothing of the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from venv import EnvBuilder

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class OwnEnvironment:
    """A Python of its own.

    Attributes:
        folder: the environment's.
        python: its interpreter.
    """

    folder: Path
    python: Path

    def module(self, *arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
        """Run ``python -m ARGUMENTS`` at work in the folder *at*; what it prints is kept, both streams as one."""
        return subprocess.run(  # noqa: S603 - ours
            (self.python, "-m", *arguments),
            cwd=at,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def code(self, text: str, at: Path) -> str:
        """Run Python *text* at work in the folder *at*; give what it prints."""
        return subprocess.run(  # noqa: S603 - ours
            (self.python, "-c", text), cwd=at, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
        ).stdout.strip()


def own_environment(wheel: Path, folder: Path) -> OwnEnvironment:
    """Install *wheel* into a new environment in *folder*; its dependencies are those of this Python.

    They come in by a path in a .pth file: such a folder is searched, but its own .pth files are not read. So the
    checkout, which this Python knows by one of these, is out of reach.
    """
    EnvBuilder(with_pip=False, symlinks=True).create(folder)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    subprocess.run(  # noqa: S603 - ours
        (*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-warn-script-location", str(wheel)), check=True
    )
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "zz_dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return OwnEnvironment(folder, python)


def built(tree: Path, into: Path, *targets: str) -> list[Path]:
    """Build *targets*, ``wheel`` or ``sdist``, of the sources in *tree*; give the files, in this order."""
    chosen = [option for target in targets for option in ("-t", target)]
    subprocess.run(  # noqa: S603 - ours
        (sys.executable, "-m", "hatchling", "build", "-d", str(into), *chosen),
        cwd=tree,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    suffixes = {"wheel": "*.whl", "sdist": "*.tar.gz"}
    return [next(into.glob(suffixes[target])) for target in targets]
