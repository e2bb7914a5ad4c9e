"""Somebody who follows a page in an empty folder: saves what it shows, types its commands, looks at what is printed."""

from __future__ import annotations

import io
import shlex
import tomllib
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

from callbook.cli import main

if TYPE_CHECKING:
    import pytest

COLUMNS = "88"
"""As wide as a block of the site is on a laptop."""


class Reader:
    """A reader at a terminal; what can be run in this process is, for Python's start takes longer than most commands.

    Attributes:
        folder: where the reader works.
        code: the exit code of the last command.
    """

    def __init__(self, pytester: pytest.Pytester) -> None:
        self._pytester = pytester
        self.folder = pytester.path
        self.code = 0

    def save(self, name: str, text: str) -> None:
        """Save a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def types(self, command: str) -> str:
        """Run a command; give what it prints.

        Raises:
            ValueError: for a program that no page needs yet.
        """
        program, *arguments = shlex.split(command, comments=True)
        programs = {"callbook": self._callbook, "pytest": self._pytest, "pip": self._pip, "echo": self._echo}
        if program not in programs:
            raise ValueError(f"{program!r} is none of {', '.join(programs)}")
        printed = programs[program](*arguments)
        return "\n".join(line.rstrip() for line in printed.splitlines())

    def _callbook(self, *arguments: str) -> str:
        printed = io.StringIO()
        with chdir(self.folder), redirect_stdout(printed), redirect_stderr(printed):
            try:
                main(list(arguments))
                self.code = 0
            except SystemExit as ended:
                self.code = int(ended.code or 0)
        return printed.getvalue()

    def _pytest(self, *arguments: str) -> str:
        result = self._pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)
        self.code = int(result.ret)
        return "\n".join((*result.outlines, *result.errlines)).strip("\n")

    def _pip(self, *_: str) -> str:
        """Make the entry points of the reader's project known, which is what matters of its installation."""
        project = tomllib.loads((self.folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        folder = self.folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        groups = project["entry-points"].items()
        lines = (
            f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in each.items()) for group, each in groups
        )
        self.save(f"{folder.name}/METADATA", f"Name: {project['name']}\nVersion: {project['version']}\n")
        self.save(f"{folder.name}/entry_points.txt", "\n".join(lines))
        return ""

    def _echo(self, *words: str) -> str:
        return " ".join(words).replace("$?", str(self.code))


def printed_by(shown: str) -> list[tuple[str, str]]:
    """Take a session apart: each command behind its prompt, with what is shown below it."""
    parts: list[tuple[str, str]] = []
    for line in shown.splitlines():
        if line.startswith("$ "):
            parts.append((line.removeprefix("$ "), ""))
        else:
            command, output = parts[-1]
            parts[-1] = (command, f"{output}{line}\n")
    return parts
