"""The built wheel with the lowest versions of everything that Callbook asks for itself: ``make oldest``.

What those ask for in turn is as new as it can be. Each lowest version is one that there is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from packaging.requirements import Requirement
from tests.project_metadata import project
from tests.pythons.environment import ENVIRONMENTS, TOOLS, Environment, built_wheel

EXTRAS = ("server", "notebooks", "cluster")


def lowest() -> dict[str, str]:
    """Return the lowest version that is taken of each package of the core and of the extras."""
    asked = project()
    all_of_them = (*asked.dependencies, *(each for extra in EXTRAS for each in asked.optional_dependencies[extra]))
    return dict(map(_lowest, map(Requirement, all_of_them)))


def _lowest(asked: Requirement) -> tuple[str, str]:
    [version] = [each.version for each in asked.specifier if each.operator in {">=", "=="}]
    return asked.name, version


def main() -> int:
    """Install them and run the wheel; return 1 if anything fails."""
    versions = lowest()
    ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
    constraints = ENVIRONMENTS / "oldest.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()), encoding="utf-8")
    environment = Environment("oldest", Path(sys.executable), constraints)
    environment.install(f"{built_wheel()}[all]", *TOOLS)
    # What old packages say of each other, and newer ones of them, is their own concern.
    features, tests = environment.run_features("default"), environment.run_smoke("default")
    print(*(f"{name}=={version}" for name, version in versions.items()))  # noqa: T201 - for whoever asked
    print(f"features: {features.last_line}\ntests: {tests.last_line}")  # noqa: T201 - the same
    return int(bool(features.code or tests.code))


if __name__ == "__main__":
    sys.exit(main())
