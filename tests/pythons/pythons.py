"""The built wheel on each Python that Callbook says it runs on, as far as they are on this machine: ``make pythons``.

Beside those of the metadata, the next one is looked for, which a new classifier may name once it has been tried.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.project_metadata import ROOT, project
from tests.pythons.environment import TOOLS, Environment, built_wheel

HEAD = ("python", "packages", "MB", "seconds", "features", "tests")


def versions() -> tuple[str, ...]:
    """Return the versions of the classifiers, and the next one."""
    named = [match[1] for each in project().classifiers if (match := re.fullmatch(r".* :: Python :: (3\.\d+)", each))]
    return (*named, f"3.{max(int(each.partition('.')[2]) for each in named) + 1}")


def program_of(version: str) -> Path | None:
    """Return the program of this *version*, on the path or among those of pyenv; None if it cannot be found."""
    name = f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [Path(each) for each in (shutil.which(name),) if each] + sorted(pyenv.glob(f"{version}.*/bin/{name}"))
    return next((each for each in found if _answers(each)), None)


def _answers(program: Path) -> bool:
    """Return whether there is a Python behind *program*: a shim may stand for none."""
    command = (str(program), "-c", "")
    return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - a Python


def tried(version: str, program: Path) -> tuple[tuple[str, ...], bool]:
    """Install the wheel on this Python and run it; return the row of the table, and whether all is well."""
    environment = Environment(version, program, ROOT / "constraints.txt")
    core = environment.install_core(built_wheel())
    features = environment.run_features()
    environment.install(f"{built_wheel()}[all]", *TOOLS)
    tests = environment.run_smoke()
    counts = (str(each) for each in (core.packages, core.megabytes, core.seconds))
    return (version, *counts, features.last_line, tests.last_line), not features.code and not tests.code


def main(wanted: list[str]) -> int:
    """Try each version, or those that are *wanted*; return 1 if one that is here fails."""
    good = True
    print("\t".join(HEAD))  # noqa: T201 - for whoever asked
    for version in wanted or versions():
        program = program_of(version)
        if program is None:
            print(f"{version}\tnot on this machine, not tried", flush=True)  # noqa: T201 - the same
            continue
        row, well = tried(version, program)
        good = good and well
        print("\t".join(row), flush=True)  # noqa: T201 - the same
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
