"""The wheel built from the sdist is the wheel built from the tree, and both hold what a user needs."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tests.wheel.own_environment import ROOT, built

if TYPE_CHECKING:
    from pathlib import Path

WANTED = [
    "callbook/py.typed",
    "callbook_mocks/py.typed",
    "callbook_steps/py.typed",
    "callbook/trace/trace.schema.json",
    "callbook/lab/small_center.toml",
    "callbook/features/privileges/can_decline.feature",
    "callbook/features/flows/rescheduled.trace.ndjson",
    "callbook/examples/contact_center.toml",
    "callbook/examples/configurations/legacy_export/exports/Workspace.cfg",
]
"""Files beside the code, one of each kind."""
JUNK = ("__pycache__", ".callbook/", "0.1.0/site/", "htmlcov", ".pyc", "node_modules", ".venv")


@pytest.fixture(scope="module")
def built_here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the sdist and the wheel of this tree."""
    sdist, wheel = built(ROOT, tmp_path_factory.mktemp("tree"), "sdist", "wheel")
    return sdist, wheel


def contents(wheel: Path) -> dict[str, bytes]:
    """Give each file of a wheel with its bytes."""
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_they_are_the_same(built_here: tuple[Path, Path], tmp_path: Path) -> None:
    """File by file, with RECORD and metadata."""
    sdist, wheel = built_here
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    [tree] = (tmp_path / "unpacked").iterdir()
    [again] = built(tree, tmp_path / "again", "wheel")
    ours, theirs = contents(wheel), contents(again)
    assert wheel.name == again.name
    assert [] == sorted(ours.keys() ^ theirs.keys())
    assert [] == [name for name, data in ours.items() if data != theirs[name]]


@pytest.mark.parametrize("name", WANTED)
def test_the_wheel_holds(built_here: tuple[Path, Path], name: str) -> None:
    """What is read from beside the code is there."""
    assert contents(built_here[1])[name] is not None


def test_neither_holds_what_came_about_here(built_here: tuple[Path, Path]) -> None:
    """No cache, no recording, no environment."""
    sdist, wheel = built_here
    with tarfile.open(sdist) as archive:
        names = [*archive.getnames(), *contents(wheel)]
    assert [] == [name for name in names if any(junk in name for junk in JUNK)]


def test_the_wheel_names_its_commands_and_plugin(built_here: tuple[Path, Path]) -> None:
    """`callbook`, and the plugin of pytest."""
    found = contents(built_here[1])
    [entry_points] = [data.decode() for name, data in found.items() if name.endswith("entry_points.txt")]
    assert "callbook = callbook.cli:main" in entry_points
    assert "[pytest11]\ncallbook = callbook.pytest_plugin" in entry_points
