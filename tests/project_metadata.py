"""What pyproject.toml says of the project: what it depends on, and with which extra."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""


class Project(msgspec.Struct, rename="kebab"):
    """The table `project`, as far as tests ask for it."""

    dependencies: list[str]
    optional_dependencies: dict[str, list[str]]
    classifiers: list[str]
    requires_python: str


class _Settings(msgspec.Struct):
    project: Project


def project() -> Project:
    """Return the table as it stands."""
    return msgspec.toml.decode((ROOT / "pyproject.toml").read_bytes(), type=_Settings).project


def normalised(requirement: str) -> str:
    """Return the name in a requirement, as an index writes it."""
    [name] = re.findall(r"^[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", name).lower()
