"""Processes in which only Callbook's core is installed, as far as they can tell."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.project_metadata import normalised, project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class CoreOnly:
    """Runs Python where nothing is installed but the core, and what it depends on.

    Attributes:
        variables: the variables of the processes.
        hidden: the modules that are not found there.
    """

    variables: dict[str, str]
    hidden: frozenset[str]

    def python(self, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run Python in *folder*; its output is kept."""
        return subprocess.run(  # noqa: S603 - our own code
            (sys.executable, *arguments),
            cwd=folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def callbook(self, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a command in *folder*; its output is kept."""
        return self.python("-m", "callbook", *arguments, folder=folder)


def wanted(names: Iterable[str]) -> frozenset[str]:
    """Return the *names* of requirements, and all that these require, as they are normalised."""
    installed = {normalised(each.metadata["Name"]): each for each in distributions()}
    found = set[str]()
    waiting = [normalised(each) for each in names]
    while waiting:
        name = waiting.pop()
        if name not in found and name in installed:
            found.add(name)
            waiting.extend(_required(installed[name]))
    return frozenset(found)


def _required(distribution: Distribution) -> Sequence[str]:
    return [normalised(each) for each in distribution.requires or () if "extra ==" not in each]


@pytest.fixture(scope="session")
def core_only() -> CoreOnly:
    """Give a way to run Python with the core alone: what `dependencies` of pyproject.toml bring, and no more."""
    kept = wanted(project().dependencies) | {"callbook", "pip", "setuptools"}
    names = packages_distributions()
    hidden = {module for module, of in names.items() if not any(normalised(each) in kept for each in of)}
    others = {Path(str(vars(each)["_path"])).name for each in distributions() if normalised(each.name) not in kept}
    passed = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    variables = {
        **passed,
        "PYTHONPATH": str(Path(__file__).parent / "core_only"),
        "HIDDEN_MODULES": " ".join(sorted(hidden)),
        "HIDDEN_DISTRIBUTIONS": " ".join(sorted(others)),
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    return CoreOnly(variables, frozenset(hidden))
