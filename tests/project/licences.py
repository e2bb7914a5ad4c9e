"""The licences of everything that Callbook depends on, and of its tools, by pip-licenses: ``make licences``.

It fails when one of them forbids commercial use, or when it cannot be told which one applies.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution, distributions
from typing import Final

import msgspec
from packaging.requirements import Requirement
from tests.project_metadata import normalised, project

READ: Final = {"axe-playwright-python": "MIT License (its text); axe-core within it: MPL-2.0"}
"""Packages whose metadata say nothing, and what their texts say: these were read by a person."""

FORBIDDING: Final = (
    *("noncommercial", "non-commercial", "non commercial", "cc-by-nc", "cc by-nc", "personal use", "academic"),
    *("polyform", "busl", "business source", "commons clause", "sspl", "proprietary", "evaluation"),
)
"""Words of licences that forbid commercial use, or allow it only to some."""

_LISTED = ("--from=mixed", "--format=json")
_LONGEST = 60


class Package(msgspec.Struct, rename="pascal"):
    """A package as pip-licenses lists it."""

    name: str
    version: str
    license: str


def listed() -> list[Package]:
    """Return what is installed here, by name; without Callbook itself."""
    command = (sys.executable, "-m", "piplicenses", *_LISTED)
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 - our own command
    found = msgspec.json.decode(said, type=list[Package])
    return sorted((each for each in found if not each.name.startswith("callbook")), key=lambda each: each.name.lower())


def licence_of(package: Package) -> str:
    """Return the licence in one line; where the metadata hold its whole text, its name."""
    said = READ.get(package.name, package.license)
    return said.strip().splitlines()[0][:_LONGEST]


def objections(packages: Iterable[Package]) -> list[str]:
    """Return what stands against using the *packages* for money."""
    return [
        f"{each.name} {each.version}: {licence_of(each)}"
        for each in packages
        if licence_of(each) == "UNKNOWN" or any(word in f"{each.license}".lower() for word in FORBIDDING)
    ]


def brought_by() -> Mapping[str, str]:
    """Return who brings each package: the core, the first extra that does, or else the tools."""
    extras = project().optional_dependencies
    groups = {"core": project().dependencies, **{name: extras[name] for name in ("server", "notebooks", "cluster")}}
    found = dict[str, str]()
    for group, requirements in groups.items():
        waiting = [normalised(each) for each in requirements]
        while waiting:
            name = waiting.pop()
            if name not in found and name in _INSTALLED:
                found[name] = group
                waiting.extend(_required(name))
    return found


_INSTALLED = {normalised(each.metadata["Name"]) for each in distributions()}


def _required(name: str) -> list[str]:
    asked = (Requirement(each) for each in distribution(name).requires or ())
    return [normalised(each.name) for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]


def main() -> int:
    """Print the list and what stands against it; return 1 if anything does."""
    packages, groups = listed(), brought_by()
    for package in packages:
        group = groups.get(normalised(package.name), "tools")
        print(f"{group:10} {package.name} {package.version}: {licence_of(package)}")  # noqa: T201 - for whoever asked
    against = objections(packages)
    print(f"{len(packages)} packages; against commercial use: {len(against)}")  # noqa: T201 - the same
    print(*against, sep="\n")  # noqa: T201 - the same
    return int(bool(against))


if __name__ == "__main__":
    sys.exit(main())
