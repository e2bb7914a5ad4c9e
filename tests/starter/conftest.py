"""A repository that `callbook init` has made, and what its CI files run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console
from tests.pytest_plugin.conftest import PLUGINS

from callbook.cli import init_command

collect_ignore = ["first_version"]  # a project of its own, which a test copies and runs

GITLAB = ".gitlab-ci.yml"


class New:
    """A copy of it, to be run by pytest and to be changed."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self._pytester = pytester
        self.root = pytester.path

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest."""
        return self._pytester.runpytest_inprocess(*PLUGINS, "-p", "no:cacheprovider", *arguments)

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Change all places of a file that say *old*; there must be one."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository that nobody changes."""
    folder = tmp_path_factory.mktemp("starter") / "made"
    init_command.run(Console(quiet=True), init_command.InitRequest(folder), as_json=False)
    return folder


@pytest.fixture
def new(repository: Path, pytester: pytest.Pytester) -> New:
    """Give a copy."""
    shutil.copytree(repository, pytester.path, dirs_exist_ok=True)
    return New(pytester)


def commands(repository: Path, ci: str = GITLAB) -> list[str]:
    """Give the commands that a CI file runs, in their order."""
    read: Any = yaml.safe_load((repository / ci).read_bytes())
    if ci == GITLAB:
        job = read["callbook"]
        found: list[str] = [*job["before_script"], *job["script"], *job["after_script"]]
        return found
    return [step["run"] for step in read["jobs"]["callbook"]["steps"] if "run" in step]
