"""Makes a QA team's repository: scenarios, steps, a configuration, a notebook, continuous integration."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli import lint_command
from callbook.cli.output import print_json
from callbook.cli.starter_files import CONFIGURATION, configuration_files, starter_files
from callbook.cli.whole_file import write_all
from callbook.configuration import read_environment
from callbook.core import BadInput, counted
from callbook.lab import cast, small_center

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

EDITOR_STEPS = ".vscode/steps.py"
_ALONE = {
    "PYTEST_ADDOPTS": "",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_PLUGINS": "pytest_bdd.plugin,callbook.pytest_plugin",
}
"""Other plugins of pytest bring no steps, and would take most of the time; what is meant for them is not heard."""


@dataclass(frozen=True, slots=True)
class InitRequest:
    """What is asked for.

    Attributes:
        folder: where the repository is to be.
        config: a team's own configuration; None for the sample.
        force: overwrite files that are there.
    """

    folder: Path
    config: Path | None = None
    force: bool = False


def run(console: Console, wanted: InitRequest, *, as_json: bool) -> None:
    """Make the repository; say what was made, what is wrong with its configuration, and what to do next.

    Raises:
        BadInput: the configuration cannot be read, files would be overwritten, or cannot be written; nothing is then.
    """
    theirs = configuration_files(wanted.config) if wanted.config else {}
    configuration = next(iter(theirs), None)
    files = starter_files(wanted.folder.resolve().name, configuration) | theirs
    files[EDITOR_STEPS] = editor_steps(files)
    write_all(wanted.folder, files, force=wanted.force)
    _tell(console, wanted.folder, sorted(files), configuration or CONFIGURATION, as_json=as_json)


def editor_steps(files: Mapping[str, bytes]) -> bytes:
    """Return the steps of a repository of *files* for the editor, as ``callbook steps --editor`` prints them there.

    Raises:
        BadInput: its features cannot be looked at.
    """
    with tempfile.TemporaryDirectory(prefix="callbook-init-") as folder:
        write_all(Path(folder), files)
        command = (sys.executable, "-P", "-m", "callbook", "steps", "--editor")
        alone = {**os.environ, **_ALONE}
        finished = subprocess.run(command, cwd=folder, env=alone, capture_output=True, check=False)  # noqa: S603 - our own
    if finished.returncode:
        accepted = f"ones that `callbook steps` can read; it says: {finished.stderr.decode().strip()}"
        raise BadInput("files", ", ".join(files), accepted=accepted)
    return finished.stdout


def _tell(console: Console, folder: Path, files: Sequence[str], configuration: str, *, as_json: bool) -> None:
    linted = lint_command.linted([folder / configuration])
    trouble = _trouble(folder / configuration)
    if as_json:
        answer = {"folder": str(folder), "files": files, "next": _next(folder)}
        lint = lint_command.as_mapping(linted)
        print_json(console, {**answer, "configuration": configuration, "lint": lint, "trouble": trouble})
        return
    _say(console, f"{folder}: {counted(len(files), 'file')}", *(f"  {file}" for file in files), "")
    _say(console, *lint_command.finding_lines(linted))
    if trouble:
        _say(console, f"No scenario can run on {configuration} yet: {trouble}")
    _say(console, "", "Next:", *(f"  {command}" for command in _next(folder)))


def _trouble(configuration: Path) -> str:
    """Return why scenarios cannot run on a configuration; empty if they can."""
    try:
        cast(read_environment(configuration).contact_center, small_center())
    except BadInput as error:
        return str(error)
    return ""


def _next(folder: Path) -> list[str]:
    go = "callbook check" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))}"
    return [go, "pytest", "callbook report"]


def _say(console: Console, *lines: object) -> None:
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
