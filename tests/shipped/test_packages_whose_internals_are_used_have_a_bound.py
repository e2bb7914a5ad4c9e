"""A package whose internals are used, and may change with any version, has an upper bound among the dependencies."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from tests.project_metadata import ROOT, project

INTERNALS = {
    "gherkin-official": "gherkin.pickles.compiler",
    "litestar": "litestar.routes",
    "pytest": "_pytest",
    "pytest-bdd": "pytest_bdd.scenario",
    "responses": "responses.registries",
    "uvicorn": "uvicorn.protocols.http.httptools_impl",
}
"""What is no promise of a package to others, by its distribution."""

_PRIVATE = re.compile(r"^ *(?:from|import) (_[a-z]\w+|\w+(?:\.\w+)*\._\w+)", re.MULTILINE)


def _sources() -> str:
    folders = (ROOT / name for name in ("src", "mocks", "steps"))
    return "\n".join(path.read_text(encoding="utf-8") for each in folders for path in sorted(each.rglob("*.py")))


@pytest.mark.parametrize("package", INTERNALS)
def test_a_package(package: str) -> None:
    """The bound is there, the tested version within it, and the internals are still used."""
    asked = project()
    every = (*asked.dependencies, *asked.optional_dependencies["server"])
    requirements = {each.name: each.specifier for each in map(Requirement, every)}
    assert "<" in {part.operator for part in requirements[package]}
    assert version(package) in requirements[package]
    assert f"from {INTERNALS[package]}" in _sources()


def test_no_other_private_module_is_imported() -> None:
    """Whoever imports one gives its package a bound, and a line above."""
    private = {name.partition(".")[0] for name in _PRIVATE.findall(_sources())}
    assert {"_pytest"} == private - {"callbook", "callbook_mocks", "callbook_steps"}
