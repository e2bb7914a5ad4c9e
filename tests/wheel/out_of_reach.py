"""Tests the built wheel with the source folders out of reach: ``python tests/wheel/out_of_reach.py TRACES``.

The wheel is installed into an environment of its own, in a temporary folder, and its own features are run there; their
recordings go into the folder TRACES. What pytest prints of them comes last.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.wheel.own_environment import ROOT, OwnEnvironment, built, own_environment

_PYTEST_INI = "[pytest]\naddopts = --import-mode=importlib --strict-markers --strict-config\nfilterwarnings = error\n"


def main(traces: str) -> int:
    """Build, install, look that nothing of the checkout is in reach, and run; give the last exit code."""
    with tempfile.TemporaryDirectory(prefix="callbook-wheel-") as name:
        folder = Path(name)
        [wheel] = built(ROOT, folder / "dist", "wheel")
        environment = own_environment(wheel, folder / "environment")
        site = _looked_at(environment, folder)
        _say(f"wheel: {wheel.name} in an environment of its own, the sources out of reach")
        for module, arguments in _COMMANDS:
            ended = environment.module(module, *arguments, at=folder)
            if ended.returncode:
                _say(f"{module} {' '.join(arguments)} gives {ended.returncode}:\n{ended.stdout}")
                return ended.returncode
        return _features(environment, site, folder / "work", ROOT / traces)


_COMMANDS = (
    ("callbook", ("demo",)),
    ("callbook", ("lint", "--explain", "CB303")),
    ("callbook", ("steps",)),
)
"""What must work wherever one is, from the wheel alone."""


def _looked_at(environment: OwnEnvironment, folder: Path) -> Path:
    """Give the folder from which Callbook is imported.

    Raises:
        SystemExit: when anything of the checkout is in reach.
    """
    said = environment.code(
        "import sys, callbook, callbook_mocks, callbook_steps; print(callbook.__file__); print(*sys.path, sep='\\n')",
        folder,
    )
    imported, *searched = said.splitlines()
    sources = [str(ROOT / name) for name in ("src", "steps", "mocks")]
    if not Path(imported).is_relative_to(environment.folder) or set(sources) & set(searched):
        raise SystemExit(f"the checkout is in reach: {said}")
    return Path(imported).parent


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _features(environment: OwnEnvironment, site: Path, work: Path, traces: Path) -> int:
    shutil.copytree(site / "features", work / "features")
    (work / "pytest.ini").write_text(_PYTEST_INI, encoding="utf-8")
    command = (environment.python, "-m", "pytest", "features", "-q", "-p", "no:cacheprovider", "--traces", str(traces))
    return subprocess.run(command, cwd=work, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - ours


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
